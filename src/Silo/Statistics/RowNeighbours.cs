namespace Coordination.Silo.Statistics;

/// <summary>Which rows differ in one or two dimensions only: between them people can be moved with the least to see of it.</summary>
/// <remarks>Rows without anything of others have no part in it. Every list is bounded, so that a large table stays quick.</remarks>
internal sealed class RowNeighbours
{
    /// <summary>From so many rows on lists are shorter.</summary>
    private const int ManyRows = 5_000;

    private const int MostForPairs = 6;
    private const int Largest = 16;

    private readonly int[][] codes;
    private readonly int[] sizes;
    private readonly int perLine;
    private readonly int[] largest;
    private readonly Dictionary<UInt128, int> byKey = [];
    private readonly Dictionary<(int, UInt128), List<int>> lines = [];
    private readonly (int First, int Second)[] pairs;

    /// <param name="codes">By row, then by dimension.</param>
    /// <param name="sizes">How many codes each dimension has.</param>
    /// <param name="counts">What others own, by row, the largest first.</param>
    public RowNeighbours(int[][] codes, int[] sizes, long[] counts)
    {
        (this.codes, this.sizes) = (codes, sizes);
        perLine = codes.Length > ManyRows ? 3 : 6;
        pairs = sizes.Length > MostForPairs ? []
            : [.. from one in Enumerable.Range(0, sizes.Length) from two in Enumerable.Range(one + 1, sizes.Length - one - 1) select (one, two)];
        var full = 0;
        for (; full < codes.Length && counts[full] > 0; full++)
        {
            byKey[Key(codes[full], -1, -1)] = full;
            for (var dimension = 0; dimension < sizes.Length; dimension++)
                Line(dimension, Key(codes[full], dimension, -1)).Add(full);
            for (var pair = 0; pair < pairs.Length; pair++)
                Line(sizes.Length + pair, Key(codes[full], pairs[pair].First, pairs[pair].Second)).Add(full);
        }

        largest = [.. Enumerable.Range(0, Math.Min(full, Largest))];
    }

    /// <summary>Rows that differ in one dimension, then in two, then the largest of all.</summary>
    public IEnumerable<int> Of(int row)
    {
        for (var line = 0; line < sizes.Length + pairs.Length; line++)
        {
            foreach (var other in OfLine(row, line))
                yield return other;
        }

        foreach (var other in largest)
        {
            if (other != row)
                yield return other;
        }
    }

    /// <summary>Three rows that are with this one the corners of a rectangle in two dimensions; the last is the opposite corner.</summary>
    public IEnumerable<(int One, int Two, int Both)> TradesOf(int row)
    {
        var corner = new int[sizes.Length];
        for (var first = 0; first < sizes.Length; first++)
        {
            for (var second = first + 1; second < sizes.Length; second++)
            {
                foreach (var one in OfLine(row, first))
                {
                    foreach (var two in OfLine(row, second))
                    {
                        codes[row].CopyTo(corner, 0);
                        corner[first] = codes[one][first];
                        corner[second] = codes[two][second];
                        if (byKey.TryGetValue(Key(corner, -1, -1), out var both))
                            yield return (one, two, both);
                    }
                }
            }
        }
    }

    /// <summary>The largest and the smallest of a line: the former leave a wide range, the latter are suppressed anyway.</summary>
    private IEnumerable<int> OfLine(int row, int line)
    {
        var (one, two) = line < sizes.Length ? (line, -1) : pairs[line - sizes.Length];
        var rows = Line(line, Key(codes[row], one, two));
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i] != row && (i <= perLine || i >= rows.Count - perLine))
                yield return rows[i];
        }
    }

    private List<int> Line(int line, UInt128 key)
    {
        if (!lines.TryGetValue((line, key), out var rows))
            lines[(line, key)] = rows = [];
        return rows;
    }

    /// <summary>A row's codes but those of up to two dimensions, as one number. The caller has seen to it that they fit.</summary>
    private UInt128 Key(int[] row, int without, int alsoWithout)
    {
        UInt128 key = 0;
        for (var i = 0; i < sizes.Length; i++)
            key = (key * (UInt128)Math.Max(1, sizes[i])) + (i == without || i == alsoWithout ? 0 : (UInt128)row[i]);
        return key;
    }
}
