using System.Collections.Immutable;
using Coordination.Statistics;

namespace Coordination.Silo.Statistics;

/// <summary>What readers see of small tables.</summary>
public sealed class StatisticsRulesTests
{
    private static readonly ImmutableArray<string> Dimensions = ["exploitation", "gender", "province"];

    private static World Of(params (string Exploitation, string Gender, string Province, long Others, long Own)[] rows) =>
        new(Dimensions, rows.Select(r => (ImmutableArray.Create(r.Exploitation, r.Gender, r.Province), r.Others, r.Own)));

    [Fact]
    public void A_small_cell_takes_another_with_it_when_their_total_is_shown()
    {
        var answer = Of(("", "female", "", 3, 0), ("", "male", "", 500, 0), ("", "other", "", 40, 0)).Ask([["gender"], []]);

        Assert.Equal([null, 500, null, 543], answer.Select(cell => cell.Count));
    }

    [Fact]
    public void The_total_is_protected_with_its_parts_whether_it_is_asked_for_or_not()
    {
        var world = Of(("", "female", "", 3, 0), ("", "male", "", 500, 0), ("", "other", "", 40, 0));

        var together = world.Ask([["gender"], []]);
        var apart = world.Ask([["gender"]]).Concat(world.Ask([[]]));

        Assert.Equal(together.Select(c => c.Count), apart.Select(c => c.Count));
    }

    [Fact]
    public void A_question_for_all_but_one_province_gives_the_one_away_no_more_than_the_table_does()
    {
        var world = Of(("", "", "LA-VT", 500, 0), ("", "", "LA-SV", 300, 0), ("", "", "LA-CH", 4, 0));

        var total = Assert.Single(world.Ask([[]])).Count;
        var allButOne = Assert.Single(world.Ask([[]], World.NoFilter.Add("province", ["LA-VT", "LA-SV"]))).Count;

        Assert.False(total is not null && allButOne is not null, "The difference of the two is the small number.");
    }

    [Fact]
    public void A_filter_shows_a_piece_of_the_table_that_is_asked_for_without_it()
    {
        var world = Of(("", "female", "LA-VT", 500, 0), ("", "female", "LA-CH", 4, 0), ("", "male", "LA-VT", 70, 0), ("", "male", "LA-CH", 90, 0));

        var whole = world.Ask([["gender", "province"]]).Where(cell => cell.Values[1] == "LA-VT").Select(cell => cell.Count);
        var piece = world.Ask([["gender"]], World.NoFilter.Add("province", ["LA-VT"])).Select(cell => cell.Count);

        Assert.Equal(whole, piece);
    }

    [Fact]
    public void Two_cells_of_one_are_not_given_away_by_their_sum()
    {
        var answer = Of(("", "female", "", 1, 0), ("", "other", "", 1, 0), ("", "male", "", 500, 0)).Ask([["gender"], []]);

        Assert.Equal([null, null, null, 502], answer.Select(cell => cell.Count));
    }

    [Fact]
    public void Ones_own_numbers_are_shown_and_those_of_others_beside_them_are_not()
    {
        var answer = Of(("", "female", "", 0, 3), ("", "male", "", 2, 200), ("", "other", "", 50, 1)).Ask([["gender"], []]);

        // Women are all the reader's own. Of the men two are not, and so they would follow from the total.
        Assert.Equal([3, null, null, 256], answer.Select(cell => cell.Count));
    }

    [Fact]
    public void Nothing_is_suppressed_for_whom_everything_is_its_own()
    {
        var answer = Of(("a+b", "female", "x", 0, 1), ("b", "male", "x", 0, 2)).Ask([["exploitation_any"], ["exploitation"], []]);

        Assert.Equal([1, 3, 1, 2, 3], answer.Select(cell => cell.Count));
        Assert.Equal(["a", "b", "a+b", "b", ""], answer.Select(cell => string.Join('|', cell.Values)));
    }

    [Fact]
    public void A_person_with_two_forms_counts_under_both_and_passes_a_filter_by_either()
    {
        var world = Of(("a+b", "female", "x", 40, 0), ("b", "male", "x", 30, 0), ("c", "male", "x", 20, 0));

        Assert.Equal([("a", 40), ("b", 70), ("c", 20)], world.Ask([["exploitation_any"]]).Select(c => (c.Values[0], c.Count!.Value)));
        Assert.Equal(70, Assert.Single(world.Ask([[]], World.NoFilter.Add("exploitation_any", ["b"]))).Count);
        Assert.Equal([("a", 40), ("b", 70)], world.Ask([["exploitation_any"]], World.NoFilter.Add("exploitation_any", ["a", "b"])).Select(c => (c.Values[0], c.Count!.Value)));
    }

    [Fact]
    public void Numbers_of_others_are_rounded_when_the_country_wants_it_and_ones_own_are_not()
    {
        var world = new World(Dimensions, [(["", "female", ""], 43, 2), (["", "male", ""], 58, 0)]) { Policy = new StatisticsPolicy(11, 5, []) };

        Assert.Equal([47, 60, 102], world.Ask([["gender"], []]).Select(cell => cell.Count));
    }

    [Fact]
    public void A_smallest_cell_of_the_countrys_own_holds()
    {
        var world = new World(Dimensions, [(["", "female", ""], 4, 0), (["", "male", ""], 5, 0), (["", "other", ""], 90, 0)])
        {
            Policy = new StatisticsPolicy(5, 1, []),
        };

        Assert.Equal([null, null, 90, 99], world.Ask([["gender"], []]).Select(cell => cell.Count));
    }

    [Fact]
    public void Tables_that_share_nothing_but_the_total_hide_it_together()
    {
        // The provinces alone could show everything, but their sum would be the people of whom one gender is all there is.
        var answer = Of(("", "female", "LA-VT", 5, 0), ("", "female", "LA-SV", 5, 0)).Ask([["gender"], ["province"]]);

        Assert.All(answer, cell => Assert.Null(cell.Count));
    }

    [Fact]
    public void The_order_of_a_question_changes_nothing()
    {
        var world = Of(("", "female", "LA-VT", 500, 0), ("", "female", "LA-CH", 4, 0), ("", "male", "LA-VT", 70, 0), ("", "male", "LA-CH", 90, 0));

        var one = world.Ask([["gender", "province"], ["gender"]]).Select(c => (string.Join('|', c.Values.Order(StringComparer.Ordinal)), c.Count)).Order();
        var other = world.Ask([["gender"], ["province", "gender"]]).Select(c => (string.Join('|', c.Values.Order(StringComparer.Ordinal)), c.Count)).Order();

        Assert.Equal(one, other);
    }

    [Fact]
    public void A_table_with_a_rate_has_it_for_one_whole_year_that_the_country_knows()
    {
        var part = StatisticsTables.Find("sdg-16-2-2")!.Parts[0];
        var policy = new StatisticsPolicy(11, 1, [new YearPopulation(2025, 7_500_000)]);
        ImmutableArray<StatisticsCell> cells = [new(0, [], 150), new(1, ["female"], null)];

        var rows = part.Fill(cells, policy, "2025", "2025").Rows;

        Assert.Equal(2.0, rows[0].Per100000);
        Assert.Equal(["total", "total", "total"], rows[0].Values);
        Assert.Equal(["female", "total", "total"], rows[1].Values);
        Assert.Null(rows[1].Per100000);
        Assert.Null(part.Fill(cells, policy, "2024", "2024").Rows[0].Per100000);
        Assert.Null(part.Fill(cells, policy, "2025-q1", "2025-q2").Rows[0].Per100000);
        Assert.Equal(2.0, part.Fill(cells, policy, "2025-q1", "2025-q4").Rows[0].Per100000);
    }

    [Fact]
    public void Every_table_asks_what_is_in_order() =>
        Assert.All(StatisticsTables.All.SelectMany(table => table.Parts), part => Assert.Null(StatisticsPlan.For(part.Question("2025", "2025")).Refusal));
}
