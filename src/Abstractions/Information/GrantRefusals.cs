using Coordination.Outcomes;

namespace Coordination.Information;

/// <summary>Why a grant is not made, and why a read under one says no.</summary>
public static class GrantRefusals
{
    // Proposing: is it within what the grantor holds, and within the pack?

    public static readonly Refusal RecordNotHeld = new("RECORD_NOT_HELD", RefusalKind.FailedPrecondition,
        "Only the record's owner, or an agency to which it was granted, can grant it. Name a record or a grant of your agency.", "record");

    public static readonly Refusal RecipientIsGrantor = new("RECIPIENT_IS_GRANTOR", RefusalKind.FailedPrecondition,
        "An agency cannot grant to itself. Name another recipient.", "recipient");

    public static readonly Refusal ParentNotActive = new("PARENT_NOT_ACTIVE", RefusalKind.FailedPrecondition,
        "The grant above is not active, or one above that. Only what can be read now can be passed on.", "parent");

    public static readonly Refusal OnwardNotAllowed = new("ONWARD_NOT_ALLOWED", RefusalKind.FailedPrecondition,
        "It may not be passed on so far. Ask the grantor for a grant with a deeper onward sharing, or lower onward_depth.", "onward_depth");

    /// <summary>Metadata <c>dimension</c>: fields, purpose, until, handling or onward_depth.</summary>
    public static readonly Refusal WiderThanParent = new("WIDER_THAN_PARENT", RefusalKind.FailedPrecondition,
        "A grant that is passed on cannot be wider than the one above. Narrow the dimension that is named.");

    public static readonly Refusal HandlingTooWide = new("HANDLING_TOO_WIDE", RefusalKind.FailedPrecondition,
        "The label is wider than the record's. Use the record's label or a stricter one, or have the record's label lowered first.", "handling");

    public static readonly Refusal UntilPassed = new("UNTIL_PASSED", RefusalKind.FailedPrecondition,
        "The end lies in the past. Name a later one.", "until");

    /// <summary>Metadata <c>longest_days</c>.</summary>
    public static readonly Refusal TermTooLong = new("TERM_TOO_LONG", RefusalKind.FailedPrecondition,
        "The country pack allows no grant of that length. Name an earlier end and renew it when it is needed.", "until");

    /// <summary>Metadata <c>class</c>.</summary>
    public static readonly Refusal ClassDenied = new("CLASS_DENIED", RefusalKind.PermissionDenied,
        "Fields of this class are closed to the agency or the role. Leave those fields out.", "fields");

    public static readonly Refusal OfficersRequired = new("OFFICERS_REQUIRED", RefusalKind.FailedPrecondition,
        "RED and AMBER+STRICT are for named officers. Name those who may read.", "officers");

    public static readonly Refusal PurposeNotOfRecord = new("PURPOSE_NOT_OF_RECORD", RefusalKind.FailedPrecondition,
        "The record may not be released for this purpose. Ask its owner which purposes its type serves.", "purpose");

    public static readonly Refusal RequestNotAnswerable = new("REQUEST_NOT_ANSWERABLE", RefusalKind.FailedPrecondition,
        "The request is not of the recipient, does not ask the grantor, has no such question, or is closed. Name the request that it answers, or none.", "request");

    // Reading.

    public static readonly Refusal OfficerNotNamed = new("OFFICER_NOT_NAMED", RefusalKind.PermissionDenied,
        "The grant is for named officers, and you are not one of them. Ask the grantor to name you.");

    public static readonly Refusal GrantNotActive = new("GRANT_NOT_ACTIVE", RefusalKind.FailedPrecondition,
        "The grant, or one above it, is not active. Get the grant to see its state, and ask the grantor for another.");

    public static readonly Refusal RecordGone = new("RECORD_GONE", RefusalKind.FailedPrecondition,
        "Its owner offers the record no more. Ask the owner.");

    public static readonly Refusal PurposeMismatch = new("PURPOSE_MISMATCH", RefusalKind.FailedPrecondition,
        "The grant is for another purpose. Send the grant's purpose, or ask for a grant for yours.", "purpose");

    public static readonly Refusal PurposeNotForRole = new("PURPOSE_NOT_FOR_ROLE", RefusalKind.PermissionDenied,
        "None of your roles may pursue this purpose. Ask an officer whose role may.", "purpose");

    public static readonly Refusal ConsentMissing = new("CONSENT_MISSING", RefusalKind.FailedPrecondition,
        "The person has not consented to this purpose and recipient, or withdrew. The owner of the record can ask the person.");

    public static readonly Refusal FieldNotGranted = new("FIELD_NOT_GRANTED", RefusalKind.InvalidArgument,
        "The grant does not release a field that you named. Get the grant to see its fields.", "fields");

    // Approving and activating.

    public static readonly Refusal ApprovalRequired = new("APPROVAL_REQUIRED", RefusalKind.FailedPrecondition,
        "This release needs a second person, and nobody approved it, or the approval lapsed. Ask a disclosure approver of your agency.");

    public static readonly Refusal GrantExists = new("GRANT_EXISTS", RefusalKind.FailedPrecondition,
        "A grant with other content has this name. Use a new request_id.");
}
