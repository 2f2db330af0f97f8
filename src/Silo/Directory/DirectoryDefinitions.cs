using System.Text.Json;
using Coordination.Access;
using Coordination.Directory;
using Coordination.Registry;
using Coordination.Sdk.Grains;

namespace Coordination.Silo.Directory;

/// <summary>What the platform has to know of the directory's nouns.</summary>
internal static class DirectoryDefinitions
{
    public const string Agencies = "agencies";
    public const string Units = "units";

    public static AggregateDefinition<AgencyState, AgencyEvent> Agency() => new()
    {
        Kind = Agencies,
        Initial = AgencyState.Initial,
        EventType = DirectoryJson.Default.AgencyEvent,
        CommandBytes = DirectoryJson.Bytes,
        Project = (name, state, version, at) => new Projection(
            new RegistryRow
            {
                Name = name,
                Kind = Agencies,
                State = state.ValidUntil is null ? "registered" : "retired",
                Open = state.ValidUntil is null,
                Title = $"{state.Name?.Id} {state.DisplayName.En} {state.DisplayName.Lo}",
                Parent = state.Parent?.ToString(),
                Handling = (int)Handling.Green,
                Version = version,
                CreatedAt = state.CreatedAt,
                UpdatedAt = at,
                View = () => JsonSerializer.SerializeToUtf8Bytes(state, DirectoryJson.Default.AgencyState),
            },
            [],
            []),
        Relate = (state, principal) => Relation.Everyone | (state.Name == principal.Agency ? Relation.Self : Relation.None),
        ReadPermission = DirectoryPermissions.Read,
    };

    public static AggregateDefinition<UnitState, UnitEvent> Unit() => new()
    {
        Kind = Units,
        Initial = UnitState.Initial,
        EventType = DirectoryJson.Default.UnitEvent,
        CommandBytes = DirectoryJson.Bytes,
        Project = (name, state, version, at) => new Projection(
            new RegistryRow
            {
                Name = name,
                Kind = Units,
                State = state.ValidUntil is null ? "registered" : "retired",
                Open = state.ValidUntil is null,
                Title = $"{state.Name?.Id} {state.DisplayName.En} {state.DisplayName.Lo}",
                Province = state.Province,
                Parent = state.Agency.ToString(),
                Handling = (int)Handling.Green,
                Version = version,
                CreatedAt = state.CreatedAt,
                UpdatedAt = at,
                View = () => JsonSerializer.SerializeToUtf8Bytes(state, DirectoryJson.Default.UnitState),
            },
            [],
            []),
        Relate = (state, principal) => Relation.Everyone | (state.Agency == principal.Agency ? Relation.Self : Relation.None),
        ReadPermission = DirectoryPermissions.Read,
    };

    /// <summary>A committee is in no list: there is one, and it is asked for by name.</summary>
    public static AggregateDefinition<CommitteeState, CommitteeEvent> Committee() => new()
    {
        Kind = "committees",
        Initial = CommitteeState.Initial,
        EventType = DirectoryJson.Default.CommitteeEvent,
        CommandBytes = DirectoryJson.Bytes,
        Project = (_, _, _, _) => Projection.Empty,
        Relate = (_, _) => Relation.Everyone,
        ReadPermission = DirectoryPermissions.Read,
    };

    /// <summary>
    /// Officers are in no list. Whoever may see the agency learns that changing its officers is denied, not that the
    /// agency is absent; what happens to officers is shown to those alone who may see them.
    /// </summary>
    public static AggregateDefinition<RosterState, RosterEvent> Roster() => new()
    {
        Kind = "rosters",
        Initial = RosterState.Initial,
        EventType = DirectoryJson.Default.RosterEvent,
        CommandBytes = DirectoryJson.Bytes,
        Project = (_, _, _, _) => Projection.Empty,
        Relate = (state, principal) => Relation.Everyone | (state.Agency == principal.Agency ? Relation.Self : Relation.None),
        ReadPermission = DirectoryPermissions.Read,
        WatchPermission = DirectoryPermissions.ReadOfficers,
    };
}
