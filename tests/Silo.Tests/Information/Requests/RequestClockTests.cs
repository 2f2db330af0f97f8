using Coordination.Information;
using Coordination.Sealing;
using Coordination.Silo.Information.Requests;
using Coordination.Silo.Tests.Tasks;

namespace Coordination.Silo.Tests.Information.Requests;

public sealed class RequestClockTests
{
    private static readonly DateTimeOffset Due = Asking.Start.AddDays(7);

    [Theory]
    [InlineData(Urgency.Normal, 168)]
    [InlineData(Urgency.Urgent, 72)]
    [InlineData(Urgency.UrgentDirect, 8)]
    public void The_limit_follows_the_urgency(Urgency urgency, int hours) =>
        Assert.Equal(Asking.Start.AddHours(hours), Asking.Clock.DueFor(urgency, Asking.Start));

    [Fact]
    public void Each_effect_comes_at_its_time_and_once()
    {
        var state = Asking.Submitted();
        Assert.Empty(Asking.Clock.DueBy(state, Due.AddDays(-1).AddTicks(-10)));

        string[] expected = ["RequestReminded", "RequestReminded", "RequestReminded", "RequestReminded", "RequestOverdue", "RequestOverdue", "RequestEscalated", "RequestEscalated", "RequestEscalated", "RequestEscalated"];
        var seen = new List<string>();
        while (Asking.Clock.NextMoment(state) is { } next)
        {
            Assert.Empty(Asking.Clock.DueBy(state, next.AddTicks(-10)));
            var due = Asking.Clock.DueBy(state, next);
            seen.AddRange(due.Select(e => e.GetType().Name));
            state = state.Then(_ => due, next);
            Assert.Empty(Asking.Clock.DueBy(state, next)); // Woken again.
        }

        Assert.Equal(expected, seen);
        Assert.Equal(Due, state.Moh().OverdueSince);
        Assert.Equal(["ministry", "secretariat"], state.Moh().Escalations.Select(e => e.Level));
    }

    [Fact]
    public void The_clock_stands_still_while_the_requester_is_asked_and_the_due_time_moves_by_the_pause()
    {
        var waiting = Asking.At(PartStage.Clarification);
        Assert.DoesNotContain(Asking.Clock.DueBy(waiting, Due.AddDays(30)), e => e is RequestPartEvent part && part.Agency == Cast.Moh);

        var later = Asking.Start.AddDays(2);
        var replied = waiting.Then(s => RequestRules.Clarify(s, new Clarify(Cast.By(Cast.Mlsw), Cast.Moh, new PlainText("This.")), Asking.Seal, later), later);
        Assert.Equal(Due.AddDays(2), replied.Moh().Due);
        Assert.Equal(TimeSpan.FromDays(2), replied.Moh().Paused);

        var done = replied.Then(s => Asking.Answer(s, Cast.Moh, 1), later).Then(s => Asking.Answer(s, Cast.Moh, 2), later.AddDays(1));
        Assert.Equal(TimeSpan.FromDays(1), done.Moh().AnsweredIn);
    }

    [Fact]
    public void An_extension_is_to_later_only_and_begins_anew()
    {
        var late = Asking.Submitted();
        late = late.Then(s => Asking.Clock.DueBy(s, Due.AddDays(2)), Due.AddDays(2));
        Assert.Equal("DUE_NOT_LATER", Extend(late, Due).Refusal?.Code);
        Assert.Equal("DUE_NOT_LATER", Extend(late, Due.AddDays(2)).Refusal?.Code); // Not later than now.

        var extended = late.Then(s => Extend(s, Due.AddDays(9)), Due.AddDays(2));
        Assert.Null(extended.Moh().OverdueSince);
        Assert.Equal(Due.AddDays(8), Asking.Clock.NextMoment(extended));
        Assert.Equal("NOT_ADDRESSEE", RequestRules.Extend(late, new ExtendRequest(Cast.By(Cast.Mlsw), Due.AddDays(9), Cast.Moj), Due).Refusal?.Code);

        static Outcomes.Decision<InformationRequestEvent> Extend(RequestState state, DateTimeOffset due) =>
            RequestRules.Extend(state, new ExtendRequest(Cast.By(Cast.Mlsw), due, null), Due.AddDays(2));
    }

    [Fact]
    public void The_requester_climbs_the_ladder_before_the_platform_until_nobody_is_above()
    {
        var state = Asking.Submitted().Then(Escalate);
        Assert.Equal("ministry", Assert.Single(state.Moh().Escalations).Level);
        state = state.Then(Escalate);
        Assert.Equal("NOBODY_ABOVE", Escalate(state).Refusal?.Code);
        Assert.DoesNotContain(Asking.Clock.DueBy(state, Due.AddYears(1)), e => e is RequestEscalated climbed && climbed.Agency == Cast.Moh);

        static Outcomes.Decision<InformationRequestEvent> Escalate(RequestState s) =>
            RequestRules.Escalate(s, new EscalateRequest(Cast.By(Cast.Mlsw), Cast.Moh, "Soon."), Asking.Clock);
    }
}
