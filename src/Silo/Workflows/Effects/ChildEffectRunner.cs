using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sealing;
using Coordination.Workflows;

namespace Coordination.Silo.Workflows;

/// <summary>Starts another workflow about the same case and person.</summary>
/// <remarks>
/// The platform starts it on behalf of the agency, and of the unit, of whoever fired the step: that agency owns the child, and
/// what that agency has no part in, the child is not about. The role of the caller is not asked: whoever wrote the definition
/// decided that this step starts the child.
/// </remarks>
internal sealed class ChildEffectRunner(WorkflowCatalogue catalogue) : IEffectRunner
{
    public EffectKind Kind => EffectKind.Child;

    public async Task<Outcome<string>> RunAsync(DueEffect effect, IGrainFactory grains)
    {
        if (effect.Action is not StartChildAction action)
            return WorkflowRefusals.DefinitionNotLoaded;
        if (catalogue.Newest(action.Definition) is not { } child)
            return WorkflowRefusals.DefinitionUnknown;

        var (begun, by, request) = (effect.State.Begun!, effect.Owed.By, effect.RequestId("child"));
        var platform = Principal.Platform with { Agency = by.Agency, Unit = by.Unit };
        var name = WorkflowName.For(platform.Agency, request);
        var outcome = await grains.Workflow(name).StartAsync(
            new StartWorkflow(
                new CommandContext(request, platform),
                child.Id,
                child.Case is CaseUse.None ? null : begun.Case,
                child.Person ? begun.Person : "",
                begun.Province,
                PartsFor(child, action, effect),
                DataFor(action, effect.State),
                new WorkflowParent(effect.Name, effect.Owed.Id)),
            CancellationToken.None);
        return outcome is { IsRefused: true, Refusal: var no } && no.Code != CommonRefusals.RequestIdReused.Code ? no : name.ToString();
    }

    /// <summary>Parts of the same id, or that the action maps, are played by the same agencies; what nobody plays is left out.</summary>
    private static ImmutableArray<PartBinding> PartsFor(WorkflowDefinition child, StartChildAction action, DueEffect effect) =>
    [
        .. child.Parts
            .Where(part => part.Fixed is null)
            .Select(part => effect.Player(action.Parts.GetValueOrDefault(part.Id, part.Id)) is { } player ? player with { Part = part.Id } : null)
            .OfType<PartBinding>(),
    ];

    private static ImmutableArray<FieldInput> DataFor(StartChildAction action, WorkflowInstance state) =>
    [
        .. action.Data
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Where(pair => state.Data.ContainsKey(pair.Value))
            .Select(pair => new FieldInput(pair.Key, [.. state.Data[pair.Value].Values.Select(value => new PlainText(value))])),
    ];
}
