using Coordination.Access;
using static Coordination.Access.Permission;

namespace Coordination.Cases;

/// <summary>Who may see and answer links (docs/operating/access.md): only agencies that lead one of the two cases.</summary>
public static class LinkPermissions
{
    public const string Read = "links.read";
    public const string Decide = "links.decide";
    public const string ReadHistory = "links.history";

    /// <summary>Events on the watch stream: for agency systems, which are no officers with conflicts of interest.</summary>
    public const string Watch = "links.watch";

    public static readonly IReadOnlyList<Permission> All =
    [
        Of(Read,
            new PermissionGrant(Role.AgencyFocalPoint, Relation.Lead), new(Role.AgencyOfficer, Relation.Lead), new(Role.AgencySystem, Relation.Lead),
            new(Role.UnitHead, Relation.Lead), new(Role.CaseLead, Relation.Lead), new(Role.IdentityCustodian, Relation.Lead)),
        Of(Decide,
            new PermissionGrant(Role.AgencyFocalPoint, Relation.Lead), new(Role.UnitHead, Relation.Lead), new(Role.CaseLead, Relation.Lead)),
        Of(ReadHistory,
            new PermissionGrant(Role.AgencyFocalPoint, Relation.Lead), new(Role.UnitHead, Relation.Lead), new(Role.CaseLead, Relation.Lead)),
        Of(Watch, new PermissionGrant(Role.AgencySystem, Relation.Lead)),
    ];
}
