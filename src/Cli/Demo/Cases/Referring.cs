using Coordination.Cases.V1;
using Coordination.Cli.Evidence;
using Coordination.Cli.Printing;
using static Coordination.Cli.Demo.Cases.CaseStory;

namespace Coordination.Cli.Demo.Cases;

/// <summary>Another agency is asked for a service: it sees the offer before the case, and the case by accepting.</summary>
internal static class Referring
{
    private const string Health = "moh";
    private const string Lawyers = "moj";

    public static async Task PlayAsync(CaseStory story)
    {
        story.Stage.Act("demo.case.referring");
        var text = $"She needs an interpreter for Khmu. {story.Run}";
        var offered = await OfferAsync(story, Health, "medical_care", Pillar.SupportServices, ParticipantRole.Participant, text).ConfigureAwait(false);
        story.Expect((ReferralState.Offered, true), (offered.State, offered.HasText), offered.Name);
        await story.RefusedAsync("NOT_FOUND", Health, () => story.GetAsync(Health)).ConfigureAwait(false);
        await story.RefusedAsync("NOT_FOUND", Stranger, () => GetAsync(story, Stranger, offered)).ConfigureAwait(false);
        var seen = await GetAsync(story, Health, offered).ConfigureAwait(false);
        story.Expect(!seen.ToString().Contains(text, StringComparison.Ordinal), offered.Name);
        story.Done("demo.case.referred", Unit, Health, "NOT_FOUND");

        await story[Health].Referrals.AcceptReferralAsync(new AcceptReferralRequest { Name = offered.Name }, cancellationToken: story.CancellationToken);
        var read = await story[Health].Referrals.ReadReferralTextAsync(
            new ReadReferralTextRequest { Name = offered.Name, Reason = "casework" }, cancellationToken: story.CancellationToken);
        story.Expect(text, read.Text, offered.Name);
        story.Expect(3, (await story.GetAsync(Health).ConfigureAwait(false)).People.Count, Health);
        await story[Health].Referrals.StartReferralServiceAsync(new StartReferralServiceRequest { Name = offered.Name }, cancellationToken: story.CancellationToken);
        await story[Health].Referrals.CompleteReferralAsync(new CompleteReferralRequest { Name = offered.Name }, cancellationToken: story.CancellationToken);
        var done = await GetAsync(story, Unit, offered).ConfigureAwait(false);
        story.Expect(ReferralState.Completed, done.State, offered.Name);
        story.Done("demo.case.referral-done", Health, story.Session.Texts.Of(done.State));

        foreach (var side in new[] { Unit, Health })
        {
            Check(story, await story[side].Referrals.GetReferralReceiptAsync(
                new GetReferralReceiptRequest { Name = offered.Name }, cancellationToken: story.CancellationToken), offered.Name);
        }

        story.Done("demo.case.receipts", Unit, Health);
        await DeclineAsync(story).ConfigureAwait(false);
    }

    /// <summary>A receipt is right by itself, without asking the platform again.</summary>
    public static void Check(CaseStory story, Receipt receipt, string name)
    {
        var (note, key) = (ReceiptNote.Parse(receipt.Note), ReceiptNote.VerifierKey.Parse(receipt.VerifierKey));
        story.Expect(note is not null && key is not null && note.IsSignedBy(key), receipt.Name);
        story.Expect(receipt.Name == name && note!.Facts.Any(f => f.Value == name), receipt.Name);
        story.Expect(story.Values.Values.All(v => !receipt.Note.Contains(v, StringComparison.Ordinal)), receipt.Name);
    }

    public static DataTransfer Why() => new()
    {
        Purpose = Purpose, LegalBasis = "instruments/victim-protection-guidelines", NoConsentReason = "vital_interest", Safeguards = { "duty_of_secrecy", "access_by_role" },
    };

    private static async Task DeclineAsync(CaseStory story)
    {
        var offered = await OfferAsync(story, Lawyers, "legal_aid", Pillar.JusticeRedress, ParticipantRole.Unspecified, "").ConfigureAwait(false);
        await story.RefusedAsync("DECLINE_REASON_UNKNOWN", Lawyers, () => AnswerAsync(story, offered, "tired")).ConfigureAwait(false);
        await AnswerAsync(story, offered, "no_capacity").ConfigureAwait(false);
        var declined = await GetAsync(story, Unit, offered).ConfigureAwait(false);
        story.Expect((ReferralState.Declined, "no_capacity"), (declined.State, declined.Reason), offered.Name);
        await story.RefusedAsync("NOT_FOUND", Lawyers, () => story.GetAsync(Lawyers)).ConfigureAwait(false);
        story.Done("demo.case.referral-declined", Lawyers, declined.Reason, "DECLINE_REASON_UNKNOWN");
    }

    private static async Task<Referral> OfferAsync(CaseStory story, string to, string service, Pillar pillar, ParticipantRole joinAs, string text) =>
        await story[Unit].Referrals.OfferReferralAsync(
            new OfferReferralRequest
            {
                Case = story.Case, To = "agencies/" + to, Pillar = pillar, Service = service, People = { Woman }, JoinAs = joinAs, Text = text, DataTransfer = Why(),
            },
            cancellationToken: story.CancellationToken);

    private static async Task AnswerAsync(CaseStory story, Referral referral, string reason) => await story[Lawyers].Referrals.DeclineReferralAsync(
        new DeclineReferralRequest { Name = referral.Name, Reason = reason }, cancellationToken: story.CancellationToken);

    private static async Task<Referral> GetAsync(CaseStory story, string who, Referral referral) =>
        await story[who].Referrals.GetReferralAsync(new GetReferralRequest { Name = referral.Name }, cancellationToken: story.CancellationToken);
}
