using Coordination.Directory;
using Coordination.Information;
using Coordination.Outcomes;

namespace Coordination.Silo.Information.Agreements;

/// <summary>The rules of agreements, in documented precedence order; the first refusal wins.</summary>
internal static class AgreementRules
{
    /// <param name="state">Must be the state before the first event.</param>
    /// <param name="command">What is proposed.</param>
    /// <param name="type">Null: there is no such record type.</param>
    /// <param name="policy">What the country pack says.</param>
    /// <param name="directory">Knows the agencies.</param>
    /// <param name="now">When it is decided.</param>
    public static Decision<AgreementEvent> Propose(
        AgreementState state, ProposeAgreement command, RecordTypeFacts? type, InformationPolicy policy, IDirectory directory, DateTimeOffset now)
    {
        if (state.Proposal is not null)
            return AgreementRefusals.AgreementExists;

        var (content, caller) = (command.Content, command.Context.Principal);
        if (caller.Agency != content.Grantor && caller.Agency != content.Recipient)
            return AgreementRefusals.NotAParty;
        if ((RefuseAgency(directory.Find(content.Grantor), "grantor", now) ?? RefuseAgency(directory.Find(content.Recipient), "recipient", now)) is { } unfit)
            return unfit;
        if (type is null || type.Retired)
            return InformationRefusals.RecordTypeUnknown.On("content.record_type");
        if (content.Until <= now)
            return GrantRefusals.UntilPassed.On("content.until");
        var record = AnyRecordOf(type);
        var terms = Terms(content, now);
        if (GrantScope.Refuse(terms, [], record, policy, now) is { } refusal)
            return refusal.Field is { } field ? refusal.On("content." + field) : refusal;

        return new AgreementProposed(caller.Agency, Person.Of(caller), content, GrantScope.NeedsApproval(terms, record, policy));
    }

    public static Decision<AgreementEvent> Approve(AgreementState state, ApproveAgreement command, DateTimeOffset now)
    {
        var caller = command.Context.Principal;
        var person = Person.Of(caller);
        if (state.Stage is not AgreementStage.Proposed || now >= state.Content.Until || state.Lacks(caller.Agency) < 1)
            return InformationRefusals.NothingToApprove;
        if (person == state.Proposal!.ProposedBy || state.Approvals.Any(a => a.ApprovedBy == person))
            return InformationRefusals.SelfApproval;
        if (!string.Equals(command.ContentHash, state.ContentHash, StringComparison.Ordinal))
            return InformationRefusals.ContentChanged;

        var approved = new AgreementApproved(caller.Agency, person, command.ContentHash);
        var left = state.Lacks(state.Content.Grantor) + state.Lacks(state.Content.Recipient) - 1;
        return left > 0 ? approved : Decision<AgreementEvent>.Happened(approved, new AgreementCameIntoForce());
    }

    /// <summary>Each side suspends for itself: the other cannot undo it.</summary>
    public static Decision<AgreementEvent> Suspend(AgreementState state, SuspendAgreement command)
    {
        var agency = command.Context.Principal.Agency;
        return state.Stage is AgreementStage.InForce or AgreementStage.Suspended && !state.SuspendedBy.Contains(agency)
            ? new AgreementSuspended(agency, command.Reason)
            : InformationRefusals.TransitionNotAllowed.With("state", AgreementWords.Of(state.Stage));
    }

    public static Decision<AgreementEvent> Resume(AgreementState state, ResumeAgreement command, DateTimeOffset now)
    {
        var agency = command.Context.Principal.Agency;
        return state.Stage is not AgreementStage.Suspended || now >= state.Content.Until
                ? InformationRefusals.TransitionNotAllowed.With("state", AgreementWords.Of(state.Stage))
            : !state.SuspendedBy.Contains(agency) ? AgreementRefusals.SuspendedByOther.With("agency", state.SuspendedBy[0].ToString())
            : new AgreementResumed(agency);
    }

    public static Decision<AgreementEvent> End(AgreementState state, EndAgreement command) =>
        state.Stage is AgreementStage.Ended
            ? InformationRefusals.TransitionNotAllowed.With("state", AgreementWords.Of(state.Stage))
            : new AgreementEnded(command.Context.Principal.Agency, command.Reason);

    /// <summary>Ends what its time has ended.</summary>
    public static Decision<AgreementEvent> DueBy(AgreementState state, DateTimeOffset now) =>
        state.Proposal is not null && state.Stage is not AgreementStage.Ended && now >= state.Content.Until
            ? new AgreementExpired()
            : Decision<AgreementEvent>.Nothing;

    /// <summary>What a grant under the agreement says of everything but its record, from now.</summary>
    public static GrantTerms Terms(AgreementContent content, DateTimeOffset now) => new(
        content.Grantor, content.Recipient, default, null, content.Fields, content.Purpose, content.LegalBasis, content.Handling,
        SourceReliability.X, InformationReliability.Four, content.OnwardDepth, now.AddDays(content.GrantDays), content.Officers, null, 0, null);

    /// <summary>A record as the type promises it: what holds for all of them.</summary>
    private static RecordFacts AnyRecordOf(RecordTypeFacts type) => new(
        default, type.Type, type.Owner, default, Minor: false, Access.Handling.Clear, type.HeldBy, type.Purposes, type.Fields, RecordStage.Offered);

    private static Refusal? RefuseAgency(AgencyEntry? agency, string side, DateTimeOffset now) =>
        agency is null ? InformationRefusals.AgencyUnknown.On("content." + side)
        : !agency.IsInForceAt(now) ? InformationRefusals.AgencyNotInForce.On("content." + side)
        : null;
}
