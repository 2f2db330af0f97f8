using Coordination.Outcomes;

namespace Coordination.Information;

/// <summary>Why record types, subjects, records and consents say no, in order of precedence.</summary>
public static class RecordRefusals
{
    // Record types.
    public static readonly Refusal RecordTypeExists = new("RECORD_TYPE_EXISTS", RefusalKind.FailedPrecondition,
        "The agency has a record type of this code. Use another code or update that one.", "code");

    public static readonly Refusal FieldTwice = new("FIELD_TWICE", RefusalKind.InvalidArgument,
        "A field is named twice, or the type has it already. Name each field once.", "fields");

    public static readonly Refusal TooManyFields = new("TOO_MANY_FIELDS", RefusalKind.ResourceExhausted,
        "A record type has at most 100 fields, ended ones too. Register another type.", "fields");

    public static readonly Refusal RecordTypeRetired = new("RECORD_TYPE_RETIRED", RefusalKind.FailedPrecondition,
        "The record type is retired. Use another one.", "record_type");

    // Subjects.
    public static readonly Refusal RetentionNotLater = new("RETENTION_NOT_LATER", RefusalKind.InvalidArgument,
        "The retention date must be in the future, and later than the present one.", "retain_until");

    public static readonly Refusal RetentionTooLong = new("RETENTION_TOO_LONG", RefusalKind.InvalidArgument,
        "A person's data are kept for at most 50 years from now.", "retain_until");

    public static readonly Refusal LegalHold = new("LEGAL_HOLD", RefusalKind.FailedPrecondition,
        "A legal hold forbids erasure. Lift it first.");

    public static readonly Refusal SubjectUnknown = new("SUBJECT_UNKNOWN", RefusalKind.FailedPrecondition,
        "Your agency has registered no such person. Register it, or check the name.", "subject");

    // Records.
    public static readonly Refusal RecordTypeNotYours = new("RECORD_TYPE_NOT_YOURS", RefusalKind.PermissionDenied,
        "The record type belongs to another agency. Register one of your own.", "record_type");

    public static readonly Refusal RecordExists = new("RECORD_EXISTS", RefusalKind.FailedPrecondition,
        "There is a record of this type and reference. Find it and update it; if it has ended, use another reference.", "reference");

    public static readonly Refusal ValuesHeldByProvider = new("VALUES_HELD_BY_PROVIDER", RefusalKind.InvalidArgument,
        "The agency's own system holds the values of this type. Leave the values out.", "values");

    public static readonly Refusal RecordEnded = new("RECORD_ENDED", RefusalKind.FailedPrecondition,
        "The record is withdrawn or its person erased. Nothing of it can be changed.");

    public static readonly Refusal LabelNotStricter = new("LABEL_NOT_STRICTER", RefusalKind.FailedPrecondition,
        "The label is not stricter than the present one. A wider one needs a proposal and an approval.", "handling");

    public static readonly Refusal LabelNotWider = new("LABEL_NOT_WIDER", RefusalKind.FailedPrecondition,
        "The label is not wider than the present one. Raise a stricter one directly.", "handling");

    // Consents.
    public static readonly Refusal RecipientUnknown = new("RECIPIENT_UNKNOWN", RefusalKind.FailedPrecondition,
        "The directory has no such recipient, or its validity ended. Check its code.", "recipient");

    public static readonly Refusal ValidityPassed = new("VALIDITY_PASSED", RefusalKind.InvalidArgument,
        "The consent would have ended already. Set an end in the future or none.", "valid_until");

    /// <summary>All, for the documentation and the translations.</summary>
    public static readonly IReadOnlyList<Refusal> All =
    [
        RecordTypeExists, FieldTwice, TooManyFields, RecordTypeRetired,
        RetentionNotLater, RetentionTooLong, LegalHold, SubjectUnknown,
        RecordTypeNotYours, RecordExists, ValuesHeldByProvider, RecordEnded, LabelNotStricter, LabelNotWider,
        RecipientUnknown, ValidityPassed,
    ];
}
