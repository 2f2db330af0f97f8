using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Coordination.Registry;
using Coordination.Statistics;

namespace Coordination.Silo.Statistics;

/// <summary>From counted rows to what a reader sees. Pure.</summary>
internal static class StatisticsRules
{
    /// <summary>The answer.</summary>
    /// <returns>Null: too fine.</returns>
    public static ImmutableArray<StatisticsCell>? Answer(StatisticsPlan plan, CountedRows rows, StatisticsPolicy policy)
    {
        var names = ColumnNames(plan);
        var storedOf = names.Select(name => StatisticsPlan.StoredAs(name.TrimEnd(CountedRows.MemberMark))).ToImmutableArray();
        var asked = plan.Groupings.Select(grouping => new AskedGrouping(plan, grouping, names)).ToArray();

        var parts = new List<ProtectedPart>();
        foreach (var sets in Together(asked, storedOf))
        {
            if (ProtectedPart.Build(sets, Columns, storedOf, rows) is not { } part)
                return null;
            parts.Add(part);
        }

        return rows.AllOwn || Protect(parts, policy.SmallestCell) ? Cells(asked, parts, Columns, policy) : null;

        ImmutableArray<CellColumn> Columns(CountedRows of) => [.. names.Select((name, place) => Column(plan, of, name, storedOf[place]))];
    }

    /// <summary>Cells as the store counted them, in the order of answers.</summary>
    public static ImmutableArray<StatisticsCell> Sorted(ImmutableArray<FactCell> cells)
    {
        var sorted = cells.Where(cell => cell.Count > 0).Select(cell => new StatisticsCell(cell.Grouping, cell.Values, cell.Count)).ToArray();
        Array.Sort(sorted, static (one, other) =>
            one.Grouping != other.Grouping ? one.Grouping.CompareTo(other.Grouping) : Compare(one.Values, other.Values));
        return ImmutableCollectionsMarshal.AsImmutableArray(sorted);
    }

    private static bool Protect(List<ProtectedPart> parts, int smallest)
    {
        if (parts.Any(part => !part.Protect(smallest, withoutTotal: false)))
            return false;
        // What one part cannot show would be the sum of another part's cells.
        return parts.Count == 1 || !parts.Any(part => part.HidesTotal) || parts.TrueForAll(part => part.HidesTotal || part.Protect(smallest, withoutTotal: true));
    }

    /// <summary>Every column that groupings and filters need, sorted by name: the answer does not hang on the order of the question.</summary>
    private static ImmutableArray<string> ColumnNames(StatisticsPlan plan) =>
    [
        .. plan.Groupings.SelectMany(grouping => grouping)
            .Concat(plan.Filters.Select(filter => AskedGrouping.IsSum(filter.Key, filter.Value) ? CountedRows.MemberOf(filter.Key) : filter.Key))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>A column over some rows; over rows that do not have its dimension it has no values, and is not asked for.</summary>
    private static CellColumn Column(StatisticsPlan plan, CountedRows rows, string name, string stored)
    {
        if (!rows.Dimensions.Contains(stored, StringComparer.Ordinal))
            return new CellColumn(name, [], []);
        if (name == StatisticsKinds.ExploitationAny)
            return rows.AnyForm();
        var dimension = name.TrimEnd(CountedRows.MemberMark);
        return dimension == name ? rows.Column(name) : rows.Member(dimension, plan.Filters[dimension]);
    }

    /// <summary>Groupings that have a stored dimension in common, directly or by others.</summary>
    private static List<List<ulong>> Together(AskedGrouping[] asked, ImmutableArray<string> storedOf)
    {
        var parts = new List<(HashSet<string> Dimensions, List<ulong> Sets)>();
        foreach (var set in asked.Select(a => a.Set).Distinct())
        {
            var dimensions = ProtectedPart.Members(set).Select(column => storedOf[column]).ToHashSet(StringComparer.Ordinal);
            var sets = new List<ulong> { set };
            foreach (var part in parts.Where(p => p.Dimensions.Overlaps(dimensions)).ToArray())
            {
                dimensions.UnionWith(part.Dimensions);
                sets.AddRange(part.Sets);
                parts.Remove(part);
            }

            parts.Add((dimensions, sets));
        }

        return [.. parts.Select(p => p.Sets)];
    }

    private static ImmutableArray<StatisticsCell>? Cells(
        AskedGrouping[] asked, List<ProtectedPart> parts, Func<CountedRows, ImmutableArray<CellColumn>> columns, StatisticsPolicy policy)
    {
        var columnsOf = parts.ToDictionary(part => part, part => part.ColumnsOf(columns));
        var answer = ImmutableArray.CreateBuilder<StatisticsCell>();
        for (var place = 0; place < asked.Length; place++)
        {
            var question = asked[place];
            var part = parts.First(p => (question.Set & ~p.ColumnSet) == 0 && (question.Set != 0 || p.ColumnSet == 0));
            var cells = part.CellsOf(question.Set)
                .Where(cell => question.Wants(columnsOf[part], cell.Codes))
                .Select(cell => new StatisticsCell(
                    place, question.Values(columnsOf[part], cell.Codes), cell.Suppressed ? null : cell.Own + Rounded(cell.Others, policy.RoundTo)))
                .ToArray();
            Array.Sort(cells, static (one, other) => Compare(one.Values, other.Values));
            answer.AddRange(cells);
            if (answer.Count > StatisticsQuestion.MostCells)
                return null;
        }

        return answer.ToImmutable();
    }

    private static int Compare(ImmutableArray<string> one, ImmutableArray<string> other)
    {
        for (var i = 0; i < one.Length; i++)
        {
            if (string.CompareOrdinal(one[i], other[i]) is not 0 and var order)
                return order;
        }

        return 0;
    }

    /// <summary>To the nearest multiple, halves up.</summary>
    private static long Rounded(long count, int to) => (count + (to / 2)) / to * to;
}
