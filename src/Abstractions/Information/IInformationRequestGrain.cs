using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Information;

/// <summary>One information request. Its key is its name, <c>informationRequests/…</c>.</summary>
public interface IInformationRequestGrain : IAggregateGrain
{
    /// <summary>
    /// Refused: TOO_MANY_ADDRESSEES, TOO_MANY_QUESTIONS, ADDRESSEE_TWICE, QUESTION_INCOMPLETE, PURPOSE_UNKNOWN,
    /// PURPOSE_OUTSIDE_LEGAL_BASES, ADDRESSEE_IS_REQUESTER, AGENCY_UNKNOWN, AGENCY_NOT_IN_FORCE, RECORD_TYPE_UNKNOWN,
    /// FIELD_UNKNOWN, SUBJECT_UNKNOWN, SUBJECT_ERASED, REQUEST_EXISTS, KEY_STORE_UNAVAILABLE.
    /// </summary>
    Task<Outcome<InformationRequestView>> CreateAsync(CreateRequest command, CancellationToken cancellationToken);

    /// <summary>Refused: REQUEST_CLOSED, TRANSITION_NOT_ALLOWED, and as <see cref="CreateAsync"/>.</summary>
    Task<Outcome<InformationRequestView>> ReviseAsync(ReviseRequest command, CancellationToken cancellationToken);

    /// <summary>Refused: REQUEST_CLOSED, TRANSITION_NOT_ALLOWED, PURPOSE_UNKNOWN, PURPOSE_OUTSIDE_LEGAL_BASES, AGENCY_UNKNOWN, AGENCY_NOT_IN_FORCE.</summary>
    Task<Outcome<InformationRequestView>> SubmitAsync(SubmitRequest command, CancellationToken cancellationToken);

    /// <summary>Refused: REQUEST_CLOSED, TRANSITION_NOT_ALLOWED.</summary>
    Task<Outcome<InformationRequestView>> AcknowledgeAsync(AcknowledgeRequest command, CancellationToken cancellationToken);

    /// <summary>Refused: REQUEST_CLOSED, TRANSITION_NOT_ALLOWED.</summary>
    Task<Outcome<InformationRequestView>> StartReviewAsync(StartReview command, CancellationToken cancellationToken);

    /// <summary>Refused: REQUEST_CLOSED, TRANSITION_NOT_ALLOWED, TOO_MANY_CLARIFICATIONS, SUBJECT_ERASED, KEY_STORE_UNAVAILABLE.</summary>
    Task<Outcome<InformationRequestView>> AskClarificationAsync(AskClarification command, CancellationToken cancellationToken);

    /// <summary>Refused: REQUEST_CLOSED, NOT_ADDRESSEE, TRANSITION_NOT_ALLOWED, SUBJECT_ERASED, KEY_STORE_UNAVAILABLE.</summary>
    Task<Outcome<InformationRequestView>> ClarifyAsync(Clarify command, CancellationToken cancellationToken);

    /// <summary>
    /// Refused: REQUEST_CLOSED, TRANSITION_NOT_ALLOWED, QUESTION_UNKNOWN, QUESTION_DONE, ANSWER_EMPTY, TOO_MANY_GRANTS,
    /// GRANT_UNKNOWN, TOO_MANY_ANSWERS, SUBJECT_ERASED, KEY_STORE_UNAVAILABLE.
    /// </summary>
    Task<Outcome<InformationRequestView>> AnswerAsync(AnswerQuestion command, CancellationToken cancellationToken);

    /// <summary>Refused: REQUEST_CLOSED, TRANSITION_NOT_ALLOWED, QUESTION_UNKNOWN, QUESTION_DONE, SUBJECT_ERASED, KEY_STORE_UNAVAILABLE.</summary>
    Task<Outcome<InformationRequestView>> RefuseAsync(RefuseQuestion command, CancellationToken cancellationToken);

    /// <summary>Refused: REQUEST_CLOSED, TRANSITION_NOT_ALLOWED, SUBJECT_ERASED, KEY_STORE_UNAVAILABLE.</summary>
    Task<Outcome<InformationRequestView>> WithdrawAsync(WithdrawRequest command, CancellationToken cancellationToken);

    /// <summary>Refused: REQUEST_CLOSED, TRANSITION_NOT_ALLOWED.</summary>
    Task<Outcome<InformationRequestView>> CloseAsync(CloseRequest command, CancellationToken cancellationToken);

    /// <summary>Refused: REQUEST_CLOSED, NOT_ADDRESSEE, TRANSITION_NOT_ALLOWED, DUE_NOT_LATER.</summary>
    Task<Outcome<InformationRequestView>> ExtendAsync(ExtendRequest command, CancellationToken cancellationToken);

    /// <summary>Refused: REQUEST_CLOSED, NOT_ADDRESSEE, TRANSITION_NOT_ALLOWED, NOBODY_ABOVE.</summary>
    Task<Outcome<InformationRequestView>> EscalateAsync(EscalateRequest command, CancellationToken cancellationToken);

    /// <summary>As far as the caller may see it. Refused: NOT_FOUND, KEY_STORE_UNAVAILABLE, LEDGER_UNAVAILABLE.</summary>
    [ReadOnly]
    Task<Outcome<InformationRequestView>> GetAsync(Principal principal, CancellationToken cancellationToken);

    /// <summary>What happened that the caller may see, oldest first; a page may hold fewer entries than the limit.</summary>
    [ReadOnly]
    Task<Outcome<HistoryPage>> HistoryAsync(Principal principal, int afterVersion, int limit, CancellationToken cancellationToken);

    /// <summary>How it stands, for a grant that answers it. No right is asked. Refused: NOT_FOUND, LEDGER_UNAVAILABLE.</summary>
    [ReadOnly]
    Task<Outcome<RequestFacts>> FactsAsync();
}

/// <param name="Addressees">Agencies that were asked and may still answer.</param>
/// <param name="Questions">How many questions it has.</param>
[GenerateSerializer, Immutable]
public sealed record RequestFacts(
    AgencyName Requester, ImmutableArray<AgencyName> Addressees, string Purpose, InstrumentName LegalBasis, int Questions, RequestStage Stage);
