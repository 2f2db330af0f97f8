using Coordination.Reporting;
using static Coordination.Silo.Reporting.Line;

namespace Coordination.Silo.Reporting;

public sealed class NextCycleTests
{
    private static CycleState State(CycleContent content, DateTimeOffset opensAt) => CycleState.Initial.Then(
        CycleRules.Create(CycleState.Initial, new CreateReportCycle(By(TheSecretariat), content with { Recurring = true }, opensAt), Inputs, Now));

    [Fact]
    public void All_times_move_with_the_end_of_the_period()
    {
        // The third quarter ends on 1 October; it opens a day before, and units have ten days.
        var end = Inputs.Beginning(new DateOnly(2026, 10, 1));
        var content = Content with { Due = new(end.AddDays(10), end.AddDays(15), end.AddDays(20), end.AddDays(30)) };

        var next = CycleRules.Next(State(content, end.AddDays(-1)), Inputs, end)!.Value;

        var after = Inputs.Beginning(new DateOnly(2027, 1, 1));
        Assert.Equal(("2026-q4", true), (next.Content.Period, next.Content.Recurring));
        Assert.Equal(new StepDueTimes(after.AddDays(10), after.AddDays(15), after.AddDays(20), after.AddDays(30)), next.Content.Due);
        Assert.Equal(after.AddDays(-1), next.OpensAt);
    }

    [Fact]
    public void Periods_that_were_missed_are_passed_over() =>
        Assert.Equal("2028-q1", CycleRules.Next(State(Content, Now.AddDays(1)), Inputs, new DateTimeOffset(2028, 3, 1, 0, 0, 0, TimeSpan.Zero))!.Value.Content.Period);

    [Theory]
    [InlineData("2026", "2027", "2026-01-01", "2027-01-01")]
    [InlineData("2026-h1", "2026-h2", "2026-01-01", "2026-07-01")]
    [InlineData("2026-h2", "2027-h1", "2026-07-01", "2027-01-01")]
    [InlineData("2026-q4", "2027-q1", "2026-10-01", "2027-01-01")]
    [InlineData("2026-12", "2027-01", "2026-12-01", "2027-01-01")]
    [InlineData("2026-02", "2026-03", "2026-02-01", "2026-03-01")]
    public void A_period_has_a_beginning_an_end_and_a_next_one(string text, string next, string begin, string end)
    {
        Assert.True(ReportPeriod.TryParse(text, out var period));
        Assert.Equal((text, next), (period.ToString(), period.Next.ToString()));
        Assert.Equal((DateOnly.Parse(begin, null), DateOnly.Parse(end, null)), (period.Begin, period.End));
    }

    [Theory]
    [InlineData("")]
    [InlineData("26")]
    [InlineData("1999")]
    [InlineData("2201")]
    [InlineData("2026-")]
    [InlineData("2026-h3")]
    [InlineData("2026-q0")]
    [InlineData("2026-q5")]
    [InlineData("2026-00")]
    [InlineData("2026-13")]
    [InlineData("2026-1")]
    [InlineData("2026-01-01")]
    [InlineData("٢٠٢٦")]
    public void Anything_else_is_no_period(string text) => Assert.False(ReportPeriod.TryParse(text, out _));
}
