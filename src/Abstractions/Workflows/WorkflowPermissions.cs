using Coordination.Access;
using static Coordination.Access.Permission;

namespace Coordination.Workflows;

/// <summary>
/// The doors to workflows of every definition. Behind them each definition has permissions of its own,
/// <c>workflow.(definition).(transition)</c>, which the silo asks.
/// </summary>
public static class WorkflowPermissions
{
    public const string ReadDefinitions = "definitions.read";
    public const string Start = "workflows.start";
    public const string Fire = "workflows.fire";
    public const string Read = "workflows.read";
    public const string ReadText = "workflows.read_text";
    public const string ReadHistory = "workflows.history";
    public const string List = "workflows.list";

    /// <summary>Events on the watch stream: for agency systems, and for the committee's own workflows its secretariat.</summary>
    public const string Watch = "workflows.watch";

    /// <summary>Whoever can play a part: officers, heads of units, systems; and those who manage plans for the committee.</summary>
    public static readonly IReadOnlyList<string> Actors =
    [
        Role.AgencyFocalPoint, Role.AgencyOfficer, Role.AgencySystem, Role.UnitHead, Role.CaseLead, Role.Secretariat, Role.Chair,
    ];

    private const Relation AnyPart = Relation.Owner | Relation.Lead | Relation.Participant | Relation.OwnUnit;

    public static readonly IReadOnlyList<Permission> All =
    [
        Of(ReadDefinitions, [.. Role.Assignable.Select(role => new PermissionGrant(role, Relation.None))]),
        Of(Start, [.. Actors.Select(role => new PermissionGrant(role, Relation.None))]),
        Of(Fire, [.. Actors.Select(role => new PermissionGrant(role, AnyPart)), new(Role.Platform, Relation.None)]),
        Of(Read, [.. Actors.Select(role => new PermissionGrant(role, AnyPart)), new(Role.Platform, Relation.None)]),
        Of(ReadText, [.. Actors.Select(role => new PermissionGrant(role, AnyPart))]),
        Of(ReadHistory, [.. Actors.Select(role => new PermissionGrant(role, AnyPart)), new(Role.Auditor, AnyPart)]),
        Of(Watch, new PermissionGrant(Role.AgencySystem, AnyPart), new PermissionGrant(Role.Secretariat, AnyPart)),
        Of(List, [.. Actors.Select(role => new PermissionGrant(role, AnyPart))]),
    ];
}
