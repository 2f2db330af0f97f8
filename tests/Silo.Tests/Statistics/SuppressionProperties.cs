using System.Collections.Immutable;
using System.Diagnostics;
using Coordination.Statistics;

namespace Coordination.Silo.Statistics;

/// <summary>Random tables and questions: what the answer does not show cannot be worked out from what it shows.</summary>
public sealed class SuppressionProperties(ITestOutputHelper output)
{
    private static readonly ImmutableArray<string> Dimensions =
        [PeopleDimensions.Exploitation, PeopleDimensions.Gender, PeopleDimensions.Province, PeopleDimensions.AgeBand];

    private static readonly ImmutableArray<ImmutableArray<string>> Values =
        [["", "labour", "sexual", "labour+sexual"], ["female", "male", "other"], ["LA-VT", "LA-CH", "LA-SV"], ["adult", "child"]];

    /// <summary>So few that every table can be tried.</summary>
    private static readonly ImmutableArray<ImmutableArray<string>> Few = [["labour", "sexual", "labour+sexual"], ["female", "male"], ["LA-VT", "LA-CH"], ["adult"]];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nothing_that_is_suppressed_follows_from_what_is_shown(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 25; round++)
        {
            var world = Large(random);
            var (groupings, filters) = Question(random);
            var answer = world.Ask(groupings, filters);
            var attacker = world.Attack(groupings, filters, answer, Values, HangTogether(groupings, filters), out _);

            Assert.Empty(attacker.BySumsAndDifferences());
            Assert.All(attacker.ByRanges(), r => Assert.True(r.Lowest < r.Highest, $"seed {seed}, round {round}: {r.Lowest}"));
            AssertTrue(world, groupings, filters, answer);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_suppressed_cell_has_another_number_in_another_table_that_fits(int seed)
    {
        var random = new Random(1_000 + seed);
        for (var round = 0; round < 25; round++)
        {
            var world = Small(random);
            var (groupings, filters) = Question(random);
            var answer = world.Ask(groupings, filters);

            var attacker = world.Attack(groupings, filters, answer, Few, HangTogether(groupings, filters), out var truth);
            Assert.Empty(attacker.ByTryingAllTables(truth));
            AssertTrue(world, groupings, filters, answer);
        }
    }

    [Fact]
    public void The_attacker_is_no_fool()
    {
        // Without secondary suppression it finds the one that is missing, by each of its ways.
        Clue[] clues = [new([0, 1], 20), new([0], 17), new([1], null)];
        var attacker = new Attacker(2, clues);
        Assert.Equal(clues[2], Assert.Single(attacker.BySumsAndDifferences()));
        Assert.Equal((3, 3), Assert.Single(attacker.ByRanges().Select(r => (r.Lowest, r.Highest))));
        Assert.Equal(clues[2], Assert.Single(attacker.ByTryingAllTables([17, 3])));

        // Two cells of one are given away by their sum, though no sums and differences tell: each is at least 1.
        Clue[] ones = [new([0, 1, 2], 502), new([2], 500), new([0], null), new([1], null)];
        Assert.Empty(new Attacker(3, ones).BySumsAndDifferences());
        Assert.All(new Attacker(3, ones).ByRanges(), r => Assert.Equal(r.Lowest, r.Highest));
        Assert.Equal(2, new Attacker(3, ones).ByTryingAllTables([1, 1, 500]).Count());
    }

    [Fact]
    public void Primary_suppression_alone_would_be_broken_often()
    {
        var (broken, tables, shown, all, kept, total) = (0, 0, 0, 0, 0L, 0L);
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var world = Large(random);
            var (groupings, filters) = Question(random);
            var answer = world.Ask(groupings, filters);
            var naive = answer.Select(cell => Naive(world, groupings[cell.Grouping], filters, cell)).ToImmutableArray();
            tables++;
            broken += world.Attack(groupings, filters, naive, Values, exact: false, out _).ByRanges().Any(r => r.Lowest == r.Highest) ? 1 : 0;
            foreach (var (cell, before) in answer.Zip(naive))
            {
                all += before.Count is null ? 0 : 1;
                shown += cell.Count is null ? 0 : 1;
                total += before.Count ?? 0;
                kept += cell.Count ?? 0;
            }
        }

        output.WriteLine($"{broken} of {tables} answers give a small number away with primary suppression alone; "
            + $"secondary suppression keeps {shown} of {all} cells and {100.0 * kept / total:F1} % of what they count");
        Assert.True(broken > tables / 10);
    }

    [Fact]
    public void A_large_table_is_protected_too()
    {
        var random = new Random(3);
        ImmutableArray<string> dimensions =
            [PeopleDimensions.AgeBand, PeopleDimensions.Citizenship, PeopleDimensions.Exploitation, PeopleDimensions.Gender, PeopleDimensions.Province];
        var people = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < 200_000; i++)
        {
            var key = $"{Skewed(random, 3)}|{Skewed(random, 40)}|{Skewed(random, 12)}|{Skewed(random, 3)}|{Skewed(random, 18)}";
            people[key] = people.GetValueOrDefault(key) + 1;
        }

        var world = new World(dimensions, people.Select(p => (p.Key.Split('|').ToImmutableArray(), p.Value, 0L)));
        var started = Stopwatch.GetTimestamp();
        var answer = world.Ask([[], .. dimensions.Select(d => ImmutableArray.Create(d)), [PeopleDimensions.Citizenship, PeopleDimensions.Gender, PeopleDimensions.Province]]);
        var took = Stopwatch.GetElapsedTime(started);

        output.WriteLine($"{people.Count} rows, {answer.Length} cells, {answer.Count(c => c.Count is null)} suppressed: {took.TotalMilliseconds:F0} ms");
        Assert.NotEmpty(answer);
        Assert.Contains(answer, c => c.Grouping == 0 && c.Count == 200_000);
    }

    /// <summary>
    /// Whether all tables have dimensions in common. Those that have none may be put together in many ways, of which an attacker
    /// who knew the rows that others have could rule out some; no answer shows those rows.
    /// </summary>
    private static bool HangTogether(ImmutableArray<ImmutableArray<string>> groupings, ImmutableDictionary<string, ImmutableArray<string>> filters)
    {
        if (filters.Count > 0)
            return true;
        var rest = groupings.Where(g => g.Length > 0).Select(g => g.Select(StatisticsPlan.StoredAs).ToHashSet(StringComparer.Ordinal)).ToList();
        if (rest.Count == 0)
            return true;
        var together = rest[0];
        while (rest.FirstOrDefault(g => g.Overlaps(together)) is { } next)
        {
            rest.Remove(next);
            together.UnionWith(next);
        }

        return rest.Count == 0;
    }

    private static int Skewed(Random random, int size) => (int)(size * Math.Pow(random.NextDouble(), 3));

    private static StatisticsCell Naive(
        World world, ImmutableArray<string> grouping, ImmutableDictionary<string, ImmutableArray<string>> filters, StatisticsCell cell)
    {
        var others = world.TruthOfOthers(grouping, cell.Values, filters);
        return cell with { Count = others is > 0 and < StatisticsPolicy.DefaultSmallestCell ? null : world.Truth(grouping, cell.Values, filters) };
    }

    private static void AssertTrue(
        World world, ImmutableArray<ImmutableArray<string>> groupings, ImmutableDictionary<string, ImmutableArray<string>> filters, ImmutableArray<StatisticsCell> answer)
    {
        foreach (var cell in answer)
        {
            var others = world.TruthOfOthers(groupings[cell.Grouping], cell.Values, filters);
            if (others is > 0 and < StatisticsPolicy.DefaultSmallestCell)
                Assert.Null(cell.Count);
            if (others == 0)
                Assert.NotNull(cell.Count);
            if (cell.Count is { } count)
                Assert.Equal(world.Truth(groupings[cell.Grouping], cell.Values, filters), count);
        }
    }

    private static (ImmutableArray<ImmutableArray<string>> Groupings, ImmutableDictionary<string, ImmutableArray<string>> Filters) Question(Random random)
    {
        ImmutableArray<string> all = [.. Dimensions, StatisticsKinds.ExploitationAny];
        var groupings = Enumerable.Range(0, random.Next(1, 5))
            .Select(_ => all.Where(_ => random.Next(2) == 0).ToImmutableArray()).ToImmutableArray();
        if (random.Next(3) == 0)
        {
            // A whole table with all of its totals.
            var kept = all.Where(_ => random.Next(3) > 0).ToArray();
            groupings = [.. Enumerable.Range(0, 1 << kept.Length).Select(set => kept.Where((_, i) => (set & (1 << i)) != 0).ToImmutableArray())];
        }

        var filters = World.NoFilter;
        if (random.Next(3) == 0)
        {
            var dimension = random.Next(Dimensions.Length);
            filters = filters.Add(Dimensions[dimension], [.. Values[dimension].Where((_, i) => i == 0 || random.Next(2) == 0)]);
        }
        else if (random.Next(4) == 0)
        {
            filters = filters.Add(StatisticsKinds.ExploitationAny, ["labour"]);
        }

        return (groupings, filters);
    }

    private static World Large(Random random)
    {
        var (fill, owned) = (random.NextDouble(), random.Next(2) == 0);
        return new World(Dimensions,
            from e in Values[0] from g in Values[1] from p in Values[2] from a in Values[3]
            where random.NextDouble() < fill
            select (ImmutableArray.Create(e, g, p, a), (long)Math.Pow(10, random.NextDouble() * 2.5), owned && random.Next(3) == 0 ? random.Next(20) : 0L));
    }

    private static World Small(Random random)
    {
        var all = (from e in Few[0] from g in Few[1] from p in Few[2] from a in Few[3] select ImmutableArray.Create(e, g, p, a)).ToArray();
        random.Shuffle(all);
        return new World(Dimensions, all.Take(random.Next(1, 7)).Select(values => (values, (long)random.Next(1, 16), 0L)));
    }
}
