using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Sealing;
using Coordination.Workflows;

namespace Coordination.Information;

/// <summary>What is asked, as its maker gives it.</summary>
/// <param name="RecordType">Null: a question in words only.</param>
/// <param name="Reference">The addressee's own key of the record; empty: none.</param>
/// <param name="Agreement">Under which it is to be granted by rule; null: a person answers.</param>
[GenerateSerializer, Immutable]
public sealed record QuestionInput(
    PlainText Text, RecordTypeName? RecordType, ImmutableArray<string> Fields, PlainText Reference, StandingAgreementName? Agreement);

/// <summary>The content of a request, as its maker gives it.</summary>
/// <param name="Title">Not sealed: it holds no personal data.</param>
/// <param name="Questions">Numbered from 1 in this order.</param>
[GenerateSerializer, Immutable]
public sealed record RequestContent(
    string Title,
    ImmutableArray<AgencyName> Addressees,
    string Purpose,
    InstrumentName LegalBasis,
    Urgency Urgency,
    CaseName? Case,
    SubjectName? Subject,
    Handling Handling,
    ImmutableArray<QuestionInput> Questions);

[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(CreateRequest), "create_request")]
[JsonDerivedType(typeof(ReviseRequest), "revise_request")]
[JsonDerivedType(typeof(SubmitRequest), "submit_request")]
[JsonDerivedType(typeof(AcknowledgeRequest), "acknowledge_request")]
[JsonDerivedType(typeof(StartReview), "start_review")]
[JsonDerivedType(typeof(AskClarification), "ask_clarification")]
[JsonDerivedType(typeof(Clarify), "clarify")]
[JsonDerivedType(typeof(AnswerQuestion), "answer_question")]
[JsonDerivedType(typeof(RefuseQuestion), "refuse_question")]
[JsonDerivedType(typeof(WithdrawRequest), "withdraw_request")]
[JsonDerivedType(typeof(CloseRequest), "close_request")]
[JsonDerivedType(typeof(ExtendRequest), "extend_request")]
[JsonDerivedType(typeof(EscalateRequest), "escalate_request")]
public abstract record InformationRequestCommand(CommandContext Context) : Command(Context);

/// <param name="Submit">Whether it is submitted at once.</param>
/// <param name="Origin">The workflow for which it is asked and that is told when it has ended; null: none. No call from outside sets it.</param>
[GenerateSerializer, Immutable]
public sealed record CreateRequest(CommandContext Context, RequestContent Content, bool Submit, WorkflowParent? Origin = null) : InformationRequestCommand(Context);

[GenerateSerializer, Immutable]
public sealed record ReviseRequest(CommandContext Context, RequestContent Content) : InformationRequestCommand(Context);

[GenerateSerializer, Immutable]
public sealed record SubmitRequest(CommandContext Context) : InformationRequestCommand(Context);

/// <summary>By the addressee for which the caller acts, as are those that follow.</summary>
[GenerateSerializer, Immutable]
public sealed record AcknowledgeRequest(CommandContext Context) : InformationRequestCommand(Context);

[GenerateSerializer, Immutable]
public sealed record StartReview(CommandContext Context) : InformationRequestCommand(Context);

[GenerateSerializer, Immutable]
public sealed record AskClarification(CommandContext Context, PlainText Question) : InformationRequestCommand(Context);

/// <param name="Agency">Which addressee asked back.</param>
[GenerateSerializer, Immutable]
public sealed record Clarify(CommandContext Context, AgencyName Agency, PlainText Reply) : InformationRequestCommand(Context);

/// <param name="Text">May be empty when there are grants.</param>
/// <param name="Partial">More is to come.</param>
[GenerateSerializer, Immutable]
public sealed record AnswerQuestion(CommandContext Context, int Question, PlainText Text, ImmutableArray<GrantName> Grants, bool Partial)
    : InformationRequestCommand(Context);

/// <param name="Question">0: all that are not answered.</param>
[GenerateSerializer, Immutable]
public sealed record RefuseQuestion(CommandContext Context, int Question, RefusalCode Code, PlainText Explanation) : InformationRequestCommand(Context);

[GenerateSerializer, Immutable]
public sealed record WithdrawRequest(CommandContext Context, PlainText Reason) : InformationRequestCommand(Context);

[GenerateSerializer, Immutable]
public sealed record CloseRequest(CommandContext Context) : InformationRequestCommand(Context);

/// <param name="Agency">Null: all that are not done.</param>
[GenerateSerializer, Immutable]
public sealed record ExtendRequest(CommandContext Context, DateTimeOffset Due, AgencyName? Agency) : InformationRequestCommand(Context);

/// <param name="Reason">Not sealed: the levels above see it.</param>
[GenerateSerializer, Immutable]
public sealed record EscalateRequest(CommandContext Context, AgencyName Agency, string Reason) : InformationRequestCommand(Context);
