using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Information;
using Coordination.Names;
using Coordination.Sealing;

namespace Coordination.Silo.Information.Requests;

/// <summary>Opens a sealed text of a place.</summary>
internal delegate string Unseal(SealedText text, string place);

/// <summary>What each reader sees of a request.</summary>
internal static class RequestViewing
{
    /// <summary>The earliest due time of those that are not done; null: all are.</summary>
    public static DateTimeOffset? Due(ImmutableArray<RequestPart> parts) => parts.Where(p => !p.IsDone).Select(p => (DateTimeOffset?)p.Due).Min();

    /// <param name="reader">The requester sees all, an addressee its own part, everybody else who may read no text.</param>
    /// <param name="unseal">Null: the key is destroyed.</param>
    public static InformationRequestView View(InformationRequestName name, RequestState state, int version, Principal reader, Unseal? unseal)
    {
        var (head, content) = (state.Head, state.Content);
        var whole = IsWhole(state, reader);
        var own = whole || reader.Unit is not null ? null : state.Find(reader.Agency);
        var redacted = !whole && own is null;
        var parts = own is null ? state.Parts : [own];

        return new InformationRequestView(
            name,
            content.Title,
            own is null ? state.Stage : OwnStage(state, own),
            head.Requester,
            content.Purpose,
            content.LegalBasis,
            content.Urgency,
            redacted ? null : content.Case,
            redacted ? null : content.Subject,
            content.Handling,
            redacted ? [] : [.. content.Questions.Select((q, i) => new QuestionView(
                i + 1, Open(q.Text, Places.Question(i + 1)), q.RecordType, q.Fields, Open(q.Reference, Places.Reference(i + 1)), q.Agreement))],
            state.Parts.IsEmpty
                ? [.. content.Addressees.Select(a => new PartView(a, null, null, null, null, null, [], [], null, []))]
                : [.. parts.Select(Part)],
            Due(parts),
            parts.Any(p => !p.IsDone && p.OverdueSince is not null),
            state.SubmittedAt,
            head.CreatedAt,
            own?.UpdatedAt ?? state.UpdatedAt,
            redacted ? default : Open(state.WithdrawReason, Places.Withdrawal),
            redacted,
            !redacted && unseal is null,
            own?.Version ?? version);

        PlainText Open(SealedText? text, string place) => text is { } set && unseal is not null ? new PlainText(unseal(set, place)) : new PlainText("");

        PartView Part(RequestPart part) => new(
            part.Agency,
            part.Stage,
            part.Due,
            part.OverdueSince,
            part.ReceivedAt,
            part.DoneAt,
            redacted ? [] : [.. part.Answers.Select(a => new AnswerView(
                a.Question,
                a.Stage,
                new PlainText(string.Join("\n\n", a.Texts.Select((t, i) => Open(t, Places.Answer(part.Agency, a.Question, i + 1)).Value).Where(t => t.Length > 0))),
                a.Code,
                Open(a.Explanation, Places.Explanation(part.Agency, a.Question)),
                a.Grants,
                a.At))],
            redacted ? [] : [.. part.Clarifications.Select(c => new ClarificationView(
                c.Number,
                Open(c.Question, Places.Clarification(part.Agency, c.Number)),
                Open(c.Reply, Places.Reply(part.Agency, c.Number)),
                c.AskedAt,
                c.RepliedAt))],
            part.Handling,
            part.Escalations);
    }

    public static InformationRequestSummary Summarize(RequestState state) => new(
        state.Content.Title,
        state.Stage,
        state.Head.Requester,
        state.Content.Purpose,
        state.Content.LegalBasis,
        state.Content.Urgency,
        state.Content.Case,
        state.Content.Subject,
        state.Content.Handling,
        state.Parts.IsEmpty
            ? [.. state.Content.Addressees.Select(a => new PartSummaryView(a, null, RequestStage.Draft, null, null, null, null, 0))]
            : [.. state.Parts.Select(p => new PartSummaryView(
                p.Agency, p.Stage, OwnStage(state, p), p.IsDone ? null : p.Due, p.OverdueSince, p.ReceivedAt, p.DoneAt, p.Version))],
        state.SubmittedAt,
        state.Head.CreatedAt,
        state.UpdatedAt);

    /// <summary>Whether texts are shown at all to this reader: else no key is needed.</summary>
    public static bool ShowsTexts(RequestState state, Principal reader) =>
        IsWhole(state, reader) || (reader.Unit is null && state.Find(reader.Agency) is not null);

    private static bool IsWhole(RequestState state, Principal reader) => reader.Unit is null && state.Head.Requester == reader.Agency;

    /// <summary>An addressee does not learn how the others stand.</summary>
    private static RequestStage OwnStage(RequestState state, RequestPart part) => state.End ?? PartStages.OfParts([part.Stage]);
}
