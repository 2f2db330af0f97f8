using Coordination.Cases;
using Coordination.Directory;
using Coordination.Information;
using Coordination.Names;
using Coordination.Outcomes;

namespace Coordination.Silo.Cases.Handovers;

/// <summary>What referrals and transfers are judged by alike, in documented precedence order; the first refusal wins.</summary>
internal static class HandoverRules
{
    public static Refusal? RefuseCase(CaseStanding standing) =>
        standing.RetentionEnded ? CaseRefusals.RetentionEnded
        : standing.Stage is CaseStage.Closed ? CaseRefusals.CaseClosed
        : null;

    public static Refusal? RefuseRecipient(IDirectory directory, AgencyName from, AgencyName to, UnitName? unit, DateTimeOffset now)
    {
        if (from == to)
            return HandoverRefusals.ToSelf;
        if (directory.Find(to) is not { } agency)
            return CaseRefusals.AgencyUnknown.On("to");
        if (!agency.IsInForceAt(now))
            return CaseRefusals.AgencyNotInForce.On("to");
        return unit is { } named && !(directory.Find(named) is { } entry && entry.Agency == to && entry.IsInForceAt(now))
            ? CaseRefusals.UnitNotInForce.On("to_unit")
            : null;
    }

    /// <param name="consent">What the person said, when a consent is named.</param>
    public static Refusal? RefuseData(DataTransfer data, AgencyName from, AgencyName to, InformationPolicy policy, ConsentFacts consent, DateTimeOffset now) =>
        policy.Find(data.Purpose) is null ? CaseRefusals.PurposeUnknown.On("data_transfer.purpose")
        : !policy.HasBasis(from, data.Purpose, data.LegalBasis) ? CaseRefusals.PurposeOutsideBases.On("data_transfer.legal_basis")
        : !policy.LegalBases.Any(b => b.Agency == to && string.Equals(b.Purpose, data.Purpose, StringComparison.Ordinal)) ? HandoverRefusals.RecipientWithoutBasis
        : data.Consent is null == (data.NoConsentReason.Length == 0) ? HandoverRefusals.ConsentOrReason
        : RefuseConsent(data, from, to, consent, now);

    /// <summary>A consent is to one purpose and one recipient; a withdrawal stops what has not moved yet (domain rule 2).</summary>
    public static Refusal? RefuseConsent(DataTransfer data, AgencyName from, AgencyName to, ConsentFacts consent, DateTimeOffset now) =>
        data.Consent is null
        || (consent.HoldsAt(now) && consent.Owner == from && consent.Recipient == to && string.Equals(consent.Purpose, data.Purpose, StringComparison.Ordinal))
            ? null
            : HandoverRefusals.ConsentNotHeld;

    public static Refusal? RefuseDecline(CasePolicy policy, string reason) =>
        policy.DeclineReasons.Any(known => string.Equals(known.Code, reason, StringComparison.Ordinal)) ? null : HandoverRefusals.DeclineReasonUnknown;
}
