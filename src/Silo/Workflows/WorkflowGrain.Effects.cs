using System.Collections.Immutable;
using Coordination.Cases;
using Coordination.Ledger;
using Coordination.Outcomes;
using Coordination.Workflows;
using Microsoft.Extensions.Logging;

namespace Coordination.Silo.Workflows;

/// <summary>What steps owe is done after they are durable; what could not be done comes again as due work.</summary>
internal sealed partial class WorkflowGrain
{
    private const string EffectsKind = "effects";

    /// <summary>How long after a step due work looks whether something is still owed: a silo may have died in between.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    private Task settling = Task.CompletedTask;

    internal static IEnumerable<DueRow> EffectsDue(WorkflowInstance state) => state.Owed.Any() ? [new DueRow(EffectsKind, state.UpdatedAt + LookAgain)] : [];

    public Task<Refusal?> EffectEndedAsync(string effect, string state) =>
        ByPlatformAsync((now, running, step) => WorkflowRules.EndEffect(now, running, effect, state, step));

    protected override void OnCommitted(WorkflowInstance state, ImmutableArray<WorkflowEvent> events)
    {
        if (state.Owed.Any() && settling.IsCompleted)
            settling = SettleEffectsAsync();
        if (OwesParent(state))
            TellParentAsync().Ignore();
    }

    private async Task AfterEffectsDueAsync(string dueKind, WorkflowInstance state)
    {
        if (dueKind == ParentKind)
            await TellParentAsync();
        if (dueKind != EffectsKind)
            return;
        if (settling.IsCompleted)
            settling = SettleEffectsAsync();
        await settling;
    }

    private async Task SettleEffectsAsync()
    {
        var tried = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            while (true)
            {
                var read = await ReadStateAsync();
                if (read.IsRefused || read.Value.State is not { Begun: { } begun } state || state.Owed.FirstOrDefault(o => !tried.Contains(o.Id)) is not { } owed)
                    return;

                tried.Add(owed.Id);
                if (await RunAsync(state, begun, owed) is not { } settled)
                    continue; // Due work comes again.
                await CommitByPlatformAsync((now, _) => now.Owed.Any(o => o.Id == owed.Id) ? settled : Decision<WorkflowEvent>.Nothing);
            }
        }
#pragma warning disable CA1031 // Whatever stands in the way of an effect: it stays owed, and due work comes again.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogNotSettled(effects.Logger, Stream, fault.GetType().Name);
        }
    }

    /// <summary>Null: it is to be tried again.</summary>
    private async Task<EffectSettled?> RunAsync(WorkflowInstance state, WorkflowStarted begun, OwedEffect owed)
    {
        if (inputs.Catalogue.For(begun.Definition, state.DefinitionVersion) is not { } running)
            return null;
        if (WorkflowRules.Actions(running).FirstOrDefault(a => a.Id == owed.Action) is not { } action)
            return new EffectSettled(owed.Id, "", "ACTION_GONE"); // A newer version of the definition does without it.

        StepCase? about = null;
        if (begun.Case is { } name)
        {
            var asked = await WorkflowInputs.CaseAsync(GrainFactory, name, begun.Person, principal: null);
            if (asked.IsRefused)
                return null;
            if (asked.Value.Standing.RetentionEnded)
                return new EffectSettled(owed.Id, "", CaseRefusals.RetentionEnded.Code); // Nothing new begins about an erased case.
            about = asked.Value.Step;
        }

        var facts = WorkflowRules.Facts(state, [], [], inputs.Step(Name, Now, about, []), begun.Case);
        var outcome = await effects.RunAsync(new DueEffect(Name, state, running, owed, action, facts), GrainFactory);
        return outcome switch
        {
            { IsRefused: false } => new EffectSettled(owed.Id, outcome.Value, ""),
            { Refusal.Kind: RefusalKind.Unavailable or RefusalKind.Aborted or RefusalKind.ResourceExhausted } => null,
            _ => new EffectSettled(owed.Id, "", outcome.Refusal!.Code),
        };
    }

    [LoggerMessage(EventId = 4700, Level = LogLevel.Warning, Message = "What {Workflow} owes could not be done ({Reason}); it is tried again")]
    private static partial void LogNotSettled(ILogger logger, string workflow, string reason);
}
