using System.Text.Json;
using Coordination.Access;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Sealing;
using Coordination.Workflows;

namespace Coordination.Silo.Workflows;

/// <summary>What of an instance is visible beside its events.</summary>
internal static class WorkflowProjection
{
    /// <summary>Followed by the deadline's id.</summary>
    public const string DeadlineKind = "deadline.";

    public static AggregateDefinition<WorkflowInstance, WorkflowEvent> Definition(IKeyStore keys, WorkflowCatalogue catalogue) => new()
    {
        Kind = WorkflowName.Collection,
        Initial = WorkflowInstance.Initial,
        EventType = WorkflowJson.Default.WorkflowEvent,
        // Keyed: a plain hash of a text could be guessed and tried by somebody who has the database.
        CommandBytes = command => keys.Mac("command-hash", JsonSerializer.SerializeToUtf8Bytes((WorkflowCommand)command, WorkflowJson.Default.WorkflowCommand)),
        SnapshotType = WorkflowJson.Default.WorkflowInstance,
        Project = Project,
        Relate = (state, principal) => Relate(state, principal, part => Leads(catalogue, state, part)),
        IsBlocked = static (state, principal) => !state.Blocked.IsDefaultOrEmpty && state.Blocked.Contains(OfficerKey.Of(principal)),
        ReadPermission = WorkflowPermissions.Read,
        WatchPermission = WorkflowPermissions.Watch,
        Show = static (entry, parties) => WorkflowShow.Event(entry.Data.Span, [.. parties.Select(p => p.Role)]),
    };

    /// <summary>Before it exists: whoever may start may.</summary>
    internal static Relation Relate(WorkflowInstance state, Principal principal, Func<string, bool> leads)
    {
        if (!state.Exists)
            return Relation.Lead;

        var relation = Relation.None;
        foreach (var part in state.PartsOf(principal))
            relation |= part == WorkflowInstance.Owner ? Relation.Owner : leads(part) ? Relation.Lead : Relation.Participant;
        return relation is not Relation.None && principal.Unit is not null ? relation | Relation.OwnUnit : relation;
    }

    private static bool Leads(WorkflowCatalogue catalogue, WorkflowInstance state, string part) =>
        catalogue.For(state.Begun!.Definition, state.DefinitionVersion)?.Part(part) is { Leads: true };

    private static Projection Project(string name, WorkflowInstance state, int version, DateTimeOffset at)
    {
        if (state.Begun is not { } begun)
            return Projection.Empty;

        var dueRows = state.Deadlines.Where(d => !d.Passed).Select(d => new DueRow(DeadlineKind + d.Id, d.Due));
        return new Projection(
            new RegistryRow
            {
                Name = name,
                Kind = WorkflowName.Collection,
                State = state.State,
                Open = !state.Final,
                Due = DueOf(state),
                Province = begun.Province.Length == 0 ? null : begun.Province,
                Case = begun.Case?.ToString(),
                Parent = begun.Parent?.Name.ToString(),
                Handling = (int)begun.Handling,
                Terms = [WorkflowTerms.Definition(begun.Definition)],
                Blocked = state.Blocked.IsDefault ? [] : state.Blocked,
                Version = version,
                CreatedAt = state.CreatedAt,
                UpdatedAt = at,
                View = () => JsonSerializer.SerializeToUtf8Bytes(Summary(name, state, begun), WorkflowJson.Default.WorkflowSummaryView),
            },
            [
                Party(begun.Owner, begun.OwnerUnit, WorkflowInstance.Owner, state),
                .. state.Parts.Select(p => Party(p.Agency, p.Unit, p.Part, state)),
            ],
            [.. dueRows, .. WorkflowGrain.EffectsDue(state), .. WorkflowGrain.ParentDue(state)]);
    }

    private static WorkflowSummaryView Summary(string name, WorkflowInstance state, WorkflowStarted begun) => new(
        ResourceName.Parse<WorkflowName>(name), begun.Definition, state.DefinitionVersion, state.State, state.Final, begun.Owner, begun.Case, begun.Person,
        begun.Province, state.Due, state.Overdue, state.UpdatedAt);

    private static PartyRow Party(AgencyName agency, UnitName? unit, string role, WorkflowInstance state) => new()
    {
        Agency = agency.Id,
        Unit = unit?.Id,
        Role = role,
        State = state.State,
        Open = !state.Final && state.Turn.Contains(role),
        Due = DueOf(state),
    };

    /// <summary>In lists what passed stays due until it is done.</summary>
    private static DateTimeOffset? DueOf(WorkflowInstance state) => state.Overdue ? state.Deadlines.Where(d => d.Passed).Min(d => d.Due) : state.Due;
}
