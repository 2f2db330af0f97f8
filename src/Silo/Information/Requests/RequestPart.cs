using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Information;
using Coordination.Names;
using Coordination.Sealing;

namespace Coordination.Silo.Information.Requests;

/// <summary>How far a person of the addressee has come; what a part's stage is follows from it and the answers.</summary>
internal enum PartProgress
{
    Sent,
    Received,
    Reviewed,
    Withdrawn,
    Closed,
}

/// <summary>One addressee's part.</summary>
/// <param name="Due">When it has to be done.</param>
/// <param name="ArmedAt">Since when this due time holds: reminders before it are past.</param>
/// <param name="Paused">How long it waited for the requester, all together.</param>
/// <param name="RungsBefore">So many escalations are of an earlier due time.</param>
/// <param name="Version">The request's version at its last change; its etag.</param>
internal sealed record RequestPart(
    AgencyName Agency,
    PartProgress Progress,
    DateTimeOffset SentAt,
    DateTimeOffset Due,
    DateTimeOffset ArmedAt,
    DateTimeOffset? ReceivedAt,
    DateTimeOffset? DoneAt,
    DateTimeOffset? OverdueSince,
    TimeSpan Paused,
    ImmutableArray<RequestAnswer> Answers,
    ImmutableArray<RequestClarification> Clarifications,
    ImmutableArray<string> Reminded,
    ImmutableArray<RequestEscalationView> Escalations,
    int RungsBefore,
    Handling? Handling,
    int Version,
    DateTimeOffset UpdatedAt)
{
    /// <summary>The question that waits for the requester, or null.</summary>
    public RequestClarification? Waiting => Clarifications is [.., { RepliedAt: null } last] ? last : null;

    public bool IsDone => Stage.IsDone();

    /// <summary>Whether time counts against the addressee.</summary>
    public bool ClockRuns => !IsDone && Waiting is null;

    public PartStage Stage =>
        Progress is PartProgress.Withdrawn ? PartStage.Withdrawn
        : Progress is PartProgress.Closed ? PartStage.Closed
        : Answers.All(a => a.IsDone) ? (Answers.Any(a => a.HasContent) ? PartStage.Answered : PartStage.Refused)
        : Progress is PartProgress.Sent ? PartStage.Submitted
        : Progress is PartProgress.Received ? PartStage.Received
        : Waiting is not null ? PartStage.Clarification
        : Answers.Any(a => a.Stage is not AnswerStage.Open) ? PartStage.PartiallyAnswered
        : PartStage.UnderReview;

    /// <summary>From submission to done without what it waited for the requester; null while it is not done, or when somebody else ended it.</summary>
    public TimeSpan? AnsweredIn => Stage is PartStage.Answered or PartStage.Refused && DoneAt is { } done ? done - SentAt - Paused : null;

    public static RequestPart Of(AgencyName agency, int questions, IReadOnlyList<SealedQuestion> asked, DateTimeOffset due, DateTimeOffset at, int version) => new(
        agency, PartProgress.Sent, at, due, at, null, null, null, TimeSpan.Zero,
        [.. Enumerable.Range(1, questions).Select(n => RequestAnswer.Open(n, asked[n - 1].Agreement is not null))],
        [], [], [], 0, null, version, at);

    public RequestPart With(int question, Func<RequestAnswer, RequestAnswer> change) =>
        this with { Answers = Answers.SetItem(question - 1, change(Answers[question - 1])) };
}

/// <summary>How one question stands with one addressee.</summary>
/// <param name="Rule">Whether the platform has yet to try to grant it by rule.</param>
/// <param name="Texts">Each answer in part and the last; null where only grants were given.</param>
internal sealed record RequestAnswer(
    int Question,
    AnswerStage Stage,
    bool Rule,
    ImmutableArray<SealedText?> Texts,
    ImmutableArray<GrantName> Grants,
    RefusalCode? Code,
    SealedText? Explanation,
    DateTimeOffset? At)
{
    public bool IsDone => Stage is AnswerStage.Answered or AnswerStage.Refused;

    public bool HasContent => !Texts.IsEmpty || !Grants.IsEmpty;

    public static RequestAnswer Open(int question, bool rule) => new(question, AnswerStage.Open, rule, [], [], null, null, null);
}

internal sealed record RequestClarification(int Number, SealedText Question, DateTimeOffset AskedAt, SealedText? Reply, DateTimeOffset? RepliedAt);

internal static class PartStages
{
    public static bool IsDone(this PartStage stage) => stage is PartStage.Answered or PartStage.Refused or PartStage.Withdrawn or PartStage.Closed;

    public static bool IsOpen(this RequestStage stage) => stage is not (RequestStage.Answered or RequestStage.Refused or RequestStage.Withdrawn or RequestStage.Closed);

    /// <summary>The request's stage follows from its parts. Pure; the order of the parts does not count.</summary>
    public static RequestStage OfParts(IReadOnlyCollection<PartStage> parts)
    {
        var open = parts.Where(p => !p.IsDone()).ToArray();
        if (open.Length == 0)
            return parts.Contains(PartStage.Answered) ? RequestStage.Answered : RequestStage.Refused;
        if (open.All(p => p is PartStage.Clarification))
            return RequestStage.Clarification;
        if (parts.Any(p => p is PartStage.Answered or PartStage.PartiallyAnswered))
            return RequestStage.PartiallyAnswered;
        if (parts.Any(p => p is PartStage.UnderReview or PartStage.Clarification))
            return RequestStage.UnderReview;
        return parts.Any(p => p is PartStage.Received or PartStage.Refused) ? RequestStage.Received : RequestStage.Submitted;
    }
}
