using Coordination.Access;
using static Coordination.Access.Permission;

namespace Coordination.Directory;

/// <summary>Who may do what in the directory.</summary>
public static class DirectoryPermissions
{
    /// <summary>Seeing agencies, units, provinces and the committee, without officers.</summary>
    public const string Read = "directory.read";

    /// <summary>Registering, changing and retiring agencies and units, and memberships of the committee.</summary>
    public const string Manage = "directory.manage";

    /// <summary>Registering and removing officers.</summary>
    public const string Officers = "directory.officers";

    /// <summary>Seeing officers. No method asks for it: it decides what an answer contains.</summary>
    public const string ReadOfficers = "directory.officers.read";

    /// <summary>Applying the country pack. No method asks for it: only the platform holds it.</summary>
    public const string Seed = "directory.seed";

    public static readonly IReadOnlyList<Permission> All =
    [
        Of(Read, [.. Role.Assignable.Append(Role.Platform).Select(role => new PermissionGrant(role, Relation.None))]),
        Of(Manage, new(Role.Secretariat, Relation.None), new(Role.Chair, Relation.None), new(Role.Platform, Relation.None)),
        Of(Officers, new(Role.Secretariat, Relation.None), new(Role.OrgAdmin, Relation.Self)),
        Of(ReadOfficers, new(Role.Secretariat, Relation.None), new(Role.Chair, Relation.None),
            new(Role.OrgAdmin, Relation.Self), new(Role.AgencyFocalPoint, Relation.Self)),
        Of(Seed, new PermissionGrant(Role.Platform, Relation.None)),
    ];
}
