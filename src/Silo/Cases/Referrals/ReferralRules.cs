using Coordination.Cases;
using Coordination.Information;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sealing;
using Coordination.Silo.Cases.Handovers;

namespace Coordination.Silo.Cases.Referrals;

/// <summary>What stands in an offer beside what the caller sent.</summary>
/// <param name="Text">Sealed; null: none.</param>
internal sealed record ReferralSurroundings(CaseStanding Standing, ConsentFacts Consent, SealedText? Text, string WrappedKey);

/// <summary>The rules of referrals, in documented precedence order; the first refusal wins.</summary>
internal static class ReferralRules
{
    /// <summary>All that an offer can be refused for; asked before its text is sealed.</summary>
    public static Refusal? RefuseOffer(OfferReferral command, CaseStanding standing, ConsentFacts consent, HandoverInputs inputs, DateTimeOffset now)
    {
        var from = command.Context.Principal.Agency;
        return HandoverRules.RefuseCase(standing)
            ?? (command.Pillar is Pillar.None || !Enum.IsDefined(command.Pillar) ? CaseRefusals.ValueInvalid.On("pillar") : null)
            ?? (command.JoinAs is ParticipantRole.Lead || !Enum.IsDefined(command.JoinAs) ? CaseRefusals.ValueInvalid.On("join_as") : null)
            ?? (command.People.IsEmpty || command.People.Any(person => standing.Find(person) is null) ? CaseRefusals.PersonUnknown.On("people") : null)
            ?? HandoverRules.RefuseRecipient(inputs.Directory, from, command.To, command.ToUnit, now)
            ?? HandoverRules.RefuseData(command.DataTransfer, from, command.To, inputs.Information, consent, now);
    }

    public static Decision<ReferralEvent> Offer(
        ReferralState state, OfferReferral command, ReferralSurroundings around, HandoverInputs inputs, DateTimeOffset now)
    {
        if (state.Offer is not null)
            return CommonRefusals.RequestIdReused; // The name follows from the request, and this is another one.
        if (RefuseOffer(command, around.Standing, around.Consent, inputs, now) is { } no)
            return no;

        var from = command.Context.Principal.Agency;
        return new ReferralOffered(
            command.Case, from, around.Standing.Find(from)?.Unit, command.To, command.ToUnit, command.Pillar, command.Service, command.People,
            command.DataTransfer, command.JoinAs, around.Text, around.WrappedKey, now + inputs.Cases.ReferralWithin,
            around.Standing.Province, around.Standing.Handling);
    }

    public static Decision<ReferralEvent> Accept(ReferralState state, ConsentFacts consent, DateTimeOffset now) =>
        RefuseAnswer(state, now) is { } no ? no
        : HandoverRules.RefuseConsent(state.Offer!.DataTransfer, state.Offer.From, state.Offer.To, consent, now) is { } withdrawn ? withdrawn
        : new ReferralAccepted();

    public static Decision<ReferralEvent> Decide(ReferralState state, ReferralCommand command, CasePolicy policy, DateTimeOffset now) => command switch
    {
        DeclineReferral decline => RefuseAnswer(state, now) is { } no ? no
            : HandoverRules.RefuseDecline(policy, decline.Reason) is { } unknown ? unknown
            : new ReferralDeclined(decline.Reason),
        RevokeReferral revoke => state.Stage is ReferralStage.Offered or ReferralStage.Accepted ? new ReferralRevoked(revoke.Reason) : Closed(state),
        StartReferralService => state.Stage is ReferralStage.Accepted ? new ReferralServiceStarted() : Closed(state),
        CompleteReferral => state.Stage is ReferralStage.ServiceStarted ? new ReferralCompleted() : Closed(state),
        DiscontinueReferral leave => state.Stage is ReferralStage.Accepted or ReferralStage.ServiceStarted ? new ReferralDiscontinued(leave.Reason) : Closed(state),
        _ => CommonRefusals.PermissionDenied,
    };

    public static Decision<ReferralEvent> Lapse(ReferralState state, DateTimeOffset now) =>
        state.Stage is ReferralStage.Offered && now >= state.Offer!.AnswerDue ? new ReferralLapsed() : Decision<ReferralEvent>.Nothing;

    /// <summary>Whether a side may read the text: the recipient while the referral lives or after its service, the sender as long as it takes part in the case.</summary>
    public static Refusal? RefuseText(ReferralState state, AgencyName reader, bool takesPart) =>
        reader == state.Offer!.From ? (takesPart ? null : CommonRefusals.NotFound)
        : state.IsOpen || state.Stage is ReferralStage.Completed or ReferralStage.Discontinued ? null
        : Closed(state);

    // Whether due work came already makes no difference: the time is over.
    private static Refusal? RefuseAnswer(ReferralState state, DateTimeOffset now) =>
        state.Stage is not ReferralStage.Offered || now >= state.Offer!.AnswerDue ? Closed(state) : null;

    private static Refusal Closed(ReferralState state) => HandoverRefusals.TransitionNotAllowed.With("state", ReferralProjection.Word(state.Stage));
}
