using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Workflows;
using Microsoft.Extensions.Logging;

namespace Coordination.Silo.Workflows;

/// <summary>An effect that is to be done.</summary>
/// <param name="Facts">As they are now.</param>
internal sealed record DueEffect(WorkflowName Name, WorkflowInstance State, WorkflowDefinition Running, OwedEffect Owed, WorkflowAction Action, WorkflowFacts Facts)
{
    /// <summary>When the step was taken that owes it.</summary>
    public DateTimeOffset At => State.Effects.First(e => e.Owed.Id == Owed.Id).At;

    /// <summary>Who plays a part of the instance; null: nobody.</summary>
    public PartBinding? Player(string part) =>
        part == WorkflowInstance.Owner && State.Begun is { } begun ? new PartBinding(part, begun.Owner, begun.OwnerUnit) : State.Part(part);

    /// <summary>The same for each repeat, another for each step that is needed.</summary>
    public Guid RequestId(string step = "") =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{Name}\n{Owed.Id}\n{step}")).AsSpan(0, 16), bigEndian: true);
}

/// <summary>Does what one kind of action asks for.</summary>
internal interface IEffectRunner
{
    EffectKind Kind { get; }

    /// <summary>A repeat changes nothing. Refused as unavailable, busy or concurrent it is tried again; any other refusal is final.</summary>
    /// <returns>The resource that came of it; empty: none that has a name.</returns>
    Task<Outcome<string>> RunAsync(DueEffect effect, IGrainFactory grains);
}

/// <summary>Does what steps owe, by kind.</summary>
internal sealed class WorkflowEffects(IEnumerable<IEffectRunner> runners, ILogger<WorkflowEffects> logger)
{
    public ILogger Logger => logger;

    private readonly ImmutableDictionary<EffectKind, IEffectRunner> runners = runners.ToImmutableDictionary(r => r.Kind);

    public Task<Outcome<string>> RunAsync(DueEffect effect, IGrainFactory grains) => runners[effect.Owed.Kind].RunAsync(effect, grains);
}

/// <summary>Runs a module's own code.</summary>
internal sealed class CodeEffectRunner(IEnumerable<IWorkflowEffect> effects) : IEffectRunner
{
    private readonly ImmutableDictionary<string, IWorkflowEffect> effects = effects.ToImmutableDictionary(e => e.Name, StringComparer.Ordinal);

    public EffectKind Kind => EffectKind.Code;

    public async Task<Outcome<string>> RunAsync(DueEffect effect, IGrainFactory grains)
    {
        if (effect.Action is not CodeAction action || !effects.TryGetValue(action.Effect, out var code))
            return WorkflowRefusals.DefinitionNotLoaded;

        var step = new WorkflowStep(
            effect.Running.Id, effect.State.DefinitionVersion, effect.Owed.Step, effect.State.State, effect.Facts, effect.Owed.By, effect.RequestId());
        return await code.RunAsync(step, grains, CancellationToken.None);
    }
}
