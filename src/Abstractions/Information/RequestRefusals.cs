using Coordination.Outcomes;

namespace Coordination.Information;

/// <summary>Why an information request says no; what it shares with other nouns stands in <see cref="InformationRefusals"/>.</summary>
public static class RequestRefusals
{
    public static readonly Refusal RequestExists = new("REQUEST_EXISTS", RefusalKind.FailedPrecondition,
        "This information request exists already. Use a new request_id.");

    public static readonly Refusal RequestClosed = new("REQUEST_CLOSED", RefusalKind.FailedPrecondition,
        "The information request is withdrawn or closed. Nothing more can be done with it; make a new one.");

    public static readonly Refusal AddresseeIsRequester = new("ADDRESSEE_IS_REQUESTER", RefusalKind.FailedPrecondition,
        "Your own agency is among the addressees. Leave it out.", "addressees");

    public static readonly Refusal AddresseeTwice = new("ADDRESSEE_TWICE", RefusalKind.InvalidArgument,
        "An agency stands twice among the addressees. Name each once.", "addressees");

    public static readonly Refusal TooManyAddressees = new("TOO_MANY_ADDRESSEES", RefusalKind.InvalidArgument,
        "Name from 1 to 50 addressees. Make another request for the others.", "addressees");

    public static readonly Refusal TooManyQuestions = new("TOO_MANY_QUESTIONS", RefusalKind.InvalidArgument,
        "Ask from 1 to 100 questions. Make another request for the others.", "questions");

    public static readonly Refusal QuestionIncomplete = new("QUESTION_INCOMPLETE", RefusalKind.InvalidArgument,
        "A question has fields, a reference or an agreement without a record type, or an agreement without a reference. Add what is missing.", "questions");

    public static readonly Refusal QuestionUnknown = new("QUESTION_UNKNOWN", RefusalKind.InvalidArgument,
        "The request has no question of this number. Read it and use one of its numbers.", "question");

    public static readonly Refusal QuestionDone = new("QUESTION_DONE", RefusalKind.FailedPrecondition,
        "You answered or refused this question already. Answer one that is open.", "question");

    public static readonly Refusal AnswerEmpty = new("ANSWER_EMPTY", RefusalKind.InvalidArgument,
        "An answer needs a text or a grant. Add one, or refuse the question with a code.", "text");

    public static readonly Refusal GrantUnknown = new("GRANT_UNKNOWN", RefusalKind.FailedPrecondition,
        "A grant is not your agency's, not to the requester, not of this request, or has ended. Propose one that names this request.", "grants");

    public static readonly Refusal TooManyGrants = new("TOO_MANY_GRANTS", RefusalKind.InvalidArgument,
        "An answer carries at most 20 grants. Leave some out.", "grants");

    public static readonly Refusal TooManyAnswers = new("TOO_MANY_ANSWERS", RefusalKind.FailedPrecondition,
        "This question was answered in part 20 times. Send the last answer without partial.", "partial");

    public static readonly Refusal TooManyClarifications = new("TOO_MANY_CLARIFICATIONS", RefusalKind.FailedPrecondition,
        "You asked back 50 times. Answer or refuse what is open.");

    public static readonly Refusal NotAddressee = new("NOT_ADDRESSEE", RefusalKind.FailedPrecondition,
        "This agency was not asked. Name an addressee of the request.", "agency");

    public static readonly Refusal DueNotLater = new("DUE_NOT_LATER", RefusalKind.FailedPrecondition,
        "The new due time is in the past, or not later than the present one. Choose a later one.", "due_time");

    public static readonly Refusal NobodyAbove = new("NOBODY_ABOVE", RefusalKind.FailedPrecondition,
        "The ladder has no further level for this request. Speak to the secretariat.");

    /// <summary>All, for the documentation and the translations.</summary>
    public static readonly IReadOnlyList<Refusal> All =
    [
        RequestExists, RequestClosed, AddresseeIsRequester, AddresseeTwice, TooManyAddressees,
        TooManyQuestions, QuestionIncomplete, QuestionUnknown, QuestionDone, AnswerEmpty,
        GrantUnknown, TooManyGrants, TooManyAnswers, TooManyClarifications, NotAddressee,
        DueNotLater, NobodyAbove,
    ];
}
