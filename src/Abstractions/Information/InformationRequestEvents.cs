using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Names;
using Coordination.Sealing;
using Coordination.Workflows;

namespace Coordination.Information;

/// <summary>
/// What happens to an information request. The names are stable for ever; a field may be added, never renamed. Each event
/// is of one of three kinds: for the requester alone, for the requester and one addressee (<see cref="RequestPartEvent"/>),
/// or for all who take part; the last hold neither texts nor agencies.
/// </summary>
[JsonDerivedType(typeof(RequestDrafted), "information_request.drafted")]
[JsonDerivedType(typeof(RequestRevised), "information_request.revised")]
[JsonDerivedType(typeof(RequestSubmitted), "information_request.submitted")]
[JsonDerivedType(typeof(RequestWithdrawn), "information_request.withdrawn")]
[JsonDerivedType(typeof(RequestClosed), "information_request.closed")]
[JsonDerivedType(typeof(RequestSent), "information_request.sent")]
[JsonDerivedType(typeof(RequestReceived), "information_request.received")]
[JsonDerivedType(typeof(ReviewStarted), "information_request.review_started")]
[JsonDerivedType(typeof(ClarificationAsked), "information_request.clarification_asked")]
[JsonDerivedType(typeof(RequestClarified), "information_request.clarified")]
[JsonDerivedType(typeof(QuestionAnswered), "information_request.answered")]
[JsonDerivedType(typeof(QuestionRefused), "information_request.refused")]
[JsonDerivedType(typeof(QuestionGranted), "information_request.granted_by_rule")]
[JsonDerivedType(typeof(QuestionLeftToPerson), "information_request.left_to_person")]
[JsonDerivedType(typeof(RequestExtended), "information_request.extended")]
[JsonDerivedType(typeof(RequestReminded), "information_request.reminded")]
[JsonDerivedType(typeof(RequestOverdue), "information_request.overdue")]
[JsonDerivedType(typeof(RequestEscalated), "information_request.escalated")]
[JsonDerivedType(typeof(RequestOriginTold), "information_request.origin_told")]
public abstract record InformationRequestEvent;

/// <summary>What happens to one addressee's part: the requester and that addressee see it.</summary>
public abstract record RequestPartEvent(AgencyName Agency) : InformationRequestEvent;

/// <param name="Text">Sealed as <c>questions/{number}/text</c>.</param>
/// <param name="Reference">Sealed as <c>questions/{number}/reference</c>; null: none.</param>
[GenerateSerializer, Immutable]
public sealed record SealedQuestion(
    SealedText Text, RecordTypeName? RecordType, ImmutableArray<string> Fields, SealedText? Reference, StandingAgreementName? Agreement);

/// <summary>The content of a request as it is stored.</summary>
/// <param name="KeyName">The key that wraps the data key: the person's name, or the request's own.</param>
/// <param name="WrappedKey">The data key, wrapped.</param>
public sealed record SealedContent(
    string Title,
    ImmutableArray<AgencyName> Addressees,
    string Purpose,
    InstrumentName LegalBasis,
    Urgency Urgency,
    CaseName? Case,
    SubjectName? Subject,
    Handling Handling,
    ImmutableArray<SealedQuestion> Questions,
    string KeyName,
    string WrappedKey);

/// <param name="Origin">The workflow for which it is asked; null: none.</param>
public sealed record RequestDrafted(AgencyName Requester, SealedContent Content, WorkflowParent? Origin = null) : InformationRequestEvent;

/// <summary>The workflow for which it was asked knows how it ended. For the requester alone.</summary>
public sealed record RequestOriginTold(WorkflowName Workflow, RequestStage Stage) : InformationRequestEvent;

/// <summary>The whole content anew, with a data key of its own.</summary>
public sealed record RequestRevised(SealedContent Content) : InformationRequestEvent;

/// <summary>For all who take part; what each of them is asked follows as <see cref="RequestSent"/>.</summary>
public sealed record RequestSubmitted : InformationRequestEvent;

/// <param name="Reason">Sealed as <c>withdrawal</c>.</param>
public sealed record RequestWithdrawn(SealedText Reason) : InformationRequestEvent;

public sealed record RequestClosed : InformationRequestEvent;

public sealed record RequestSent(AgencyName Agency, DateTimeOffset Due) : RequestPartEvent(Agency);

public sealed record RequestReceived(AgencyName Agency) : RequestPartEvent(Agency);

public sealed record ReviewStarted(AgencyName Agency) : RequestPartEvent(Agency);

/// <param name="Question">Sealed as <c>{agency}/clarifications/{number}/question</c>.</param>
public sealed record ClarificationAsked(AgencyName Agency, int Number, SealedText Question) : RequestPartEvent(Agency);

/// <param name="Reply">Sealed as <c>{agency}/clarifications/{number}/reply</c>.</param>
/// <param name="Due">The due time, moved by the pause.</param>
public sealed record RequestClarified(AgencyName Agency, int Number, SealedText Reply, DateTimeOffset Due) : RequestPartEvent(Agency);

/// <param name="Text">Sealed as <c>{agency}/answers/{question}/{number}</c>; null: grants only.</param>
/// <param name="Number">The how manieth answer of this question it is, from 1.</param>
/// <param name="Handling">The part's label from now on.</param>
public sealed record QuestionAnswered(
    AgencyName Agency, int Question, int Number, SealedText? Text, ImmutableArray<GrantName> Grants, bool Partial, Handling Handling) : RequestPartEvent(Agency);

/// <param name="Explanation">Sealed as <c>{agency}/refusals/{question}</c>; null: none.</param>
public sealed record QuestionRefused(AgencyName Agency, int Question, RefusalCode Code, SealedText? Explanation) : RequestPartEvent(Agency);

/// <summary>The platform granted it under a standing agreement.</summary>
public sealed record QuestionGranted(AgencyName Agency, int Question, GrantName Grant, Handling Handling) : RequestPartEvent(Agency);

/// <summary>It was not granted by rule, for whatever reason: a person answers.</summary>
public sealed record QuestionLeftToPerson(AgencyName Agency, int Question) : RequestPartEvent(Agency);

public sealed record RequestExtended(AgencyName Agency, DateTimeOffset Due) : RequestPartEvent(Agency);

/// <param name="Reminder">The rule of the pack.</param>
/// <param name="Due">For which due time.</param>
public sealed record RequestReminded(AgencyName Agency, string Reminder, DateTimeOffset Due) : RequestPartEvent(Agency);

public sealed record RequestOverdue(AgencyName Agency, DateTimeOffset Due) : RequestPartEvent(Agency);

/// <param name="Reason">Null: the platform climbed by itself.</param>
public sealed record RequestEscalated(AgencyName Agency, string Level, string? Reason) : RequestPartEvent(Agency);
