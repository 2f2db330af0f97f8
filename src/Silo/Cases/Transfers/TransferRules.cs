using System.Collections.Immutable;
using Coordination.Cases;
using Coordination.Information;
using Coordination.Outcomes;
using Coordination.Silo.Cases.Handovers;

namespace Coordination.Silo.Cases.Transfers;

/// <summary>The rules of transfers, in documented precedence order; the first refusal wins.</summary>
internal static class TransferRules
{
    public static Decision<TransferEvent> Offer(
        TransferState state, OfferTransfer command, CaseStanding standing, ConsentFacts consent, HandoverInputs inputs, DateTimeOffset now)
    {
        if (state.Offer is not null)
            return CommonRefusals.RequestIdReused; // The name follows from the request, and this is another one.

        var from = command.Context.Principal.Agency;
        if ((HandoverRules.RefuseCase(standing)
            ?? (standing.PendingTransfer is null ? null : CaseRefusals.TransferPending)
            ?? HandoverRules.RefuseRecipient(inputs.Directory, from, command.To, command.ToUnit, now)
            ?? HandoverRules.RefuseData(command.DataTransfer, from, command.To, inputs.Information, consent, now)) is { } no)
        {
            return no;
        }

        return new CaseTransferOffered(
            command.Case, from, standing.Find(from)?.Unit, command.To, command.ToUnit, command.FormerStays, command.DataTransfer,
            now + inputs.Cases.TransferWithin, standing.Province, standing.Handling);
    }

    /// <param name="moved">What was gathered; empty before.</param>
    public static Decision<TransferEvent> Accept(
        TransferState state, ConsentFacts consent, int caseVersion, ImmutableArray<MovedTask> moved, DateTimeOffset now) =>
        RefuseAnswer(state, now) is { } no ? no
        : HandoverRules.RefuseConsent(state.Offer!.DataTransfer, state.Offer.From, state.Offer.To, consent, now) is { } withdrawn ? withdrawn
        : new CaseTransferAccepted(caseVersion, moved);

    public static Decision<TransferEvent> Decline(TransferState state, DeclineTransfer command, CasePolicy policy, DateTimeOffset now) =>
        RefuseAnswer(state, now) is { } no ? no
        : HandoverRules.RefuseDecline(policy, command.Reason) is { } unknown ? unknown
        : new CaseTransferDeclined(command.Reason);

    public static Decision<TransferEvent> Revoke(TransferState state, RevokeTransfer command) =>
        state.Stage is TransferStage.Offered ? new CaseTransferRevoked(command.Reason) : Closed(state);

    public static Decision<TransferEvent> Lapse(TransferState state, DateTimeOffset now) =>
        state.Stage is TransferStage.Offered && now >= state.Offer!.AnswerDue ? new CaseTransferLapsed() : Decision<TransferEvent>.Nothing;

    public static Decision<TransferEvent> Follow(TransferState state, ImmutableArray<Names.TaskName> moved) =>
        state.Following ? new CaseTransferFollowed(moved) : Decision<TransferEvent>.Nothing;

    // Whether due work came already makes no difference: the time is over.
    private static Refusal? RefuseAnswer(TransferState state, DateTimeOffset now) =>
        state.Stage is not TransferStage.Offered || now >= state.Offer!.AnswerDue ? Closed(state) : null;

    private static Refusal Closed(TransferState state) => HandoverRefusals.TransitionNotAllowed.With("state", TransferProjection.Word(state.Stage));
}
