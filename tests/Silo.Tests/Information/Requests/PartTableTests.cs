using Coordination.Information;
using Coordination.Outcomes;
using Coordination.Sealing;
using Coordination.Silo.Information.Requests;
using Coordination.Silo.Tests.Tasks;

namespace Coordination.Silo.Tests.Information.Requests;

/// <summary>Every verb in every stage of a part, against a table that is written by hand: the stage after it, or why not.</summary>
public sealed class PartTableTests
{
    private const string No = "TRANSITION_NOT_ALLOWED";
    private const string Closed = "REQUEST_CLOSED";

    public static TheoryData<string, string, string, string, string, string, string, string, string> Rows => new()
    {
        // stage, acknowledge, review, ask back, answer one, refuse one, refuse all, clarify, escalate
        { "Submitted", "Received", No, No, No, No, No, No, "Submitted" },
        { "Received", No, "UnderReview", No, "PartiallyAnswered", "PartiallyAnswered", "Refused", No, "Received" },
        { "UnderReview", No, No, "Clarification", "PartiallyAnswered", "PartiallyAnswered", "Refused", No, "UnderReview" },
        { "Clarification", No, No, No, No, No, No, "UnderReview", No },
        { "PartiallyAnswered", No, No, "Clarification", "Answered", "Answered", "Answered", No, "PartiallyAnswered" },
        { "Answered", No, No, No, No, No, No, No, No },
        { "Refused", No, No, No, No, No, No, No, No },
        { "Withdrawn", Closed, Closed, Closed, Closed, Closed, Closed, Closed, Closed },
        { "Closed", Closed, Closed, Closed, Closed, Closed, Closed, Closed, Closed },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_verb_is_done_where_the_table_says(
        string stage, string acknowledge, string review, string askBack, string answer, string refuse, string refuseAll, string clarify, string escalate)
    {
        var state = Asking.At(Enum.Parse<PartStage>(stage));
        Assert.Equal(stage, state.Moh().Stage.ToString());
        var moh = Cast.By(Cast.Moh);
        var mlsw = Cast.By(Cast.Mlsw);

        Check(acknowledge, s => AnswerRules.Acknowledge(s, Cast.Moh));
        Check(review, s => AnswerRules.StartReview(s, Cast.Moh));
        Check(askBack, s => AnswerRules.AskClarification(s, new AskClarification(moh, new PlainText("Which?")), Asking.Seal));
        Check(answer, s => Asking.Answer(s, Cast.Moh, 2));
        Check(refuse, s => AnswerRules.Refuse(s, new RefuseQuestion(moh, 2, RefusalCode.NotHeld, new PlainText("")), Asking.Seal));
        Check(refuseAll, s => AnswerRules.Refuse(s, new RefuseQuestion(moh, 0, RefusalCode.NotHeld, new PlainText("")), Asking.Seal));
        Check(clarify, s => RequestRules.Clarify(s, new Clarify(mlsw, Cast.Moh, new PlainText("This.")), Asking.Seal, Asking.Start));
        Check(escalate, s => RequestRules.Escalate(s, new EscalateRequest(mlsw, Cast.Moh, "Soon."), Asking.Clock));

        void Check(string expected, Func<RequestState, Decision<InformationRequestEvent>> decide)
        {
            var decision = decide(state);
            if (decision.Refusal is { } refusal)
                Assert.Equal(expected, refusal.Code);
            else
                Assert.Equal(expected, state.Then(decide).Moh().Stage.ToString());
        }
    }

    public static TheoryData<string, string, string, string, string> RequestRows => new()
    {
        // stage, revise, submit, withdraw, close
        { "Draft", "Draft", "Submitted", "Withdrawn", No },
        { "Submitted", No, No, "Withdrawn", "Closed" },
        { "Answered", No, No, No, "Closed" },
        { "Withdrawn", Closed, Closed, Closed, Closed },
        { "Closed", Closed, Closed, Closed, Closed },
    };

    [Theory]
    [MemberData(nameof(RequestRows))]
    public void A_verb_of_the_requester_is_done_where_the_table_says(string stage, string revise, string submit, string withdraw, string close)
    {
        var state = stage switch
        {
            "Draft" => Asking.Draft(),
            "Submitted" => Asking.Submitted(),
            "Answered" => Asking.At(PartStage.Answered)
                .Then(s => AnswerRules.Acknowledge(s, Cast.Lwu)).Then(s => Asking.Answer(s, Cast.Lwu, 1)).Then(s => Asking.Answer(s, Cast.Lwu, 2)),
            "Withdrawn" => Asking.At(PartStage.Withdrawn),
            _ => Asking.At(PartStage.Closed),
        };
        Assert.Equal(stage, state.Stage.ToString());

        Check(revise, s => RequestRules.Revise(s, Asking.Sealed(Asking.Content(3))));
        Check(submit, s => RequestRules.Submit(s, Asking.Policy, new FakeDirectory(), Asking.Clock, Asking.Start));
        Check(withdraw, s => RequestRules.Withdraw(s, Asking.Seal, new WithdrawRequest(Cast.By(Cast.Mlsw), new PlainText("No."))));
        Check(close, RequestRules.Close);

        void Check(string expected, Func<RequestState, Decision<InformationRequestEvent>> decide)
        {
            var decision = decide(state);
            Assert.Equal(expected, decision.Refusal?.Code ?? state.Then(decide).Stage.ToString());
        }
    }

    [Fact]
    public void Answering_what_was_only_received_begins_the_review() =>
        Assert.Collection(
            Asking.Answer(Asking.At(PartStage.Received), Cast.Moh, 1).Events,
            e => Assert.IsType<ReviewStarted>(e),
            e => Assert.IsType<QuestionAnswered>(e));

    [Fact]
    public void Who_was_not_asked_does_not_answer() =>
        Assert.Equal("NOT_ADDRESSEE", Asking.Answer(Asking.Submitted(), Cast.Moj, 1).Refusal?.Code);
}
