using System.Collections.Immutable;
using Coordination.Registry;
using Coordination.Statistics;

namespace Coordination.Silo.Statistics;

public sealed class StatisticsPlanTests
{
    private static readonly StatisticsQuestion Question = new("people", [["gender"], []], World.NoFilter, "", "", FactPeriod.None);

    public static TheoryData<string, string, StatisticsQuestion> Refused => new()
    {
        { "KIND_UNKNOWN", "kind", Question with { Kind = "names" } },
        { "DIMENSION_UNKNOWN", "groupings", Question with { Groupings = [["given_name"]] } },
        { "DIMENSION_UNKNOWN", "groupings", Question with { Kind = "cases", Groupings = [["exploitation_any"]] } },
        { "DIMENSION_UNKNOWN", "filters", Question with { Filters = World.NoFilter.Add("lead", ["lwu"]) } },
        { "DIMENSION_UNKNOWN", "filters", Question with { Filters = World.NoFilter.Add("period", ["2026"]) } },
        { "GROUPINGS_INVALID", "groupings", Question with { Groupings = [] } },
        { "GROUPINGS_INVALID", "groupings", Question with { Groupings = [["gender", "gender"]] } },
        { "GROUPINGS_INVALID", "groupings", Question with { Groupings = [["period"]] } },
        { "GROUPINGS_INVALID", "groupings", Question with { Groupings = [.. Enumerable.Repeat(ImmutableArray<string>.Empty, 65)] } },
        { "GROUPINGS_INVALID", "filters", Question with { Filters = World.NoFilter.Add("gender", []) } },
        { "GROUPINGS_INVALID", "filters", Question with { Filters = World.NoFilter.Add("gender", [.. Enumerable.Range(0, 101).Select(i => $"g{i}")]) } },
        { "PERIOD_INVALID", "first_period", Question with { FirstPeriod = "2026-13" } },
        { "PERIOD_INVALID", "last_period", Question with { LastPeriod = "26" } },
        { "PERIOD_INVALID", "last_period", Question with { FirstPeriod = "2026-q2", LastPeriod = "2026-q1" } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_wrong_question_is_refused_with_what_is_wrong(string code, string field, StatisticsQuestion question)
    {
        var plan = StatisticsPlan.For(question);

        Assert.Equal((code, field), (plan.Refusal?.Code, plan.Refusal?.Field));
    }

    [Fact]
    public void A_plan_needs_the_dimensions_of_groupings_and_filters_and_of_what_is_derived()
    {
        var plan = StatisticsPlan.For(Question with
        {
            Groupings = [["exploitation_any"], ["owner", "period"]], Filters = World.NoFilter.Add("gender", ["female"]), Period = FactPeriod.Year,
        }).Value!;

        Assert.Equal(["exploitation", "gender", "owner", "period"], plan.Stored);
    }

    [Theory]
    [InlineData("2026", "2026-01-01", "2027-01-01")]
    [InlineData("2023-q2", "2023-04-01", "2023-07-01")]
    [InlineData("2024-q4", "2024-10-01", "2025-01-01")]
    [InlineData("2024-02", "2024-02-01", "2024-03-01")]
    public void Periods_are_whole_years_quarters_or_months(string text, string from, string until)
    {
        Assert.True(StatisticsPeriods.TryRead(text, out var first, out var end));
        Assert.Equal((DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture)), (first, end));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-q5")]
    [InlineData("2026-00")]
    [InlineData("2026-1")]
    [InlineData("1899")]
    [InlineData("3000")]
    [InlineData("2026-01-01")]
    [InlineData("+202-01")]
    public void Anything_else_is_no_period(string text) => Assert.False(StatisticsPeriods.TryRead(text, out _, out _));

    [Fact]
    public void Forms_of_exploitation_are_one_value_however_they_are_given()
    {
        Assert.Equal("criminal+domestic", ExploitationForms.Join(["domestic", "criminal", "", "domestic"]));
        Assert.Equal("", ExploitationForms.Join([]));
        Assert.Equal(["criminal", "domestic"], ExploitationForms.Split("criminal+domestic"));
        Assert.Equal([""], ExploitationForms.Split(""));
        Assert.Equal(ExploitationForms.Several, ExploitationForms.Join(Enumerable.Range(0, 40).Select(i => $"form_{i}")));
    }

    [Fact]
    public void A_kind_never_has_more_dimensions_than_the_store_keeps() =>
        Assert.All(StatisticsKinds.All.Values, kind => Assert.InRange(kind.Dimensions.Length, 1, FactKind.MostDimensions));
}
