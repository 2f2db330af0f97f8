using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Names;
using Coordination.Sealing;

namespace Coordination.Information;

/// <summary>A request as far as its reader may see it. Texts are in memory only.</summary>
/// <param name="Redacted">No texts, questions, person or case: the reader only watches over it.</param>
/// <param name="Erased">The key is destroyed: texts are empty.</param>
/// <param name="Version">The etag: of an addressee's part for that addressee, of the whole for the others.</param>
[GenerateSerializer, Immutable]
public sealed record InformationRequestView(
    InformationRequestName Name,
    string Title,
    RequestStage Stage,
    AgencyName Requester,
    string Purpose,
    InstrumentName LegalBasis,
    Urgency Urgency,
    CaseName? Case,
    SubjectName? Subject,
    Handling Handling,
    ImmutableArray<QuestionView> Questions,
    ImmutableArray<PartView> Parts,
    DateTimeOffset? Due,
    bool Overdue,
    DateTimeOffset? SubmittedAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    PlainText WithdrawReason,
    bool Redacted,
    bool Erased,
    int Version);

[GenerateSerializer, Immutable]
public sealed record QuestionView(
    int Number, PlainText Text, RecordTypeName? RecordType, ImmutableArray<string> Fields, PlainText Reference, StandingAgreementName? Agreement);

/// <param name="Stage">Null: the request is a draft, and nobody was asked yet.</param>
[GenerateSerializer, Immutable]
public sealed record PartView(
    AgencyName Agency,
    PartStage? Stage,
    DateTimeOffset? Due,
    DateTimeOffset? OverdueSince,
    DateTimeOffset? ReceivedAt,
    DateTimeOffset? DoneAt,
    ImmutableArray<AnswerView> Answers,
    ImmutableArray<ClarificationView> Clarifications,
    Handling? Handling,
    ImmutableArray<RequestEscalationView> Escalations);

[GenerateSerializer, Immutable]
public sealed record AnswerView(
    int Question, AnswerStage Stage, PlainText Text, RefusalCode? Code, PlainText Explanation, ImmutableArray<GrantName> Grants, DateTimeOffset? At);

[GenerateSerializer, Immutable]
public sealed record ClarificationView(int Number, PlainText Question, PlainText Reply, DateTimeOffset AskedAt, DateTimeOffset? RepliedAt);

[GenerateSerializer, Immutable]
public sealed record RequestEscalationView(string Level, DateTimeOffset At, string? Reason);

/// <summary>What a list shows of a request: no text but the title. It is for every reader; who may not see a part of it is not shown it.</summary>
[GenerateSerializer, Immutable]
public sealed record InformationRequestSummary(
    string Title,
    RequestStage Stage,
    AgencyName Requester,
    string Purpose,
    InstrumentName LegalBasis,
    Urgency Urgency,
    CaseName? Case,
    SubjectName? Subject,
    Handling Handling,
    ImmutableArray<PartSummaryView> Parts,
    DateTimeOffset? SubmittedAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

/// <param name="OwnRequestStage">The request's stage as far as this addressee may know it: of its own part.</param>
/// <param name="Version">Of the part: its etag.</param>
[GenerateSerializer, Immutable]
public sealed record PartSummaryView(
    AgencyName Agency,
    PartStage? Stage,
    RequestStage OwnRequestStage,
    DateTimeOffset? Due,
    DateTimeOffset? OverdueSince,
    DateTimeOffset? ReceivedAt,
    DateTimeOffset? DoneAt,
    int Version);

/// <summary>How rows of lists are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InformationRequestSummary))]
public sealed partial class RequestViewsJson : JsonSerializerContext;
