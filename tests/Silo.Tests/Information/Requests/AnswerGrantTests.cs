using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Information;
using Coordination.Names;
using Coordination.Sealing;
using Coordination.Silo.Information.Requests;
using Coordination.Silo.Tests.Tasks;

namespace Coordination.Silo.Tests.Information.Requests;

public sealed class AnswerGrantTests
{
    private static readonly GrantName Grant = new("g1");

    private static GrantLink Link(GrantStage stage = GrantStage.Active) => new(
        Grant,
        new GrantTerms(
            Cast.Moh, Cast.Mlsw, new RecordName("r1"), null, ["name"], Asking.Purpose, Asking.Basis, Handling.Red, SourceReliability.A,
            InformationReliability.One, 0, Asking.Start.AddDays(1), [], Asking.Name, 1, null),
        stage);

    private static Coordination.Outcomes.Decision<InformationRequestEvent> Answer(params ImmutableArray<ImmutableArray<GrantLink>> chains) => AnswerRules.Answer(
        Asking.At(PartStage.UnderReview),
        Asking.Name,
        new AnswerQuestion(Cast.By(Cast.Moh), 1, new PlainText(""), [.. chains.Select((_, i) => new GrantName($"g{i}"))], false),
        chains,
        Asking.Seal);

    [Fact]
    public void An_answer_takes_the_strictest_label_of_its_grants() =>
        Assert.Equal(Handling.Red, Assert.IsType<QuestionAnswered>(Assert.Single(Answer([Link()]).Events)).Handling);

    [Fact]
    public void A_grant_that_waits_for_its_second_person_may_be_named() => Assert.Null(Answer([Link(GrantStage.Proposed)]).Refusal);

    [Theory]
    [InlineData("absent")]
    [InlineData("of another grantor")]
    [InlineData("to another")]
    [InlineData("of another request")]
    [InlineData("revoked")]
    [InlineData("expired")]
    public void A_grant_that_does_not_answer_this_request_is_unknown(string which)
    {
        var link = Link();
        ImmutableArray<GrantLink> chain = which switch
        {
            "absent" => [],
            "of another grantor" => [link with { Terms = link.Terms with { Grantor = Cast.Lwu } }],
            "to another" => [link with { Terms = link.Terms with { Recipient = Cast.Lwu } }],
            "of another request" => [link with { Terms = link.Terms with { Request = new InformationRequestName("i2") } }],
            "revoked" => [Link(GrantStage.Revoked)],
            _ => [Link(GrantStage.Expired)],
        };

        Assert.Equal("GRANT_UNKNOWN", Answer(chain).Refusal?.Code);
    }

    [Fact]
    public void Limits_are_refused_by_name()
    {
        var state = Asking.At(PartStage.UnderReview);
        var by = Cast.By(Cast.Moh);
        Assert.Equal("ANSWER_EMPTY", AnswerRules.Answer(state, Asking.Name, new AnswerQuestion(by, 1, new PlainText(""), [], false), [], Asking.Seal).Refusal?.Code);
        Assert.Equal("TOO_MANY_GRANTS", Answer([.. Enumerable.Repeat<ImmutableArray<GrantLink>>([Link()], 21)]).Refusal?.Code);
        Assert.Equal("QUESTION_UNKNOWN", Asking.Answer(state, Cast.Moh, 3).Refusal?.Code);
        Assert.Equal("QUESTION_DONE", Asking.Answer(Asking.At(PartStage.PartiallyAnswered), Cast.Moh, 1).Refusal?.Code);

        for (var i = 0; i < 20; i++)
            state = state.Then(s => Asking.Answer(s, Cast.Moh, 1, partial: true));
        Assert.Equal("TOO_MANY_ANSWERS", Asking.Answer(state, Cast.Moh, 1, partial: true).Refusal?.Code);
        Assert.Null(Asking.Answer(state, Cast.Moh, 1).Refusal);

        state = Asking.At(PartStage.UnderReview);
        for (var i = 0; i < 50; i++)
        {
            state = state.Then(s => AnswerRules.AskClarification(s, new AskClarification(by, new PlainText("?")), Asking.Seal))
                .Then(s => RequestRules.Clarify(s, new Clarify(Cast.By(Cast.Mlsw), Cast.Moh, new PlainText("!")), Asking.Seal, Asking.Start));
        }

        Assert.Equal("TOO_MANY_CLARIFICATIONS", AnswerRules.AskClarification(state, new AskClarification(by, new PlainText("?")), Asking.Seal).Refusal?.Code);
    }

    [Fact]
    public void What_the_platform_granted_is_answered_once_and_what_it_did_not_stays_open()
    {
        var content = Asking.Sealed(Asking.Content(1));
        content = content with { Questions = [content.Questions[0] with { RecordType = new RecordTypeName("moh-visits"), Agreement = new StandingAgreementName("a1") }] };
        var state = Asking.Draft(1).Then(s => RequestRules.Revise(s, content))
            .Then(s => RequestRules.Submit(s, Asking.Policy, new FakeDirectory(), Asking.Clock, Asking.Start));
        Assert.Equal(2, RequestAdmission.Pending(state).Count());

        state = state.Then(s => AnswerRules.ByRule(s, Cast.Moh, 1, Link())).Then(s => AnswerRules.ByRule(s, Cast.Lwu, 1, null));
        Assert.Empty(RequestAdmission.Pending(state));
        Assert.Equal(PartStage.Answered, state.Moh().Stage);
        Assert.Equal([Grant], state.Moh().Answers[0].Grants);
        Assert.Equal(PartStage.Submitted, state.Find(Cast.Lwu)!.Stage);
        Assert.Empty(AnswerRules.ByRule(state, Cast.Moh, 1, Link()).Events);
        Assert.Empty(AnswerRules.ByRule(state, Cast.Lwu, 1, Link()).Events);
    }
}
