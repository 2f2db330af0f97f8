using Coordination.Cases.V1;
using Coordination.Cli.Texts;

namespace Coordination.Cli.Printing;

/// <summary>Referrals, transfers and their receipts.</summary>
internal static class HandoverPrinter
{
    public static void Show(Output output, Catalogue texts, Transfer transfer) => output.Facts(
    [
        ("resource", transfer.Name), ("case", transfer.Case), ("state", texts.Of(transfer.State)), ("note", transfer.Reason),
        ("from", Words.Short(transfer.From)), ("to", Words.Short(transfer.To)), ("unit", Words.Short(transfer.ToUnit)),
        ("former_lead_stays", texts.Of(transfer.FormerLeadStays)), .. Data(transfer.DataTransfer),
        ("moved_tasks", Words.Short(transfer.MovedTasks)), ("answer_due", texts.Of(transfer.AnswerDueTime)),
        ("created", texts.Of(transfer.CreateTime)), ("updated", texts.Of(transfer.UpdateTime)), ("etag", transfer.Etag),
    ]);

    public static void Show(Output output, Catalogue texts, Referral referral) => output.Facts(
    [
        ("resource", referral.Name), ("case", referral.Case), ("state", texts.Of(referral.State)), ("note", referral.Reason),
        ("from", Words.Short(referral.From)), ("to", Words.Short(referral.To)), ("unit", Words.Short(referral.ToUnit)),
        ("pillar", texts.Of(referral.Pillar)), ("service", referral.Service), ("people", string.Join(", ", referral.People)),
        .. Data(referral.DataTransfer),
        ("join_as", referral.JoinAs is ParticipantRole.Unspecified ? "" : texts.Of(referral.JoinAs)), ("has_text", texts.Of(referral.HasText)),
        ("answer_due", texts.Of(referral.AnswerDueTime)), ("created", texts.Of(referral.CreateTime)), ("updated", texts.Of(referral.UpdateTime)), ("etag", referral.Etag),
    ]);

    public static void Transfers(Output output, Catalogue texts, ListTransfersResponse list) => output.Table(
        ["transfer", "case", "state", "from", "to", "answer_due"],
        list.Transfers.Select(IReadOnlyList<string> (t) =>
            [Words.Short(t.Name), Words.Short(t.Case), texts.Of(t.State), Words.Short(t.From), Words.Short(t.To), texts.Of(t.AnswerDueTime)]));

    public static void Referrals(Output output, Catalogue texts, ListReferralsResponse list) => output.Table(
        ["referral", "case", "state", "from", "to", "pillar", "service", "answer_due"],
        list.Referrals.Select(IReadOnlyList<string> (r) =>
        [
            Words.Short(r.Name), Words.Short(r.Case), texts.Of(r.State), Words.Short(r.From), Words.Short(r.To), texts.Of(r.Pillar), r.Service, texts.Of(r.AnswerDueTime),
        ]));

    public static void Text(Output output, Catalogue texts, ReadReferralTextResponse read)
    {
        output.WriteLine(read.Text);
        output.Facts([("access", read.Access)]);
    }

    /// <summary>The note alone, so that it can be kept in a file; with which key it is checked is said beside it.</summary>
    public static void Show(Output output, Catalogue texts, Receipt receipt)
    {
        output.WriteLine(receipt.Note.TrimEnd('\n'));
        output.Notice(texts.Format("receipt.key", receipt.VerifierKey));
    }

    private static IEnumerable<(string, string)> Data(DataTransfer? data) =>
    [
        ("purpose", data?.Purpose ?? ""), ("legal_basis", Words.Short(data?.LegalBasis ?? "")), ("consent", Words.Short(data?.Consent ?? "")),
        ("no_consent_reason", data?.NoConsentReason ?? ""), ("safeguards", string.Join(", ", data?.Safeguards ?? [])),
    ];
}
