using Coordination.Access;
using Coordination.Outcomes;
using static Coordination.Access.Permission;

namespace Coordination.Cases;

/// <summary>What can be done with exports, and who may (docs/operating/access.md). The owner is the agency that asked.</summary>
public static class ExportPermissions
{
    public const string Propose = "exports.propose";
    public const string Approve = "exports.approve";
    public const string Withdraw = "exports.withdraw";
    public const string Read = "exports.read";
    public const string Download = "exports.download";

    public static readonly IReadOnlyList<Permission> All =
    [
        Of(Propose, [.. Askers]),
        Of(Approve, new PermissionGrant(Role.DisclosureApprover, Relation.Owner)),
        Of(Withdraw, [.. Askers, new PermissionGrant(Role.DisclosureApprover, Relation.Owner)]),
        Of(Read, [.. Askers, new PermissionGrant(Role.DisclosureApprover, Relation.Owner), new PermissionGrant(Role.Auditor, Relation.Owner)]),
        Of(Download, [.. Askers]),
    ];

    private static PermissionGrant[] Askers =>
    [
        new(Role.AgencyFocalPoint, Relation.Owner),
        new(Role.CaseLead, Relation.Owner),
        new(Role.UnitHead, Relation.Owner),
        new(Role.AgencySystem, Relation.Owner),
        new(Role.IdentityCustodian, Relation.Owner),
    ];
}

/// <summary>Why something cannot be done with an export.</summary>
public static class ExportRefusals
{
    public static readonly Refusal Empty = new("EXPORT_EMPTY", RefusalKind.FailedPrecondition,
        "Your agency leads no case that the filter meets. Widen it.", "filter");

    public static readonly Refusal TooLarge = new("EXPORT_TOO_LARGE", RefusalKind.FailedPrecondition,
        "The filter meets more records than one export holds. Narrow it, for example to a period.", "filter");

    public static readonly Refusal IdentityDenied = new("EXPORT_IDENTITY_DENIED", RefusalKind.PermissionDenied,
        "Identities are exported by an identity custodian only. Leave them out, or ask one to export.", "with_identity");

    public static readonly Refusal NotProposed = new("EXPORT_NOT_PROPOSED", RefusalKind.FailedPrecondition,
        "The export does not wait for an approval: it was approved, withdrawn, or 24 hours have passed.");

    public static readonly Refusal Changed = new("EXPORT_CHANGED", RefusalKind.FailedPrecondition,
        "This is not the hash of the export. Read it again, and approve what you have read.", "content_hash");

    public static readonly Refusal SelfApproval = new("EXPORT_SELF_APPROVAL", RefusalKind.PermissionDenied,
        "Who proposed the export cannot approve it. Another person must.");

    public static readonly Refusal NotApproved = new("EXPORT_NOT_APPROVED", RefusalKind.FailedPrecondition,
        "The export waits for its second person.");

    public static readonly Refusal Over = new("EXPORT_OVER", RefusalKind.FailedPrecondition,
        "The export was withdrawn, or 24 hours have passed. Propose it anew.");

    public static readonly Refusal NotYours = new("EXPORT_NOT_YOURS", RefusalKind.PermissionDenied,
        "An export is read by whoever proposed it.");

    public static readonly Refusal ReadOver = new("EXPORT_READ_OVER", RefusalKind.FailedPrecondition,
        "This read is over. Send another request_id to read again.", "request_id");

    /// <summary>All, for the documentation and the translations.</summary>
    public static readonly IReadOnlyList<Refusal> All =
        [Empty, TooLarge, IdentityDenied, NotProposed, Changed, SelfApproval, NotApproved, Over, NotYours, ReadOver];
}
