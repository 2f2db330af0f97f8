using Coordination.Access;
using static Coordination.Access.Permission;

namespace Coordination.VictimProtection;

/// <summary>
/// What can be done with shelters. Owner is the agency that runs one, participant an agency that watches over all (settings).
/// The secretariat and the chair see the numbers of all; nobody sees who is in one or where it is.
/// </summary>
internal static class ShelterPermissions
{
    public const string Register = "shelters.register";
    public const string Manage = "shelters.manage";
    public const string Admit = "shelters.admit";
    public const string Read = "shelters.read";
    public const string List = "shelters.list";
    public const string Watch = "shelters.watch";

    private const Relation Seeing = Relation.Owner | Relation.Participant;

    public static readonly IReadOnlyList<Permission> All =
    [
        Of(Register, new(Role.AgencyFocalPoint, Relation.Owner), new(Role.OrgAdmin, Relation.Owner)),
        Of(Manage, new(Role.AgencyFocalPoint, Relation.Owner), new(Role.OrgAdmin, Relation.Owner), new(Role.UnitHead, Relation.Owner)),
        Of(Admit, [.. Workflows.Guards.Workers.Select(role => new PermissionGrant(role, Relation.Owner))]),
        Of(Read, [.. Readers()]),
        Of(List, [.. Readers()]),
        Of(Watch, new PermissionGrant(Role.AgencySystem, Relation.Owner)),
    ];

    private static IEnumerable<PermissionGrant> Readers() =>
    [
        .. Workflows.Guards.Workers.Select(role => new PermissionGrant(role, Seeing)),
        new(Role.OrgAdmin, Seeing),
        new(Role.Secretariat, Relation.None),
        new(Role.Chair, Relation.None),
    ];
}
