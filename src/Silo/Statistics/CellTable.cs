namespace Coordination.Silo.Statistics;

/// <summary>A column by which rows are counted: for each row the codes under which it falls, usually one.</summary>
/// <param name="Name">A dimension, or what was derived from one.</param>
/// <param name="Values">The value of each code.</param>
/// <param name="Codes">By row; sorted, each once.</param>
internal sealed record CellColumn(string Name, IReadOnlyList<string> Values, int[][] Codes);

/// <summary>Rows and all cells of several groupings over them. A cell is the sum of the rows that fall under it.</summary>
internal sealed class CellTable
{
    /// <summary>Of each cell so many rows are remembered, the largest.</summary>
    private const int RememberedRows = 3;

    private readonly List<long> counts = [];
    private readonly List<long> own = [];
    private readonly List<int> groupingOf = [];
    private readonly List<int[]> codesOf = [];
    private readonly List<int[]> topRows = [];

    private readonly int[] cellsOfRows;
    private readonly int[] starts;

    private CellTable(long[] rowCounts, int groupings, int[] cellsOfRows, int[] starts) =>
        (RowCounts, Groupings, this.cellsOfRows, this.starts) = (rowCounts, groupings, cellsOfRows, starts);

    public int Cells => counts.Count;

    public long[] RowCounts { get; }

    public int Groupings { get; }

    /// <summary>The cells of a grouping under which a row falls, usually one.</summary>
    public ReadOnlySpan<int> CellsOf(int row, int grouping)
    {
        var at = (row * Groupings) + grouping;
        return cellsOfRows.AsSpan(starts[at], starts[at + 1] - starts[at]);
    }

    /// <summary>What others own of a cell.</summary>
    public long CountOf(int cell) => counts[cell];

    /// <summary>What the reader owns of it.</summary>
    public long OwnOf(int cell) => own[cell];

    public int GroupingOf(int cell) => groupingOf[cell];

    /// <summary>In the order of the grouping's columns.</summary>
    public int[] CodesOf(int cell) => codesOf[cell];

    /// <summary>The largest rows under a cell of which others own any, at most three.</summary>
    public ReadOnlySpan<int> TopRowsOf(int cell)
    {
        var rows = topRows[cell].AsSpan();
        var end = rows.IndexOf(-1);
        return end < 0 ? rows : rows[..end];
    }

    /// <summary>Counts.</summary>
    /// <param name="rowCounts">What others own, by row, the largest first.</param>
    /// <param name="rowOwn">What the reader owns, by row.</param>
    /// <param name="groupings">Each names columns by their place.</param>
    /// <returns>Null: too many different values to tell cells apart.</returns>
    public static CellTable? Build(long[] rowCounts, long[] rowOwn, IReadOnlyList<CellColumn> columns, IReadOnlyList<int[]> groupings)
    {
        var starts = new int[(rowCounts.Length * groupings.Count) + 1];
        for (var row = 0; row < rowCounts.Length; row++)
        {
            for (var grouping = 0; grouping < groupings.Count; grouping++)
            {
                var at = (row * groupings.Count) + grouping;
                starts[at + 1] = starts[at] + groupings[grouping].Aggregate(1, (product, key) => product * columns[key].Codes[row].Length);
            }
        }

        var table = new CellTable(rowCounts, groupings.Count, new int[starts[^1]], starts);
        for (var grouping = 0; grouping < groupings.Count; grouping++)
        {
            if (!table.Add(grouping, groupings[grouping], columns, rowOwn))
                return null;
        }

        return table;
    }

    private bool Add(int grouping, int[] keys, IReadOnlyList<CellColumn> columns, long[] rowOwn)
    {
        if (!Fits(keys, columns))
            return false;

        var known = new Dictionary<UInt128, int>();
        var odometer = new int[keys.Length];
        var codes = new int[keys.Length];
        for (var row = 0; row < RowCounts.Length; row++)
        {
            Array.Clear(odometer);
            var place = starts[(row * Groupings) + grouping];
            while (true)
            {
                UInt128 key = 0;
                for (var i = 0; i < keys.Length; i++)
                {
                    var column = columns[keys[i]];
                    codes[i] = column.Codes[row][odometer[i]];
                    key = (key * (UInt128)Math.Max(1, column.Values.Count)) + (UInt128)codes[i];
                }

                cellsOfRows[place++] = Count(known, key, grouping, codes, row, rowOwn[row]);
                if (!Next(odometer, keys, columns, row))
                    break;
            }
        }

        return true;
    }

    private int Count(Dictionary<UInt128, int> known, UInt128 key, int grouping, int[] codes, int row, long mine)
    {
        if (!known.TryGetValue(key, out var cell))
        {
            known[key] = cell = counts.Count;
            counts.Add(0);
            own.Add(0);
            groupingOf.Add(grouping);
            codesOf.Add([.. codes]);
            var top = new int[RememberedRows];
            Array.Fill(top, -1);
            topRows.Add(top);
        }

        counts[cell] += RowCounts[row];
        own[cell] += mine;
        if (RowCounts[row] > 0 && Array.IndexOf(topRows[cell], -1) is >= 0 and var place)
            topRows[cell][place] = row;
        return cell;
    }

    /// <summary>The next combination of a row's codes; false after the last.</summary>
    private static bool Next(int[] odometer, int[] keys, IReadOnlyList<CellColumn> columns, int row)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            if (++odometer[i] < columns[keys[i]].Codes[row].Length)
                return true;
            odometer[i] = 0;
        }

        return false;
    }

    private static bool Fits(int[] keys, IReadOnlyList<CellColumn> columns) =>
        keys.Sum(key => Math.Log2(Math.Max(1, columns[key].Values.Count))) < 127;
}
