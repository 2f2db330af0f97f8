using Coordination.Access;
using static Coordination.Access.Permission;

namespace Coordination.PlanOfAction.Contracts;

/// <summary>What can be done with plans, and who may.</summary>
/// <remarks>The owner made the plan; leads, supporting agencies and sides of a joint plan take part, from the consultation on.</remarks>
public static class PlanPermissions
{
    public const string Create = "plans.create";
    public const string Edit = "plans.edit";
    public const string Report = "plans.report";
    public const string Assign = "plans.assign";
    public const string Read = "plans.read";
    public const string List = "plans.list";

    private const Relation AnyPart = Relation.Owner | Relation.Participant;

    public static readonly IReadOnlyList<Permission> All =
    [
        Of(Create, new(Role.AgencyFocalPoint, Relation.None), new(Role.AgencySystem, Relation.None), new(Role.Secretariat, Relation.None)),
        Of(Edit, new(Role.AgencyFocalPoint, Relation.Owner), new(Role.AgencySystem, Relation.Owner), new(Role.Secretariat, Relation.Owner)),
        Of(Report, new(Role.AgencyFocalPoint, AnyPart), new(Role.AgencyOfficer, AnyPart), new(Role.AgencySystem, AnyPart), new(Role.Secretariat, AnyPart)),
        Of(Assign, new(Role.AgencyFocalPoint, Relation.Owner), new(Role.Secretariat, Relation.Owner)),
        Of(Read, [.. Readers]),
        Of(List, [.. Readers]),
    ];

    private static PermissionGrant[] Readers =>
    [
        new(Role.Chair, Relation.None), new(Role.Secretariat, Relation.None), new(Role.AgencyFocalPoint, AnyPart), new(Role.AgencyOfficer, AnyPart),
        new(Role.AgencySystem, AnyPart),
    ];
}
