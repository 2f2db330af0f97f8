using System.Collections.Immutable;
using Coordination.Access;
using static Coordination.Access.Permission;

namespace Coordination.Tasks;

/// <summary>What can be done with tasks and who may, by role and relation (docs/reference/tasks.md).</summary>
/// <remarks>
/// <para>The chair and the secretariat see and manage every task: they act for the committee. An agency's callers see
/// the tasks of which their agency is assigner or present assignee; a caller who is confined to a unit only those
/// whose work was delegated to that unit.</para>
/// <para>Respond and work concern one's own part: the rule compares the part's agency, because a permission knows the
/// task only. The chair and the secretariat do not answer in a ministry's place.</para>
/// <para>An auditor learns from the history that something happened, when and by whom, and nothing else. A statistician
/// gets counts. The platform operator and the organisation's administrator have no business here.</para>
/// </remarks>
public static class TaskPermissions
{
    public const string Read = "tasks.read";

    /// <summary>That something happened; its content only with <see cref="Read"/>.</summary>
    public const string ReadHistory = "tasks.history";

    public const string List = "tasks.list";
    public const string Summarize = "tasks.summarize";
    public const string Assign = "tasks.assign";
    public const string Manage = "tasks.manage";
    public const string Respond = "tasks.respond";
    public const string Work = "tasks.work";
    public const string Comment = "tasks.comment";

    private const Relation AnyPart = Relation.Owner | Relation.Lead | Relation.Participant | Relation.OwnUnit;
    private const Relation OwnPart = Relation.Lead | Relation.Participant | Relation.OwnUnit;

    private static readonly ImmutableArray<PermissionGrant> Committee = [new(Role.Chair, Relation.None), new(Role.Secretariat, Relation.None)];

    private static readonly ImmutableArray<PermissionGrant> Participants = OfAgencies(AnyPart);

    private static readonly ImmutableArray<PermissionGrant> Assignees = OfAgencies(OwnPart);

    /// <summary>Who speaks for an agency towards others.</summary>
    private static readonly ImmutableArray<PermissionGrant> Speakers =
        [new(Role.AgencyFocalPoint, Relation.Owner), new(Role.AgencySystem, Relation.Owner)];

    private static readonly PermissionGrant ThePlatform = new(Role.Platform, Relation.None);

    public static readonly IReadOnlyList<Permission> All =
    [
        Of(Read, [.. Committee, .. Participants, ThePlatform]),
        Of(ReadHistory, [.. Committee, .. Participants, new(Role.Auditor, Relation.None)]),
        Of(List, [.. Committee, .. Participants]),
        Of(Summarize, [.. Committee, .. Participants, new(Role.Statistician, Relation.None), new(Role.Auditor, Relation.None)]),
        Of(Assign, [.. Committee, .. Speakers, ThePlatform]),
        Of(Manage, [.. Committee, .. Speakers, ThePlatform]),
        Of(Respond, Assignees),
        Of(Work, Assignees),
        Of(Comment, [.. Committee, .. Participants]),
    ];

    private static ImmutableArray<PermissionGrant> OfAgencies(Relation relations) =>
    [
        new(Role.AgencyFocalPoint, relations),
        new(Role.AgencyOfficer, relations),
        new(Role.AgencySystem, relations),
        new(Role.UnitHead, relations),
    ];
}
