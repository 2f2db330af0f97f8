using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;
using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Names;
using Coordination.Sealing;
using Coordination.Workflows;

namespace Coordination.Silo.Information.Requests;

/// <summary>An information request as the fold of its events; what is sealed stays sealed in it.</summary>
/// <param name="Header">Null before the first event.</param>
/// <param name="Parts">One an addressee, from submission on.</param>
/// <param name="End">Withdrawn or closed; null: neither.</param>
/// <param name="OriginTold">The workflow for which it is asked knows how it ended.</param>
internal sealed record RequestState(
    RequestHeader? Header,
    ImmutableArray<RequestPart> Parts,
    RequestStage? End,
    SealedText? WithdrawReason,
    DateTimeOffset? SubmittedAt,
    DateTimeOffset UpdatedAt,
    bool OriginTold = false) : IAggregateState<RequestState, InformationRequestEvent>
{
    public static readonly RequestState Initial = new(null, [], null, null, null, default);

    [JsonIgnore]
    public RequestHeader Head => Header ?? throw new InvalidOperationException("The information request does not exist.");

    [JsonIgnore]
    public SealedContent Content => Head.Content;

    [JsonIgnore]
    public RequestStage Stage =>
        End ?? (SubmittedAt is null || Parts.IsEmpty ? RequestStage.Draft : PartStages.OfParts([.. Parts.Select(p => p.Stage)]));

    /// <summary>How it ended, when the workflow for which it is asked has yet to be told; else null.</summary>
    [JsonIgnore]
    public RequestStage? OriginNews => Header?.Origin is not null && !OriginTold && Stage is var stage && !stage.IsOpen() ? stage : null;

    public RequestPart? Find(AgencyName agency) => Parts.FirstOrDefault(p => p.Agency == agency);

    public RequestState Apply(InformationRequestEvent happened, EventStamp stamp) => ApplyTo(happened, stamp) with { UpdatedAt = stamp.At };

    private RequestState ApplyTo(InformationRequestEvent happened, EventStamp stamp) => happened switch
    {
        RequestDrafted e => this with { Header = new RequestHeader(e.Requester, e.Content, stamp.At, e.Origin) },
        RequestOriginTold => this with { OriginTold = true },
        RequestRevised e => this with { Header = Head with { Content = e.Content } },
        RequestSubmitted => this with { SubmittedAt = stamp.At },
        RequestWithdrawn e => Ended(RequestStage.Withdrawn, PartProgress.Withdrawn, stamp) with { WithdrawReason = e.Reason },
        RequestClosed => Ended(RequestStage.Closed, PartProgress.Closed, stamp),
        RequestSent e => this with
        {
            Parts = Parts.Add(RequestPart.Of(e.Agency, Content.Questions.Length, Content.Questions, e.Due, stamp.At, stamp.Version)),
        },
        RequestPartEvent e => this with { Parts = [.. Parts.Select(p => p.Agency == e.Agency ? Applied(p, e, stamp) : p)] },
        _ => throw new UnreachableException(happened?.GetType().Name),
    };

    private RequestState Ended(RequestStage end, PartProgress progress, EventStamp stamp) => this with
    {
        End = end,
        Parts = [.. Parts.Select(p => (p.IsDone ? p : p with { Progress = progress, DoneAt = stamp.At }) with { Version = stamp.Version, UpdatedAt = stamp.At })],
    };

    private static RequestPart Applied(RequestPart part, RequestPartEvent happened, EventStamp stamp)
    {
        var after = Change(part, happened, stamp) with { Version = stamp.Version, UpdatedAt = stamp.At };
        return after.IsDone && after.DoneAt is null ? after with { DoneAt = stamp.At } : after;
    }

    private static RequestPart Change(RequestPart part, RequestPartEvent happened, EventStamp stamp) => happened switch
    {
        RequestReceived => part with { Progress = PartProgress.Received, ReceivedAt = stamp.At },
        ReviewStarted => part with { Progress = PartProgress.Reviewed },
        ClarificationAsked e => part with { Clarifications = part.Clarifications.Add(new(e.Number, e.Question, stamp.At, null, null)) },
        RequestClarified e => part with
        {
            Clarifications = [.. part.Clarifications.Select(c => c.Number == e.Number ? c with { Reply = e.Reply, RepliedAt = stamp.At } : c)],
            Paused = part.Paused + (stamp.At - part.Clarifications.First(c => c.Number == e.Number).AskedAt),
            Due = e.Due,
        },
        QuestionAnswered e => part.With(e.Question, a => a with
        {
            Stage = e.Partial ? AnswerStage.PartlyAnswered : AnswerStage.Answered,
            Texts = a.Texts.Add(e.Text),
            Grants = [.. a.Grants.Concat(e.Grants).Distinct()],
            Rule = false,
            At = stamp.At,
        }) with { Handling = e.Handling },
        QuestionRefused e => part.With(e.Question, a => a with
        {
            Stage = AnswerStage.Refused, Code = e.Code, Explanation = e.Explanation, Rule = false, At = stamp.At,
        }),
        QuestionGranted e => part.With(e.Question, a => a with
        {
            Stage = AnswerStage.Answered, Grants = a.Grants.Contains(e.Grant) ? a.Grants : a.Grants.Add(e.Grant), Rule = false, At = stamp.At,
        }) with { Handling = e.Handling },
        QuestionLeftToPerson e => part.With(e.Question, a => a with { Rule = false }),
        RequestExtended e => part with
        {
            Due = e.Due, ArmedAt = stamp.At, Reminded = [], OverdueSince = null, RungsBefore = part.Escalations.Length,
        },
        RequestReminded e => part with { Reminded = part.Reminded.Add(e.Reminder) },
        RequestOverdue e => part with { OverdueSince = e.Due },
        RequestEscalated e => part with { Escalations = part.Escalations.Add(new(e.Level, stamp.At, e.Reason)) },
        _ => throw new UnreachableException(happened?.GetType().Name),
    };
}

/// <param name="Origin">The workflow for which it is asked; null: none.</param>
internal sealed record RequestHeader(AgencyName Requester, SealedContent Content, DateTimeOffset CreatedAt, WorkflowParent? Origin = null);
