using Coordination.Access;
using Coordination.Outcomes;
using static Coordination.Access.Permission;

namespace Coordination.Modules;

/// <summary>What can be done with modules, and who may (docs/operating/access.md).</summary>
public static class ModulePermissions
{
    public const string Read = "modules.read";
    public const string ReadChanges = "modules.read_changes";
    public const string ProposeChange = "modules.propose_change";
    public const string ApproveChange = "modules.approve_change";

    public static readonly IReadOnlyList<Permission> All =
    [
        // Which services there are is no secret from those who may call them.
        Of(Read, [.. Role.Assignable.Select(role => new PermissionGrant(role, Relation.None))]),
        Of(ReadChanges, Anybody(Role.PlatformOperator), Anybody(Role.Secretariat), Anybody(Role.OrgAdmin), Anybody(Role.Chair), Anybody(Role.Auditor)),
        Of(ProposeChange, Anybody(Role.PlatformOperator), Anybody(Role.Secretariat), Anybody(Role.OrgAdmin)),
        Of(ApproveChange, Anybody(Role.Secretariat), Anybody(Role.Chair)),
    ];

    private static PermissionGrant Anybody(string role) => new(role, Relation.None);
}

/// <summary>Why something cannot be done with a module.</summary>
public static class ModuleRefusals
{
    public static readonly Refusal Disabled = new("MODULE_DISABLED", RefusalKind.FailedPrecondition,
        "The module of this method is not active in the cluster. See the list of modules for the reason.");

    public static readonly Refusal NotInstalled = new("MODULE_NOT_INSTALLED", RefusalKind.FailedPrecondition,
        "No module of this id is installed. Install it, restart, and propose again.", "module");

    public static readonly Refusal OtherVersion = new("MODULE_OTHER_VERSION", RefusalKind.FailedPrecondition,
        "Another version, or other files, of this module are installed. Read the list of modules and propose what it shows.", "sha256");

    public static readonly Refusal NotProposed = new("MODULE_CHANGE_NOT_PROPOSED", RefusalKind.FailedPrecondition,
        "The change does not wait for an approval: it was approved or rejected, or 24 hours have passed.");

    public static readonly Refusal SelfApproval = new("MODULE_CHANGE_SELF_APPROVAL", RefusalKind.PermissionDenied,
        "Who proposed the change cannot approve it. Another person must.");

    public static readonly Refusal Changed = new("MODULE_CHANGE_CHANGED", RefusalKind.FailedPrecondition,
        "This is not the hash of the change. Read it again, and approve what you have read.", "content_hash");

    /// <summary>All, for the documentation and the translations.</summary>
    public static readonly IReadOnlyList<Refusal> All = [Disabled, NotInstalled, OtherVersion, NotProposed, SelfApproval, Changed];
}
