using System.Collections.Immutable;
using Coordination.Statistics;

namespace Coordination.Silo.Statistics;

/// <summary>A grouping of a question as columns: its dimensions, and what the question's filters keep.</summary>
/// <remarks>
/// A filter is one more column, of which the answer shows some values: so a filtered answer is a piece of the whole table, and is
/// protected as such. Who asks for everything and then for all but a little learns nothing of the little.
/// </remarks>
internal sealed class AskedGrouping
{
    private readonly int[] places;
    private readonly int[] members;
    private readonly Dictionary<int, ImmutableArray<string>> kept = [];

    /// <param name="names">The columns.</param>
    public AskedGrouping(StatisticsPlan plan, ImmutableArray<string> dimensions, ImmutableArray<string> names)
    {
        var columns = dimensions.Select(dimension => names.IndexOf(dimension, StringComparer.Ordinal)).ToArray();
        foreach (var column in columns)
            Set |= 1UL << column;
        foreach (var (dimension, wanted) in plan.Filters)
        {
            // Where the dimension itself is kept apart its cells say all; otherwise several values are summed up.
            var sum = IsSum(dimension, wanted) && (dimension == StatisticsKinds.ExploitationAny || !dimensions.Contains(dimension, StringComparer.Ordinal));
            var column = names.IndexOf(sum ? CountedRows.MemberOf(dimension) : dimension, StringComparer.Ordinal);
            Set |= 1UL << column;
            kept[column] = sum ? ["1"] : wanted;
        }

        members = ProtectedPart.Members(Set);
        places = [.. columns.Select(column => Array.IndexOf(members, column))];
    }

    /// <summary>The columns, as bits.</summary>
    public ulong Set { get; }

    /// <summary>Whether a filter sums up several values, so that it needs a column of its own.</summary>
    public static bool IsSum(string dimension, ImmutableArray<string> wanted) => dimension == StatisticsKinds.ExploitationAny || wanted.Length > 1;

    /// <summary>Whether the filters keep a cell.</summary>
    public bool Wants(ImmutableArray<CellColumn> columns, int[] codes)
    {
        for (var i = 0; i < members.Length; i++)
        {
            if (kept.TryGetValue(members[i], out var wanted) && !wanted.Contains(columns[members[i]].Values[codes[i]], StringComparer.Ordinal))
                return false;
        }

        return true;
    }

    /// <summary>A cell's values in the order of the grouping's dimensions.</summary>
    public ImmutableArray<string> Values(ImmutableArray<CellColumn> columns, int[] codes) =>
        [.. places.Select(place => columns[members[place]].Values[codes[place]])];
}
