using static Coordination.Access.Permission;

namespace Coordination.Access;

/// <summary>Permissions of the platform itself. Each noun declares its own beside its grain contract.</summary>
public static class CorePermissions
{
    public const string WatchEvents = "events.watch";
    public const string ReadLedger = "ledger.read";
    public const string VerifyLedger = "ledger.verify";

    public static readonly IReadOnlyList<Permission> All =
    [
        // Everybody may watch; each event is judged by itself.
        Of(WatchEvents, [.. Role.Assignable.Select(role => new PermissionGrant(role, Relation.None))]),
        Of(ReadLedger, [.. Role.Assignable.Select(role => new PermissionGrant(role, Relation.None))]),
        // Leaves carry no content, but their number and times say how busy a ministry is.
        Of(VerifyLedger, new(Role.Secretariat, Relation.None), new(Role.Chair, Relation.None),
            new(Role.Auditor, Relation.None), new(Role.PlatformOperator, Relation.None)),
    ];
}
