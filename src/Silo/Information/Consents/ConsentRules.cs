using Coordination.Directory;
using Coordination.Information;
using Coordination.Outcomes;
using Coordination.Sealing;

namespace Coordination.Silo.Information.Consents;

/// <summary>The rules of consents, in documented precedence order; the first refusal wins.</summary>
internal static class ConsentRules
{
    /// <param name="command">What the person said.</param>
    /// <param name="subject">One of the caller's agency.</param>
    /// <param name="policy">Knows the purposes.</param>
    /// <param name="recipient">Null: the directory does not know it.</param>
    /// <param name="now">When it is decided.</param>
    public static Decision<ConsentEvent> Record(
        RecordConsent command, SubjectFacts subject, InformationPolicy policy, AgencyEntry? recipient, DateTimeOffset now) =>
        subject.Stage is SubjectStage.Erasing or SubjectStage.Erased ? SealingRefusals.SubjectErased
        : policy.Find(command.Purpose) is null ? InformationRefusals.PurposeUnknown
        : recipient is null || !recipient.IsInForceAt(now) ? RecordRefusals.RecipientUnknown
        : command.ValidUntil is { } until && until <= now ? RecordRefusals.ValidityPassed
        : new ConsentRecorded(
            subject.Owner, command.Subject, command.Purpose, command.Recipient, command.Given, command.Giver, command.FormVersion, command.ValidUntil);

    public static Decision<ConsentEvent> Withdraw(ConsentState state) =>
        state.Stage is ConsentStage.Given ? new ConsentWithdrawn() : InformationRefusals.TransitionNotAllowed;
}
