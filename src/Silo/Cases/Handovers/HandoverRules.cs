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
    public static Refusal? RefuseData(DataTransfer data, AgencyName from, InformationPolicy policy, ConsentFacts consent, DateTimeOffset now) =>
        policy.Find(data.Purpose) is null ? CaseRefusals.PurposeUnknown.On("data_transfer.purpose")
        : !policy.HasBasis(from, data.Purpose, data.LegalBasis) ? CaseRefusals.PurposeOutsideBases.On("data_transfer.legal_basis")
        : data.Consent is null == (data.NoConsentReason.Length == 0) ? HandoverRefusals.ConsentOrReason
        : RefuseConsent(data, consent, now);

    /// <summary>A withdrawal stops what has not moved yet.</summary>
    public static Refusal? RefuseConsent(DataTransfer data, ConsentFacts consent, DateTimeOffset now) =>
        data.Consent is not null && !consent.HoldsAt(now) ? HandoverRefusals.ConsentNotHeld : null;

    public static Refusal? RefuseDecline(CasePolicy policy, string reason) =>
        policy.DeclineReasons.Any(known => string.Equals(known.Code, reason, StringComparison.Ordinal)) ? null : HandoverRefusals.DeclineReasonUnknown;
}
