using System.Collections.Immutable;
using Coordination.Registry;
using Coordination.Statistics;

namespace Coordination.Silo.Statistics;

/// <summary>What an attacker holds of one cell: which rows it sums up, and its number, or that it is at least 1.</summary>
internal sealed record Clue(ImmutableArray<int> Rows, long? Number);

/// <summary>
/// Tries to work out suppressed cells from an answer. It shares nothing with the code that suppresses: it knows which rows can
/// exist, that none is negative, every number that is shown, and that each suppressed cell is at least 1.
/// </summary>
internal sealed class Attacker(int rows, IReadOnlyList<Clue> clues)
{
    private const long Prime = (1L << 61) - 1;
    private const long Most = 1_000_000_000;
    private const int Farthest = 16;

    /// <summary>Suppressed cells that are a combination of shown ones: sums and differences alone give them away.</summary>
    public IEnumerable<Clue> BySumsAndDifferences()
    {
        var basis = new Dictionary<int, long[]>();
        foreach (var clue in clues.Where(c => c.Number is not null))
        {
            var reduced = Reduce(Vector(clue), basis);
            var pivot = Array.FindIndex(reduced, x => x != 0);
            if (pivot >= 0)
                basis[pivot] = Scaled(reduced, Inverse(reduced[pivot]));
        }

        return clues.Where(c => c.Number is null && Reduce(Vector(c), basis).All(x => x == 0)).ToArray();
    }

    /// <summary>For every suppressed cell the range that follows from all clues by narrowing the range of each row again and again.</summary>
    public IEnumerable<(Clue Clue, long Lowest, long Highest)> ByRanges()
    {
        var (low, high) = Narrow();
        return clues.Where(c => c.Number is null)
            .Select(c => (c, Math.Max(1, c.Rows.Sum(r => low[r])), c.Rows.Aggregate(0L, (sum, r) => Math.Min(Most, sum + high[r])))).ToArray();
    }

    /// <summary>Suppressed cells that have the same number in every table that fits: none other is found, though all are tried.</summary>
    /// <param name="truth">The true table: where the search begins, for there are other tables near it if there are any.</param>
    public IEnumerable<Clue> ByTryingAllTables(long[] truth)
    {
        var (low, high) = Narrow();
        return clues.Where(c => c.Number is null && !HasAnother(c, truth, low, high)).ToArray();
    }

    private bool HasAnother(Clue clue, long[] truth, long[] low, long[] high)
    {
        // The cell's own rows come first, so that tables in which it has its true number are left out early.
        var order = clue.Rows.Concat(Enumerable.Range(0, rows).Except(clue.Rows)).ToArray();
        return Search(clue, truth, order, 0, new long[rows], new bool[rows], low, high);
    }

    private (long[] Low, long[] High) Narrow()
    {
        var (low, high) = (new long[rows], new long[rows]);
        Array.Fill(high, Most);
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var clue in clues)
            {
                var (sumLow, sumHigh) = (clue.Rows.Sum(r => low[r]), clue.Rows.Sum(r => high[r]));
                var (least, most) = (clue.Number ?? 1, clue.Number ?? long.MaxValue / 2);
                foreach (var row in clue.Rows)
                {
                    var up = Math.Min(high[row], most - (sumLow - low[row]));
                    var down = Math.Max(low[row], least - (sumHigh - high[row]));
                    if (up < high[row] || down > low[row])
                    {
                        (sumLow, sumHigh) = (sumLow + down - low[row], sumHigh + up - high[row]);
                        (low[row], high[row]) = (down, up);
                        changed = true;
                    }
                }
            }
        }

        return (low, high);
    }

    private bool Search(Clue wanted, long[] truth, int[] order, int place, long[] table, bool[] set, long[] low, long[] high)
    {
        if (place == wanted.Rows.Length && wanted.Rows.Sum(r => table[r]) == wanted.Rows.Sum(r => truth[r]))
            return false;
        if (place == order.Length)
            return true;

        var row = order[place];
        set[row] = true;
        for (var away = 0; away <= 2 * Farthest; away++)
        {
            table[row] = truth[row] + ((away & 1) == 0 ? away / 2 : -(away / 2) - 1);
            if (table[row] >= low[row] && table[row] <= high[row] && Possible(row, table, set, high)
                && Search(wanted, truth, order, place + 1, table, set, low, high))
                return true;
        }

        set[row] = false;
        return false;
    }

    private bool Possible(int changed, long[] table, bool[] set, long[] high) => clues.All(clue =>
    {
        if (!clue.Rows.Contains(changed))
            return true;
        var (sum, room) = (0L, 0L);
        foreach (var row in clue.Rows)
            (sum, room) = set[row] ? (sum + table[row], room) : (sum, Math.Min(Most, room + high[row]));
        return clue.Number is { } number ? sum <= number && sum + room >= number : sum + room >= 1;
    });

    private long[] Vector(Clue clue)
    {
        var vector = new long[rows];
        foreach (var row in clue.Rows)
            vector[row] = 1;
        return vector;
    }

    private static long[] Reduce(long[] vector, Dictionary<int, long[]> basis)
    {
        for (var i = 0; i < vector.Length; i++)
        {
            if (vector[i] == 0 || !basis.TryGetValue(i, out var row))
                continue;
            var factor = vector[i];
            for (var j = i; j < vector.Length; j++)
                vector[j] = Mod(vector[j] - (long)((Int128)factor * row[j] % Prime));
        }

        return vector;
    }

    private static long[] Scaled(long[] vector, long by) => [.. vector.Select(x => (long)((Int128)x * by % Prime))];

    private static long Mod(long x) => (x % Prime + Prime) % Prime;

    private static long Inverse(long x)
    {
        var (result, power, exponent) = (1L, Mod(x), Prime - 2);
        for (; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
                result = (long)((Int128)result * power % Prime);
            power = (long)((Int128)power * power % Prime);
        }

        return result;
    }
}

/// <summary>People by dimensions, the reader's own and those of others, and questions about them.</summary>
internal sealed class World
{
    private readonly ImmutableArray<string> dimensions;
    private readonly List<(ImmutableArray<string> Values, long Others, long Own)> rows;

    public World(ImmutableArray<string> dimensions, IEnumerable<(ImmutableArray<string> Values, long Others, long Own)> rows) =>
        (this.dimensions, this.rows) = (dimensions, [.. rows]);

    public StatisticsPolicy Policy { get; init; } = StatisticsPolicy.Default;

    public static ImmutableDictionary<string, ImmutableArray<string>> NoFilter => ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>The answer.</summary>
    public ImmutableArray<StatisticsCell> Ask(
        ImmutableArray<ImmutableArray<string>> groupings, ImmutableDictionary<string, ImmutableArray<string>>? filters = null)
    {
        var plan = StatisticsPlan.For(new StatisticsQuestion("people", groupings, filters ?? NoFilter, "", "", FactPeriod.None));
        Assert.Null(plan.Refusal);
        var places = plan.Value!.Stored.Select(d => dimensions.IndexOf(d)).ToArray();
        var grouped = rows
            .GroupBy(r => string.Join('|', places.Select(p => r.Values[p])), StringComparer.Ordinal)
            .Select(g => (Values: places.Select(p => g.First().Values[p]).ToImmutableArray(), g.Sum(r => r.Others), g.Sum(r => r.Own)));
        return StatisticsRules.Answer(plan.Value, CountedRows.Of(plan.Value.Stored, grouped), Policy)!.Value;
    }

    /// <summary>
    /// An attacker who knows the reader's own numbers, and of others that only such rows exist of which every cell is listed.
    /// </summary>
    /// <param name="values">Every value of each dimension.</param>
    /// <param name="exact">It even knows which rows others have.</param>
    /// <param name="truth">What others have, by row, as the attacker numbers them.</param>
    public Attacker Attack(
        ImmutableArray<ImmutableArray<string>> groupings, ImmutableDictionary<string, ImmutableArray<string>> filters, ImmutableArray<StatisticsCell> answer,
        ImmutableArray<ImmutableArray<string>> values, bool exact, out long[] truth)
    {
        var known = answer.Select(cell => (cell.Grouping, Key(cell.Values))).ToHashSet();
        var possible = Every(values, 0).Where(row => Passes(row, filters)
            && (exact
                ? rows.Any(r => r.Others > 0 && r.Values.SequenceEqual(row))
                : Enumerable.Range(0, groupings.Length).All(g => CellsOf(row, groupings[g]).All(cell => known.Contains((g, Key(cell))))))).ToArray();
        truth = [.. possible.Select(row => rows.Where(r => r.Values.SequenceEqual(row)).Sum(r => r.Others))];

        var clues = new List<Clue>();
        foreach (var cell in answer)
        {
            var under = Enumerable.Range(0, possible.Length).Where(i => Under(possible[i], groupings[cell.Grouping], cell.Values, null)).ToImmutableArray();
            var own = rows.Where(r => Under(r.Values, groupings[cell.Grouping], cell.Values, filters)).Sum(r => r.Own);
            if (under.Length > 0)
                clues.Add(new Clue(under, cell.Count - own));
        }

        return new Attacker(possible.Length, clues);
    }

    private static string Key(IEnumerable<string> values) => string.Join('|', values);

    private static IEnumerable<ImmutableArray<string>> Every(ImmutableArray<ImmutableArray<string>> values, int from) => from == values.Length
        ? [[]]
        : values[from].SelectMany(value => Every(values, from + 1).Select(rest => rest.Insert(0, value)));

    /// <summary>The cells of a grouping under which a row falls.</summary>
    private IEnumerable<ImmutableArray<string>> CellsOf(ImmutableArray<string> row, ImmutableArray<string> grouping) => Every(
        [.. grouping.Select(d => d == StatisticsKinds.ExploitationAny
            ? [.. row[dimensions.IndexOf(PeopleDimensions.Exploitation)].Split('+')]
            : ImmutableArray.Create(row[dimensions.IndexOf(d)]))], 0);

    private bool Passes(ImmutableArray<string> row, ImmutableDictionary<string, ImmutableArray<string>> filters) =>
        filters.All(filter => filter.Value.Any(value => Has(row, filter.Key, value)));

    /// <summary>The true number of a cell.</summary>
    public long Truth(ImmutableArray<string> grouping, ImmutableArray<string> values, ImmutableDictionary<string, ImmutableArray<string>>? filters = null) =>
        rows.Where(r => Under(r.Values, grouping, values, filters)).Sum(r => r.Others + r.Own);

    public long TruthOfOthers(ImmutableArray<string> grouping, ImmutableArray<string> values, ImmutableDictionary<string, ImmutableArray<string>>? filters = null) =>
        rows.Where(r => Under(r.Values, grouping, values, filters)).Sum(r => r.Others);

    private bool Under(
        ImmutableArray<string> row, ImmutableArray<string> grouping, ImmutableArray<string> values, ImmutableDictionary<string, ImmutableArray<string>>? filters)
    {
        for (var i = 0; i < grouping.Length; i++)
        {
            if (!Has(row, grouping[i], values[i]))
                return false;
        }

        return filters is null || Passes(row, filters);
    }

    private bool Has(ImmutableArray<string> row, string dimension, string value) => dimension == StatisticsKinds.ExploitationAny
        ? row[dimensions.IndexOf(PeopleDimensions.Exploitation)].Split('+').Contains(value)
        : row[dimensions.IndexOf(dimension)] == value;
}
