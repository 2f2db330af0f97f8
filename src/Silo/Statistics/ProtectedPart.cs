using System.Collections.Immutable;

namespace Coordination.Silo.Statistics;

/// <summary>Groupings that hang together by their dimensions, with the cells of all their sums; parts share the grand total only.</summary>
/// <remarks>
/// Tables that have no dimension in common fit together whenever their totals are equal, so each part can be protected by
/// itself. Where one part cannot show the total, no part can.
/// </remarks>
internal sealed class ProtectedPart
{
    /// <summary>Of a grouping of at most so many columns all sums are protected with it, asked for or not.</summary>
    private const int MostForAllSums = 6;

    /// <summary>Rows by groupings; more would take longer than a reader waits.</summary>
    private const long MostWork = 3_000_000;

    /// <summary>As above, for cells that have to be protected.</summary>
    private const int MostProtectedCells = 100_000;

    private const int MostGroupings = 256;

    private readonly CountedRows rows;
    private readonly List<int[]> groupings;
    private readonly CellTable table;

    private ProtectedPart(ulong columns, CountedRows rows, List<int[]> groupings, CellTable table)
    {
        (ColumnSet, this.rows, this.groupings, this.table) = (columns, rows, groupings, table);
        Suppressed = new bool[table.Cells];
    }

    /// <summary>The columns of the part, as bits.</summary>
    public ulong ColumnSet { get; }

    public bool[] Suppressed { get; private set; }

    /// <summary>Whether the grand total, which is the first cell, cannot be shown.</summary>
    public bool HidesTotal => Suppressed is [true, ..];

    /// <summary>The part of some groupings.</summary>
    /// <param name="sets">The groupings that are asked for, as bits of columns.</param>
    /// <param name="columns">Of all parts, over <paramref name="all"/>.</param>
    /// <param name="storedOf">The stored dimension of each column.</param>
    /// <param name="all">The rows of all parts.</param>
    /// <returns>Null: too fine.</returns>
    public static ProtectedPart? Build(
        IReadOnlyList<ulong> sets, Func<CountedRows, ImmutableArray<CellColumn>> columns, ImmutableArray<string> storedOf, CountedRows all)
    {
        var asked = sets.Aggregate(0UL, (one, other) => one | other);
        var dimensions = Members(asked).Select(column => storedOf[column]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        var rows = all.Keep(dimensions);
        var wanted = new HashSet<ulong>(sets);
        if (!all.AllOwn)
        {
            wanted.Add(0);
            foreach (var set in sets)
                AddSums(wanted, set);
        }

        List<int[]> groupings = [.. wanted.OrderBy(ulong.PopCount).ThenBy(set => set).Select(Members)];
        if (groupings.Count > MostGroupings || (long)rows.Others.Length * groupings.Count > MostWork)
            return null;
        var table = CellTable.Build(rows.Others, rows.Own, columns(rows), groupings);
        return table is null || (!all.AllOwn && table.Cells > MostProtectedCells) ? null : new ProtectedPart(asked, rows, groupings, table);
    }

    /// <summary>Decides what is suppressed.</summary>
    /// <returns>False: too fine.</returns>
    public bool Protect(int smallest, bool withoutTotal)
    {
        var stored = rows.Dimensions.Select(rows.Column).ToArray();
        if (stored.Sum(column => Math.Log2(Math.Max(1, column.Values.Count))) >= 127)
            return false;
        var codes = new int[rows.Others.Length][];
        for (var row = 0; row < codes.Length; row++)
            codes[row] = [.. stored.Select(column => column.Codes[row][0])];
        var neighbours = new RowNeighbours(codes, [.. stored.Select(column => column.Values.Count)], rows.Others);
        Suppressed = Suppression.Of(table, neighbours, smallest, withoutTotal);
        return true;
    }

    /// <summary>The cells of a grouping: codes in the order of <see cref="Members"/>, what others own, what the reader owns, and whether it is suppressed.</summary>
    public IEnumerable<(int[] Codes, long Others, long Own, bool Suppressed)> CellsOf(ulong set)
    {
        var members = Members(set);
        var grouping = groupings.FindIndex(g => g.AsSpan().SequenceEqual(members));
        for (var cell = 0; cell < table.Cells; cell++)
        {
            if (table.GroupingOf(cell) == grouping && table.CountOf(cell) + table.OwnOf(cell) > 0)
                yield return (table.CodesOf(cell), table.CountOf(cell), table.OwnOf(cell), Suppressed[cell]);
        }
    }

    /// <summary>The columns as which codes are read.</summary>
    public ImmutableArray<CellColumn> ColumnsOf(Func<CountedRows, ImmutableArray<CellColumn>> columns) => columns(rows);

    /// <summary>The places of the bits that are set, ascending.</summary>
    public static int[] Members(ulong set) => [.. Enumerable.Range(0, 64).Where(i => (set & (1UL << i)) != 0)];

    /// <summary>All sums of a grouping of few columns; of a larger one those over one column, and those that keep one or none apart.</summary>
    private static void AddSums(HashSet<ulong> sets, ulong set)
    {
        if (ulong.PopCount(set) <= MostForAllSums)
        {
            for (var part = set; part != 0; part = (part - 1) & set)
                sets.Add(part);
            return;
        }

        foreach (var column in Members(set))
        {
            sets.Add(1UL << column);
            sets.Add(set & ~(1UL << column));
        }
    }
}
