using System.Collections.Immutable;
using System.Data.Common;
using System.Runtime.InteropServices;
using Coordination.Registry;

namespace Coordination.Ledger.Index;

/// <summary>
/// Sums counted rows into groupings of a question. Values become small numbers and combinations of them become
/// numbers again, so that a row costs a look-up for each dimension and no memory. Not thread-safe.
/// </summary>
internal sealed class FactSums
{
    private readonly FactPeriod _period;
    private readonly ImmutableArray<string> _columns;
    private readonly ImmutableArray<int> _numbers;
    private readonly int[][] _groupings;
    private readonly Dictionary<long, string> _periods = [];
    private readonly Dictionary<string, int>[] _codes;
    private readonly List<string>[] _words;
    private readonly Dictionary<(int Grouping, int Prefix, int Code), int> _prefixes = [];
    private readonly List<Sum> _sums = [];
    private readonly int[] _row;
    private int _cells;

    public FactSums(FactQuery query, ImmutableArray<string> columns, ImmutableArray<int> groupings)
    {
        _numbers = groupings;
        _period = query.Period;
        _columns = columns;
        _groupings = [.. groupings.Select(number => query.Groupings[number].Select(dimension => columns.IndexOf(dimension, StringComparer.Ordinal)).ToArray())];
        _codes = [.. columns.Select(static _ => new Dictionary<string, int>(StringComparer.Ordinal))];
        _words = [.. columns.Select(static _ => new List<string>())];
        _row = new int[columns.Length];
        // The root of each grouping.
        for (var at = 0; at < _groupings.Length; at++)
        {
            _sums.Add(new Sum(at, -1, 0));
        }
    }

    /// <exception cref="FactLimitException">More cells than are answered.</exception>
    public void Add(DbDataReader reader)
    {
        for (var column = 0; column < _row.Length; column++)
        {
            var word = FactSql.IsPeriod(_columns[column])
                ? PeriodOf(reader.GetInt64(column))
                : reader.GetString(column);
            ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(_codes[column], word, out var known);
            if (!known)
            {
                code = _words[column].Count;
                _words[column].Add(word);
            }

            _row[column] = code;
        }

        var count = reader.GetInt64(_row.Length);
        for (var grouping = 0; grouping < _groupings.Length; grouping++)
        {
            var at = grouping;
            foreach (var column in _groupings[grouping])
            {
                ref var next = ref CollectionsMarshal.GetValueRefOrAddDefault(_prefixes, (grouping, at, _row[column]), out var known);
                if (!known)
                {
                    next = _sums.Count;
                    _sums.Add(new Sum(grouping, at, _row[column]));
                }

                at = next;
            }

            var sum = _sums[at];
            if (sum.Count == 0 && count > 0 && ++_cells > FactQuery.MostCells)
            {
                throw new FactLimitException("The question has too many cells.");
            }

            _sums[at] = sum with { Count = sum.Count + count };
        }
    }

    public int Count => _cells;

    public void AddTo(ImmutableArray<FactCell>.Builder cells)
    {
        foreach (var sum in _sums)
        {
            if (sum.Count > 0)
            {
                cells.Add(new FactCell(_numbers[sum.Grouping], ValuesOf(sum), sum.Count));
            }
        }
    }

    private string PeriodOf(long number)
    {
        ref var text = ref CollectionsMarshal.GetValueRefOrAddDefault(_periods, number, out _);
        return text ??= FactSql.PeriodOf(_period, number);
    }

    private ImmutableArray<string> ValuesOf(Sum sum)
    {
        var columns = _groupings[sum.Grouping];
        var values = new string[columns.Length];
        for (var at = columns.Length - 1; at >= 0; at--)
        {
            values[at] = _words[columns[at]][sum.Code];
            sum = _sums[sum.Prefix];
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }

    /// <param name="Prefix">The sum of the dimensions before the last one.</param>
    /// <param name="Code">The last dimension's value.</param>
    private readonly record struct Sum(int Grouping, int Prefix, int Code, long Count = 0);
}
