using Coordination.Access;
using Coordination.Workflows;
using static Coordination.Access.Permission;

namespace Coordination.Training.Contracts;

/// <summary>What can be done with courses and cohorts, and who may.</summary>
/// <remarks>The owner of a cohort organises it; an agency takes part once it registered somebody.</remarks>
public static class TrainingPermissions
{
    public const string CreateCourse = "courses.create";
    public const string EditCourse = "courses.edit";
    public const string ReadCourse = "courses.read";
    public const string CreateCohort = "cohorts.create";
    public const string Register = "cohorts.register";
    public const string Manage = "cohorts.manage";
    public const string FollowUp = "cohorts.follow_up";
    public const string Read = "cohorts.read";
    public const string List = "cohorts.list";

    private const Relation AnyPart = Relation.Owner | Relation.Participant;

    private static readonly string[] Organisers = [Role.AgencyFocalPoint, Role.AgencyOfficer, Role.AgencySystem, Role.Secretariat];

    public static readonly IReadOnlyList<Permission> All =
    [
        Of(CreateCourse, [.. Organisers.Select(role => new PermissionGrant(role, Relation.None))]),
        Of(EditCourse, [.. Organisers.Select(role => new PermissionGrant(role, Relation.Owner))]),
        Of(ReadCourse, [.. WorkflowPermissions.Actors.Append(Role.Platform).Select(role => new PermissionGrant(role, Relation.None))]),
        Of(CreateCohort, [.. Organisers.Select(role => new PermissionGrant(role, Relation.None))]),
        Of(Register, [.. Organisers.Append(Role.UnitHead).Select(role => new PermissionGrant(role, Relation.None))]),
        Of(Manage, [.. Organisers.Select(role => new PermissionGrant(role, Relation.Owner))]),
        Of(FollowUp, [.. Organisers.Select(role => new PermissionGrant(role, AnyPart))]),
        Of(Read, [.. Readers(AnyPart)]),
        Of(List, [.. Readers(AnyPart)]),
    ];

    private static IEnumerable<PermissionGrant> Readers(Relation part) =>
        Organisers.Where(role => role != Role.Secretariat).Append(Role.UnitHead).Select(role => new PermissionGrant(role, part))
            .Append(new PermissionGrant(Role.Secretariat, Relation.None))
            .Append(new PermissionGrant(Role.Chair, Relation.None));
}
