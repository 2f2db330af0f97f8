using System.Collections.Immutable;
using Coordination.Information;
using Coordination.Names;
using Coordination.Outcomes;

namespace Coordination.Silo.Information.Requests;

/// <summary>The rules of an addressee, for its own part. In documented precedence order; the first refusal wins.</summary>
internal static class AnswerRules
{
    public const int MostClarifications = 50;
    public const int MostGrants = 20;
    public const int MostAnswers = 20;

    public static Decision<InformationRequestEvent> Acknowledge(RequestState state, AgencyName agency) =>
        Allow(state, agency, PartStage.Submitted) is { } refusal ? refusal : new RequestReceived(agency);

    public static Decision<InformationRequestEvent> StartReview(RequestState state, AgencyName agency) =>
        Allow(state, agency, PartStage.Received) is { } refusal ? refusal : new ReviewStarted(agency);

    public static Decision<InformationRequestEvent> AskClarification(RequestState state, AskClarification command, Seal seal)
    {
        var agency = command.Context.Principal.Agency;
        if (Allow(state, agency, PartStage.UnderReview, PartStage.PartiallyAnswered) is { } refusal)
            return refusal;

        var number = state.Find(agency)!.Clarifications.Length + 1;
        return number > MostClarifications
            ? RequestRefusals.TooManyClarifications
            : new ClarificationAsked(agency, number, seal(command.Question, Places.Clarification(agency, number)));
    }

    /// <param name="grants">The chains of the named grants as they are now, the root first; one that does not exist is empty.</param>
    public static Decision<InformationRequestEvent> Answer(
        RequestState state, InformationRequestName name, AnswerQuestion command, ImmutableArray<ImmutableArray<GrantLink>> grants, Seal seal)
    {
        var agency = command.Context.Principal.Agency;
        if (Allow(state, agency, PartStage.Received, PartStage.UnderReview, PartStage.PartiallyAnswered) is { } refusal)
            return refusal;

        var part = state.Find(agency)!;
        if (RefuseQuestion(part, command.Question) is { } no)
            return no;
        if (command.Text.IsEmpty && command.Grants.IsEmpty)
            return RequestRefusals.AnswerEmpty;
        if (command.Grants.Length > MostGrants)
            return RequestRefusals.TooManyGrants;
        if (grants.Any(chain => !Answers(chain, name, agency, state.Head.Requester)))
            return RequestRefusals.GrantUnknown;

        var number = part.Answers[command.Question - 1].Texts.Length + 1;
        if (command.Partial && number > MostAnswers)
            return RequestRefusals.TooManyAnswers;

        var label = grants.Select(chain => chain[^1].Terms.Handling).Append(part.Handling ?? state.Content.Handling).Append(state.Content.Handling).Max();
        return Reviewed(part, new QuestionAnswered(
            agency,
            command.Question,
            number,
            command.Text.IsEmpty ? null : seal(command.Text, Places.Answer(agency, command.Question, number)),
            [.. command.Grants.Distinct()],
            command.Partial,
            label));
    }

    public static Decision<InformationRequestEvent> Refuse(RequestState state, RefuseQuestion command, Seal seal)
    {
        var agency = command.Context.Principal.Agency;
        if (Allow(state, agency, PartStage.Received, PartStage.UnderReview, PartStage.PartiallyAnswered) is { } refusal)
            return refusal;

        var part = state.Find(agency)!;
        if (command.Question != 0 && RefuseQuestion(part, command.Question) is { } no)
            return no;

        return Reviewed(part,
        [
            .. part.Answers
                .Where(a => command.Question == 0 ? !a.IsDone : a.Question == command.Question)
                .Select(a => (InformationRequestEvent)new QuestionRefused(
                    agency, a.Question, command.Code, command.Explanation.IsEmpty ? null : seal(command.Explanation, Places.Explanation(agency, a.Question)))),
        ]);
    }

    /// <summary>What the platform granted by rule. Nothing when the question was dealt with meanwhile.</summary>
    /// <param name="grant">Null: it was not granted, and a person answers.</param>
    public static Decision<InformationRequestEvent> ByRule(RequestState state, AgencyName agency, int question, GrantLink? grant)
    {
        if (state.Find(agency) is not { IsDone: false } part || part.Answers[question - 1] is not { Rule: true, IsDone: false })
            return Decision<InformationRequestEvent>.Nothing;
        if (grant is null)
            return new QuestionLeftToPerson(agency, question);

        var label = new[] { grant.Terms.Handling, part.Handling ?? state.Content.Handling, state.Content.Handling }.Max();
        return new QuestionGranted(agency, question, grant.Name, label);
    }

    /// <summary>Whether a grant is the addressee's own, to the requester, of this request, and has not ended.</summary>
    public static bool Answers(ImmutableArray<GrantLink> chain, InformationRequestName name, AgencyName agency, AgencyName requester) =>
        !chain.IsDefaultOrEmpty
        && chain[^1] is var leaf
        && leaf.Terms.Grantor == agency
        && leaf.Terms.Recipient == requester
        && leaf.Terms.Request == name
        && leaf.Stage is not (GrantStage.Expired or GrantStage.Revoked);

    private static Refusal? Allow(RequestState state, AgencyName agency, params ReadOnlySpan<PartStage> stages) =>
        state.End is not null ? RequestRefusals.RequestClosed
        : state.Find(agency) is not { } part ? RequestRefusals.NotAddressee
        : !stages.Contains(part.Stage) ? InformationRefusals.TransitionNotAllowed.With("state", RequestWords.Of(part.Stage))
        : null;

    private static Refusal? RefuseQuestion(RequestPart part, int question) =>
        question < 1 || question > part.Answers.Length ? RequestRefusals.QuestionUnknown
        : part.Answers[question - 1].IsDone ? RequestRefusals.QuestionDone
        : null;

    /// <summary>Who answers or refuses has begun to review.</summary>
    private static Decision<InformationRequestEvent> Reviewed(RequestPart part, params ImmutableArray<InformationRequestEvent> events) =>
        part.Progress is PartProgress.Received ? events.Insert(0, new ReviewStarted(part.Agency)) : events;
}
