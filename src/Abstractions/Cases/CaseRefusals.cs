using Coordination.Outcomes;

namespace Coordination.Cases;

/// <summary>Why something cannot be done with a case, its notes or its identities.</summary>
public static class CaseRefusals
{
    public static readonly Refusal TransitionNotAllowed = new("CASE_TRANSITION_NOT_ALLOWED", RefusalKind.FailedPrecondition,
        "The case is not in a state from which this leads. Read it again; docs/reference/cases.md shows the way.");

    public static readonly Refusal CaseClosed = new("CASE_CLOSED", RefusalKind.FailedPrecondition,
        "The case is closed. Reopen it first.");

    public static readonly Refusal CloseReasonUnknown = new("CLOSE_REASON_UNKNOWN", RefusalKind.InvalidArgument,
        "This reason is not one of the country pack. Choose one of close_reasons.", "reason");

    public static readonly Refusal TransferPending = new("TRANSFER_PENDING", RefusalKind.FailedPrecondition,
        "A transfer of this case waits for its answer. Revoke it, or wait.");

    public static readonly Refusal GuardianMissing = new("GUARDIAN_MISSING", RefusalKind.FailedPrecondition,
        "A child of this case has no guardian. Appoint one first.");

    public static readonly Refusal RetentionNotLater = new("CASE_RETENTION_NOT_LATER", RefusalKind.FailedPrecondition,
        "The retention date must lie in the future, and be later than the one that holds.", "retain_until");

    public static readonly Refusal RetentionTooLong = new("CASE_RETENTION_TOO_LONG", RefusalKind.FailedPrecondition,
        "The retention date is later than the country pack allows.", "retain_until");

    public static readonly Refusal RetentionEnded = new("RETENTION_ENDED", RefusalKind.FailedPrecondition,
        "The retention of this case ended and its keys are destroyed: nothing sealed can be read or added.");

    public static readonly Refusal LegalHold = new("CASE_LEGAL_HOLD", RefusalKind.FailedPrecondition,
        "The case is under a legal hold. Lift it first.");

    public static readonly Refusal HoldUnchanged = new("CASE_HOLD_UNCHANGED", RefusalKind.FailedPrecondition,
        "There already is a hold, or there is none to lift.");

    public static readonly Refusal NothingToUpdate = new("CASE_NOTHING_TO_UPDATE", RefusalKind.InvalidArgument,
        "Name at least one field to change.", "update_mask");

    public static readonly Refusal LabelNotStricter = new("CASE_LABEL_NOT_STRICTER", RefusalKind.FailedPrecondition,
        "The label of a case can only become stricter.", "handling");

    public static readonly Refusal ValueInvalid = new("CASE_VALUE_INVALID", RefusalKind.InvalidArgument,
        "This value is not allowed here. See docs/reference/cases.md.");

    public static readonly Refusal ProvinceUnknown = new("CASE_PROVINCE_UNKNOWN", RefusalKind.InvalidArgument,
        "This province is not one of the country pack. Send its ISO 3166-2 code.", "province");

    public static readonly Refusal PurposeUnknown = new("CASE_PURPOSE_UNKNOWN", RefusalKind.InvalidArgument,
        "This purpose is not one of the country pack.", "purpose");

    public static readonly Refusal PurposeOutsideBases = new("CASE_PURPOSE_OUTSIDE_LEGAL_BASES", RefusalKind.FailedPrecondition,
        "Your agency has no such legal basis for this purpose. See the country pack's legal_bases.", "purpose");

    public static readonly Refusal AgencyUnknown = new("CASE_AGENCY_UNKNOWN", RefusalKind.FailedPrecondition,
        "This agency is not in the directory.", "agency");

    public static readonly Refusal AgencyNotInForce = new("CASE_AGENCY_NOT_IN_FORCE", RefusalKind.FailedPrecondition,
        "The validity of this agency has ended or not begun. Choose its successor.", "agency");

    public static readonly Refusal UnitNotInForce = new("CASE_UNIT_NOT_IN_FORCE", RefusalKind.FailedPrecondition,
        "This unit is not one of the agency, or its validity has ended.", "unit");

    public static readonly Refusal AlreadyParticipant = new("ALREADY_PARTICIPANT", RefusalKind.FailedPrecondition,
        "The agency takes part already. Remove it first to change its role.", "agency");

    public static readonly Refusal NotAParticipant = new("NOT_A_PARTICIPANT", RefusalKind.FailedPrecondition,
        "The agency does not take part in this case.", "agency");

    public static readonly Refusal ParticipantIsLead = new("PARTICIPANT_IS_LEAD", RefusalKind.FailedPrecondition,
        "The lead leaves by a transfer only.", "agency");

    public static readonly Refusal TooMany = new("CASE_FULL", RefusalKind.ResourceExhausted,
        "The case has as many of these as it can hold. See the limits in docs/reference/cases.md.");

    public static readonly Refusal PersonUnknown = new("PERSON_UNKNOWN", RefusalKind.FailedPrecondition,
        "There is no such person in this case, or it was withdrawn.", "person");

    public static readonly Refusal VictimNotOffender = new("VICTIM_NOT_OFFENDER", RefusalKind.FailedPrecondition,
        "Victims are never recorded as offenders here; offences are recorded of suspects only.", "person");

    public static readonly Refusal NotAVictim = new("NOT_A_VICTIM", RefusalKind.FailedPrecondition,
        "Only of somebody whose role is victim this can be said.", "person");

    public static readonly Refusal NotAStatusDecider = new("NOT_A_STATUS_DECIDER", RefusalKind.PermissionDenied,
        "Your agency does not decide who is a victim. Ask the one that the country pack names.");

    public static readonly Refusal SameDecider = new("SAME_DECIDER", RefusalKind.PermissionDenied,
        "Who decided first does not decide the appeal. Another officer must.");

    public static readonly Refusal AppealPending = new("APPEAL_PENDING", RefusalKind.FailedPrecondition,
        "An appeal waits for its decision.", "person");

    public static readonly Refusal NothingToAppeal = new("NOTHING_TO_APPEAL", RefusalKind.FailedPrecondition,
        "There is no decision against which to appeal.", "person");

    public static readonly Refusal AppealDecided = new("APPEAL_DECIDED", RefusalKind.FailedPrecondition,
        "This decision was made on an appeal and is final. When there are new facts, ask the deciders for a new decision.", "person");

    public static readonly Refusal AppealTooLate = new("APPEAL_TOO_LATE", RefusalKind.FailedPrecondition,
        "The time for an appeal has passed.", "person");

    public static readonly Refusal StatusUnchanged = new("STATUS_UNCHANGED", RefusalKind.FailedPrecondition,
        "That is the person's status already.", "status");

    public static readonly Refusal GuardianNotNeeded = new("GUARDIAN_NOT_NEEDED", RefusalKind.FailedPrecondition,
        "Only a child who is a victim or a witness gets a guardian.", "person");

    public static readonly Refusal GuardianConflicted = new("GUARDIAN_CONFLICTED", RefusalKind.FailedPrecondition,
        "A suspect or a relative in conflict with the child's interest cannot be its guardian.", "guardian");

    public static readonly Refusal MeansNeeded = new("MEANS_NEEDED", RefusalKind.FailedPrecondition,
        "The exploitation of an adult is trafficking only with a means. Name at least one, or say with which child it happened.", "event.means");

    public static readonly Refusal EventUnknown = new("EVENT_UNKNOWN", RefusalKind.FailedPrecondition,
        "There is no such event in this case, or it was retracted.", "event");

    public static readonly Refusal OffenceUnchanged = new("OFFENCE_UNCHANGED", RefusalKind.FailedPrecondition,
        "The offence is recorded already, or there is none to remove.", "offence");

    public static readonly Refusal ServiceUnknown = new("SERVICE_UNKNOWN", RefusalKind.FailedPrecondition,
        "There is no such service in this case.", "service");

    public static readonly Refusal OfficerNotBlocked = new("OFFICER_NOT_BLOCKED", RefusalKind.FailedPrecondition,
        "This officer is not blocked.", "subject");

    public static readonly Refusal OfficerIsSelf = new("OFFICER_IS_SELF", RefusalKind.FailedPrecondition,
        "Ask another officer of the lead to block you: nobody would be left to undo it.", "subject");

    public static readonly Refusal NoteClassDenied = new("NOTE_CLASS_DENIED", RefusalKind.PermissionDenied,
        "Your agency or role does not read notes of this class, and so does not write them.", "note_class");

    public static readonly Refusal NoteRetracted = new("NOTE_RETRACTED", RefusalKind.FailedPrecondition,
        "The note was retracted.");

    public static readonly Refusal NotTheAuthor = new("NOT_THE_AUTHOR", RefusalKind.PermissionDenied,
        "Only the agency that wrote the note retracts it.");

    public static readonly Refusal IdentityErased = new("IDENTITY_ERASED", RefusalKind.FailedPrecondition,
        "The identity was erased and its keys are destroyed.");

    public static readonly Refusal IdentityFieldUnknown = new("IDENTITY_FIELD_UNKNOWN", RefusalKind.InvalidArgument,
        "This field is not one of docs/reference/identities.md, is named twice, or is not kept.", "fields");

    public static readonly Refusal BirthDateInvalid = new("BIRTH_DATE_INVALID", RefusalKind.InvalidArgument,
        "Send the birth date as 1999, 1999-04 or 1999-04-21.", "fields");

    public static readonly Refusal NothingToApprove = new("ERASURE_NOT_PROPOSED", RefusalKind.FailedPrecondition,
        "No erasure waits for its second person; proposals lapse after 24 hours.");

    public static readonly Refusal SelfApproval = new("ERASURE_SELF_APPROVAL", RefusalKind.PermissionDenied,
        "Who proposed the erasure cannot approve it. Another person must.");

    /// <summary>All, for the documentation and the translations.</summary>
    public static readonly IReadOnlyList<Refusal> All =
    [
        TransitionNotAllowed, CaseClosed, CloseReasonUnknown, TransferPending, GuardianMissing, RetentionNotLater, RetentionTooLong, RetentionEnded,
        LegalHold, HoldUnchanged, NothingToUpdate, LabelNotStricter, ValueInvalid, ProvinceUnknown, PurposeUnknown, PurposeOutsideBases,
        AgencyUnknown, AgencyNotInForce, UnitNotInForce, AlreadyParticipant, NotAParticipant, ParticipantIsLead, TooMany, PersonUnknown,
        VictimNotOffender, NotAVictim, NotAStatusDecider, SameDecider, AppealPending, NothingToAppeal, AppealDecided, AppealTooLate, StatusUnchanged,
        GuardianNotNeeded, GuardianConflicted, MeansNeeded, EventUnknown, OffenceUnchanged, ServiceUnknown, OfficerNotBlocked, OfficerIsSelf,
        NoteClassDenied, NoteRetracted, NotTheAuthor, IdentityErased, IdentityFieldUnknown, BirthDateInvalid, NothingToApprove, SelfApproval,
    ];
}
