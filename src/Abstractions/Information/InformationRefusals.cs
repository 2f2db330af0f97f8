using Coordination.Outcomes;

namespace Coordination.Information;

/// <summary>Why several nouns of information sharing say no. Each noun's own stand beside its contract.</summary>
public static class InformationRefusals
{
    public static readonly Refusal PurposeUnknown = new("PURPOSE_UNKNOWN", RefusalKind.FailedPrecondition,
        "The country pack has no such purpose. Use one that it lists.", "purpose");

    public static readonly Refusal PurposeOutsideLegalBases = new("PURPOSE_OUTSIDE_LEGAL_BASES", RefusalKind.FailedPrecondition,
        "The agency may not pursue this purpose on this instrument. Name another legal basis or purpose.", "purpose");

    public static readonly Refusal RecordTypeUnknown = new("RECORD_TYPE_UNKNOWN", RefusalKind.FailedPrecondition,
        "There is no such record type, or it is retired. List the record types.", "record_type");

    public static readonly Refusal FieldUnknown = new("FIELD_UNKNOWN", RefusalKind.InvalidArgument,
        "The record type has no such field, or it is ended. Get the record type to see its fields.", "fields");

    public static readonly Refusal SelfApproval = new("SELF_APPROVAL", RefusalKind.PermissionDenied,
        "Who proposed it cannot approve it. Ask another disclosure approver.");

    public static readonly Refusal NothingToApprove = new("NOTHING_TO_APPROVE", RefusalKind.FailedPrecondition,
        "Nothing waits for approval, or the proposal lapsed. Propose it again.");

    public static readonly Refusal ContentChanged = new("CONTENT_CHANGED", RefusalKind.FailedPrecondition,
        "It is not what you read. Read it again and approve what it says now.", "content_hash");

    public static readonly Refusal AgencyUnknown = new("AGENCY_UNKNOWN", RefusalKind.FailedPrecondition,
        "The directory has no such agency. Check its code.");

    public static readonly Refusal AgencyNotInForce = new("AGENCY_NOT_IN_FORCE", RefusalKind.FailedPrecondition,
        "The agency's validity has ended or has not begun. Use its successor.");

    public static readonly Refusal TransitionNotAllowed = new("TRANSITION_NOT_ALLOWED", RefusalKind.FailedPrecondition,
        "Its present state does not allow this. Read it and use a verb of that state.");

    public static readonly Refusal ProviderAway = new("PROVIDER_AWAY", RefusalKind.Unavailable,
        "The system that holds the record is not connected or did not answer. Repeat later with the same request_id.");

    public static readonly Refusal ProvidersFull = new("PROVIDERS_FULL", RefusalKind.ResourceExhausted,
        "The record type has as many provider streams as it may have. Close one first.");

    public static readonly Refusal SessionUnknown = new("SESSION_UNKNOWN", RefusalKind.FailedPrecondition,
        "The stream is not known any more. Attach it again.");

    public static readonly Refusal ProviderBusy = new("PROVIDER_BUSY", RefusalKind.ResourceExhausted,
        "Too many queries wait for the system that holds the record. Repeat later with the same request_id.");
}
