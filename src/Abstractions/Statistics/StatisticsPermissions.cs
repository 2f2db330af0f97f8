using System.Collections.Immutable;
using Coordination.Access;
using static Coordination.Access.Permission;

namespace Coordination.Statistics;

/// <summary>Who may see which numbers.</summary>
public static class StatisticsPermissions
{
    /// <summary>Counting: everything, with small cells suppressed.</summary>
    public const string Count = "statistics.count";

    /// <summary>Seeing the numbers of one's own agency as they are. No method asks for it: it decides what an answer contains.</summary>
    public const string CountOwn = "statistics.count_own";

    /// <summary>Seeing what can be counted.</summary>
    public const string Describe = "statistics.describe";

    private static readonly ImmutableArray<string> Agencies =
        [Role.AgencyFocalPoint, Role.AgencyOfficer, Role.AgencySystem, Role.UnitHead, Role.CaseLead];

    public static readonly IReadOnlyList<Permission> All =
    [
        Of(Count,
        [
            new(Role.Chair, Relation.None), new(Role.Secretariat, Relation.None), new(Role.Statistician, Relation.None),
            .. Agencies.Select(role => new PermissionGrant(role, Relation.None)),
        ]),
        Of(CountOwn, [.. Agencies.Select(role => new PermissionGrant(role, Relation.Owner))]),
        Of(Describe, [.. Role.Assignable.Select(role => new PermissionGrant(role, Relation.None))]),
    ];
}
