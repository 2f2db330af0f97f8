using System.Diagnostics;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Outcomes;

namespace Coordination.Silo.Cases;

/// <summary>What a referral or a transfer does to a case: prepared here, written with it.</summary>
internal sealed partial class CaseGrain
{
    /// <summary>Who offers is judged by its part in the case; for the rest the referral or transfer has judged its own sides.</summary>
    public Task<Outcome<PreparedAppend>> PrepareAsync(CaseHandover step) => PrepareAsync(
        step,
        step is OfferCaseTransfer ? TransferPermissions.Offer : null,
        (state, _) => step switch
        {
            OfferCaseTransfer c => CaseHandoverRules.Offer(state, c),
            EndCaseTransfer c => CaseHandoverRules.End(state, c),
            ChangeCaseLead c => CaseHandoverRules.ChangeLead(state, c),
            JoinCaseByReferral c => CaseHandoverRules.Join(state, c),
            _ => throw new UnreachableException(step.GetType().Name),
        });
}

/// <summary>The rules of these steps. In documented precedence order; the first refusal wins.</summary>
internal static class CaseHandoverRules
{
    /// <summary>One transfer waits at a time.</summary>
    public static Decision<CaseEvent> Offer(CaseState state, OfferCaseTransfer command) =>
        state.RetentionEnded ? CaseRefusals.RetentionEnded
        : !state.IsOpen ? CaseRefusals.CaseClosed
        : state.PendingTransfer is not null ? CaseRefusals.TransferPending
        : command.To == state.Lead ? HandoverRefusals.ToSelf
        : new TransferOffered(command.Transfer, command.To);

    public static Decision<CaseEvent> End(CaseState state, EndCaseTransfer command) =>
        state.PendingTransfer == command.Transfer ? new TransferEnded(command.Transfer) : Decision<CaseEvent>.Nothing;

    public static Decision<CaseEvent> ChangeLead(CaseState state, ChangeCaseLead command) =>
        state.RetentionEnded || !state.IsOpen || state.PendingTransfer != command.Transfer || state.Lead != command.From ? HandoverRefusals.CaseChanged
        : command.FormerStays && state.Find(command.To) is null && state.Participants.Length >= CaseLimits.Participants ? CaseRefusals.TooMany
        : new LeadTransferred(command.Transfer, command.From, command.To, command.Unit, command.FormerStays);

    /// <summary>Who takes part already keeps the part it has.</summary>
    public static Decision<CaseEvent> Join(CaseState state, JoinCaseByReferral command) =>
        state.RetentionEnded ? CaseRefusals.RetentionEnded
        : !state.IsOpen ? CaseRefusals.CaseClosed
        : state.Find(command.Agency) is not null ? Decision<CaseEvent>.Nothing
        : state.Participants.Length >= CaseLimits.Participants ? CaseRefusals.TooMany
        : new ParticipantAdded(command.Agency, command.Role, command.Unit);
}
