using System.Collections.Immutable;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;

namespace Coordination.Cases;

/// <summary>Why personal data move to another agency (domain rule 4).</summary>
/// <param name="Purpose">A code of the country pack.</param>
/// <param name="LegalBasis">On what the sender may.</param>
/// <param name="Consent">Given and not withdrawn; null when a reason stands instead.</param>
/// <param name="NoConsentReason">A code of why none is needed; empty when there is a consent.</param>
/// <param name="Safeguards">Of the recipient, codes; sorted, at least one.</param>
[GenerateSerializer, Immutable]
public sealed record DataTransfer(
    string Purpose, InstrumentName LegalBasis, ConsentName? Consent, string NoConsentReason, ImmutableArray<string> Safeguards);

/// <summary>What one side can show of what both did.</summary>
/// <param name="Note">A signed note; nothing in it is about a person.</param>
/// <param name="VerifierKey">Name, key id and public key (C2SP signed-note).</param>
[GenerateSerializer, Immutable]
public sealed record ReceiptView(string Name, string Event, int Version, string Note, string VerifierKey);

/// <summary>What a referral or a transfer does to its case, in one transaction with its own events. Never sent by a caller.</summary>
[GenerateSerializer, Immutable]
public abstract record CaseHandover(CommandContext Context) : CaseCommand(Context);

/// <summary>The lead offers the case. Judged with <see cref="TransferPermissions.Offer"/>. Refused: TRANSFER_PENDING, CASE_CLOSED, RETENTION_ENDED.</summary>
[GenerateSerializer, Immutable]
public sealed record OfferCaseTransfer(CommandContext Context, TransferName Transfer, AgencyName To) : CaseHandover(Context);

/// <summary>It was declined, revoked or lapsed. Nothing when it is not the one that waits.</summary>
[GenerateSerializer, Immutable]
public sealed record EndCaseTransfer(CommandContext Context, TransferName Transfer) : CaseHandover(Context);

/// <summary>It was accepted. Refused TRANSFER_CASE_CHANGED: it is not the one that waits, the lead is another, or the case is closed.</summary>
[GenerateSerializer, Immutable]
public sealed record ChangeCaseLead(
    CommandContext Context, TransferName Transfer, AgencyName From, AgencyName To, UnitName? Unit, bool FormerStays) : CaseHandover(Context);

/// <summary>The recipient of a referral joins the case. Nothing when it takes part already. Refused: CASE_CLOSED, CASE_FULL.</summary>
[GenerateSerializer, Immutable]
public sealed record JoinCaseByReferral(
    CommandContext Context, ReferralName Referral, AgencyName Agency, ParticipantRole Role, UnitName? Unit) : CaseHandover(Context);

/// <summary>Why referrals and transfers say no, beside <see cref="CaseRefusals"/>.</summary>
public static class HandoverRefusals
{
    /// <summary>Metadata <c>state</c>.</summary>
    public static readonly Refusal TransitionNotAllowed = new("HANDOVER_TRANSITION_NOT_ALLOWED", RefusalKind.FailedPrecondition,
        "It is not in a state from which this leads. Read it again: the other side may have answered, or it lapsed.");

    public static readonly Refusal ToSelf = new("HANDOVER_TO_SELF", RefusalKind.FailedPrecondition,
        "The recipient is the sender. Name another agency.", "to");

    public static readonly Refusal ConsentOrReason = new("CONSENT_OR_REASON", RefusalKind.InvalidArgument,
        "Name either the person's consent or the reason why none is needed, and not both.", "data_transfer.consent");

    public static readonly Refusal ConsentNotHeld = new("CONSENT_NOT_HELD", RefusalKind.FailedPrecondition,
        "This consent is not to this purpose and recipient, was withdrawn or has ended. Nothing moves on it.", "data_transfer.consent");

    public static readonly Refusal RecipientWithoutBasis = new("RECIPIENT_WITHOUT_BASIS", RefusalKind.FailedPrecondition,
        "The recipient has no legal basis for this purpose. See the country pack's legal_bases.", "to");

    public static readonly Refusal DeclineReasonUnknown = new("DECLINE_REASON_UNKNOWN", RefusalKind.InvalidArgument,
        "This reason is not one of the country pack. Choose one of decline_reasons.", "reason");

    public static readonly Refusal TooManyTasks = new("TRANSFER_TOO_MANY_TASKS", RefusalKind.FailedPrecondition,
        "More than 200 open tasks of this case would move at once. Finish or reassign some first.");

    public static readonly Refusal CaseChanged = new("TRANSFER_CASE_CHANGED", RefusalKind.FailedPrecondition,
        "The case is not what was offered any more. Ask for a new offer.");

    /// <summary>All, for the documentation and the translations.</summary>
    public static readonly IReadOnlyList<Refusal> All =
        [TransitionNotAllowed, ToSelf, RecipientWithoutBasis, ConsentOrReason, ConsentNotHeld, DeclineReasonUnknown, TooManyTasks, CaseChanged];
}
