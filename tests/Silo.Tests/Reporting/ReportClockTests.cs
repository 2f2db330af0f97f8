using Coordination.Reporting;
using Coordination.Silo.Tests.Tasks;
using static Coordination.Silo.Reporting.Line;

namespace Coordination.Silo.Reporting;

public sealed class ReportClockTests
{
    private static readonly ReportClock Clock = new(Policy, new FakeCalendar());

    private static ReportState Wake(ReportState state, DateTimeOffset at) => state.Then(Clock.DueBy(state, at), at);

    [Fact]
    public void A_unit_is_reminded_flagged_and_escalated_each_once()
    {
        var state = Opened;
        Assert.Equal(Due.Unit.AddDays(-2), Clock.NextMoment(state));
        Assert.Empty(Clock.DueBy(state, Due.Unit.AddDays(-2).AddTicks(-1)));

        state = Wake(state, Due.Unit.AddDays(-2));
        Assert.Equal(["2-days"], state.Reminded);

        state = Wake(state, Due.Unit);
        Assert.Equal(Due.Unit, state.OverdueSince);
        Assert.Equal(["unit"], state.Escalations.Select(e => e.Level));

        for (var day = 1; day <= 6; day++)
            state = Wake(Wake(state, Due.Unit.AddDays(day)), Due.Unit.AddDays(day));
        Assert.Equal(["unit", "province", "ministry", "secretariat", "chair"], state.Escalations.Select(e => e.Level));
        Assert.Null(Clock.NextMoment(state));
    }

    [Fact]
    public void After_an_outage_all_of_it_happens_at_once_and_once()
    {
        var events = Clock.DueBy(Opened, Due.Unit.AddDays(30));

        Assert.Equal(7, events.Length);
        Assert.Empty(Clock.DueBy(Opened.Then(events, Due.Unit.AddDays(30)), Due.Unit.AddDays(60)));
    }

    [Fact]
    public void Who_has_done_its_part_is_left_alone()
    {
        var events = Clock.DueBy(ProvinceApproved, Due.Ministry.AddDays(30));

        Assert.Equal(["ministry", "secretariat", "chair"], events.OfType<ReportEscalated>().Select(e => e.Level));
        Assert.All(events.OfType<ReportEscalated>(), e => Assert.Equal(ReportStep.Ministry, e.Step));
    }

    [Fact]
    public void When_the_step_is_taken_the_chase_begins_anew_for_the_next_one()
    {
        var late = Wake(Opened, Due.Unit.AddDays(30));
        var state = late.Submit(at: Due.Unit.AddDays(30));

        Assert.Null(state.OverdueSince);
        Assert.Equal(5, state.Escalations.Length);
        Assert.Equal(4, Clock.DueBy(state, state.Due.AddDays(30)).OfType<ReportEscalated>().Count());
    }

    [Fact]
    public void More_time_begins_the_chase_anew()
    {
        var late = Wake(Opened, Due.Unit.AddDays(1));
        var state = late.Then(ReportRules.Extend(late, new ExtendReport(By(TheSecretariat), Due.Unit.AddDays(9)), Due.Unit.AddDays(1)), Due.Unit.AddDays(1));

        Assert.Equal(Due.Unit.AddDays(7), Clock.NextMoment(state));
        Assert.Equal("unit", Clock.DueBy(state, Due.Unit.AddDays(9)).OfType<ReportEscalated>().Single().Level);
    }

    [Fact]
    public void What_is_done_is_not_chased()
    {
        Assert.Null(Clock.NextMoment(Accepted));
        Assert.Null(Clock.NextMoment(Ended));
        Assert.Empty(Clock.DueBy(Accepted, Due.Secretariat.AddYears(1)));
    }
}
