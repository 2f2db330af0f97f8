using Coordination.Cli.Commands;
using Coordination.Cli.Texts;
using Coordination.Information.V1;

namespace Coordination.Cli.Printing;

/// <summary>Information requests for a person. Lists and lines show no text but the title.</summary>
internal static class InformationPrinter
{
    public static void Line(Output output, Catalogue texts, InformationRequest request) => output.WriteLine(texts.Format(
        "done.info-request", request.Name, texts.Of(request.State),
        string.Join(", ", request.Parts.Select(p => Asked(texts, p)))));

    public static void Show(Output output, Catalogue texts, InformationRequest request)
    {
        if (request.Redacted)
            output.WriteLine(texts["info.redacted"]);
        output.Facts(
        [
            ("resource", request.Name), ("title", request.Title), ("state", texts.Of(request.State)), ("requester", Words.Short(request.Requester)),
            ("purpose", request.Purpose), ("legal_basis", Words.Short(request.LegalBasis)), ("urgency", texts.Of(request.Urgency)), ("case", request.Case),
            ("person", request.Subject), ("handling", texts.Of(request.Handling)), ("due", texts.Of(request.DueTime)), ("overdue", request.Overdue ? texts["yes"] : ""),
            ("submitted", texts.Of(request.SubmitTime)), ("created", texts.Of(request.CreateTime)), ("updated", texts.Of(request.UpdateTime)),
            ("withdrawn_because", request.WithdrawReason), ("etag", request.Etag),
        ]);
        output.Table(
            ["question", "text", "record_type", "fields", "reference", "agreement"],
            request.Questions.Select(IReadOnlyList<string> (q) =>
                [q.Number.ToString(texts.Culture), q.Text, Words.Short(q.RecordType), string.Join(", ", q.Fields), q.RecordReference, Words.Short(q.Agreement)]));
        output.Table(
            ["agency", "state", "due", "overdue", "handling"],
            request.Parts.Select(IReadOnlyList<string> (p) =>
                [Words.Short(p.Agency), texts.Of(p.State), texts.Of(p.DueTime), p.Overdue ? texts["yes"] : "", texts.Of(p.Handling)]));
        Answers(output, texts, request);
    }

    public static void List(Output output, Catalogue texts, ListInformationRequestsResponse list) => output.Table(
        ["request", "state", "requester", "parts", "urgency", "due", "overdue", "title"],
        list.Requests.Select(IReadOnlyList<string> (r) =>
        [
            Words.Short(r.Name), texts.Of(r.State), Words.Short(r.Requester), string.Join(", ", r.Parts.Select(p => Asked(texts, p))),
            texts.Of(r.Urgency), texts.Of(r.DueTime), r.Overdue ? texts["yes"] : "", r.Title,
        ]));

    public static void History(Output output, Catalogue texts, IEnumerable<InformationHistoryEntry> entries) => output.Table(
        ["version", "time", "actor", "what", "data"],
        entries.Select(IReadOnlyList<string> (e) =>
        [
            e.Version.ToString(texts.Culture), texts.Of(e.Time), e.Actor.Length > 0 ? Words.Short(e.Actor) : texts["platform"],
            texts.Has("event." + e.Type) ? texts["event." + e.Type] : e.Type, WatchCommand.Brief(e.Data),
        ]));

    // A draft was not sent: its addressees have no state yet.
    private static string Asked(Catalogue texts, Part part) =>
        part.State is PartState.Unspecified ? Words.Short(part.Agency) : $"{Words.Short(part.Agency)}: {texts.Of(part.State)}";

    private static void Answers(Output output, Catalogue texts, InformationRequest request)
    {
        var answers = request.Parts.SelectMany(p => p.Answers.Where(a => a.State is not AnswerState.Open).Select(a => (p.Agency, Answer: a))).ToList();
        if (answers.Count > 0)
        {
            output.Table(
                ["question", "agency", "state", "refused_because", "grants", "text"],
                answers.OrderBy(a => a.Answer.Question).Select(IReadOnlyList<string> (a) =>
                [
                    a.Answer.Question.ToString(texts.Culture), Words.Short(a.Agency), texts.Of(a.Answer.State), texts.Of(a.Answer.RefusalCode),
                    Words.Short(a.Answer.Grants), a.Answer.Text.Length > 0 ? a.Answer.Text : a.Answer.Explanation,
                ]));
        }

        var clarifications = request.Parts.SelectMany(p => p.Clarifications.Select(c => (p.Agency, Clarification: c))).ToList();
        if (clarifications.Count > 0)
        {
            output.Table(
                ["agency", "time", "asked_back", "reply"],
                clarifications.Select(IReadOnlyList<string> (c) =>
                    [Words.Short(c.Agency), texts.Of(c.Clarification.AskedTime), c.Clarification.Question, c.Clarification.Reply]));
        }

        var escalations = request.Parts.SelectMany(p => p.Escalations.Select(e => (p.Agency, Escalation: e))).ToList();
        if (escalations.Count > 0)
        {
            output.Table(
                ["escalation", "agency", "time", "note"],
                escalations.Select(IReadOnlyList<string> (e) =>
                [
                    texts.Has("rung." + e.Escalation.Level) ? texts["rung." + e.Escalation.Level] : e.Escalation.Level,
                    Words.Short(e.Agency), texts.Of(e.Escalation.Time), e.Escalation.Reason,
                ]));
        }
    }
}
