using System.Collections.Immutable;
using Coordination.Statistics;

namespace Coordination.Silo.Statistics;

/// <summary>What the store counted by every stored dimension that a question needs, split into the reader's own and that of others.</summary>
/// <param name="Dimensions">The stored dimensions.</param>
/// <param name="Values">By row, in the order of the dimensions.</param>
/// <param name="Others">By row; the largest first.</param>
/// <param name="Own">By row.</param>
internal sealed record CountedRows(ImmutableArray<string> Dimensions, ImmutableArray<string>[] Values, long[] Others, long[] Own)
{
    /// <summary>Sorts rows by what others own, the largest first, then by their values: the same data are always in the same order.</summary>
    public static CountedRows Of(ImmutableArray<string> dimensions, IEnumerable<(ImmutableArray<string> Values, long Others, long Own)> rows)
    {
        var sorted = rows.ToArray();
        Array.Sort(sorted, static (one, other) =>
        {
            var order = other.Others.CompareTo(one.Others);
            for (var i = 0; order == 0 && i < one.Values.Length; i++)
                order = string.CompareOrdinal(one.Values[i], other.Values[i]);
            return order;
        });
        return new CountedRows(dimensions, [.. sorted.Select(r => r.Values)], [.. sorted.Select(r => r.Others)], [.. sorted.Select(r => r.Own)]);
    }

    /// <summary>Whether every number is the reader's own.</summary>
    public bool AllOwn => Others.Length == 0 || Others[0] == 0;

    /// <summary>A stored dimension as a column.</summary>
    public CellColumn Column(string dimension)
    {
        var place = Dimensions.IndexOf(dimension, StringComparer.Ordinal);
        return Coded(dimension, Values.Select(row => (IEnumerable<string>)[row[place]]));
    }

    /// <summary>Each form of exploitation by itself.</summary>
    public CellColumn AnyForm()
    {
        var place = Dimensions.IndexOf(PeopleDimensions.Exploitation, StringComparer.Ordinal);
        return Coded(StatisticsKinds.ExploitationAny, Values.Select(row => (IEnumerable<string>)ExploitationForms.Split(row[place])));
    }

    /// <summary>Whether a filter lets a row through: <c>1</c>, otherwise <c>0</c>.</summary>
    public CellColumn Member(string dimension, ImmutableArray<string> wanted)
    {
        var place = Dimensions.IndexOf(StatisticsPlan.StoredAs(dimension), StringComparer.Ordinal);
        return Coded(MemberOf(dimension), Values.Select(row => (IEnumerable<string>)[Passes(dimension, wanted, row[place]) ? "1" : "0"]));
    }

    public static string MemberOf(string dimension) => dimension + MemberMark;

    /// <summary>What ends the name of a column that says whether a filter lets a row through.</summary>
    public const char MemberMark = '?';

    /// <summary>Summed over every dimension but some.</summary>
    public CountedRows Keep(ImmutableArray<string> dimensions)
    {
        if (dimensions.Length == Dimensions.Length)
            return this;
        var places = dimensions.Select(dimension => Dimensions.IndexOf(dimension, StringComparer.Ordinal)).ToArray();
        var sums = new Dictionary<string, (ImmutableArray<string> Values, long Others, long Own)>(StringComparer.Ordinal);
        for (var row = 0; row < Values.Length; row++)
        {
            var values = places.Select(place => Values[row][place]).ToImmutableArray();
            var key = string.Join('\u001f', values);
            var sum = sums.GetValueOrDefault(key, (values, 0L, 0L));
            sums[key] = (values, sum.Item2 + Others[row], sum.Item3 + Own[row]);
        }

        return Of(dimensions, sums.Values);
    }

    /// <summary>Whether a stored value meets a filter.</summary>
    public static bool Passes(string dimension, ImmutableArray<string> wanted, string stored) => dimension == StatisticsKinds.ExploitationAny
        ? ExploitationForms.Split(stored).Any(form => wanted.Contains(form, StringComparer.Ordinal))
        : wanted.Contains(stored, StringComparer.Ordinal);

    private static CellColumn Coded(string name, IEnumerable<IEnumerable<string>> rows)
    {
        var all = rows.Select(values => values.ToArray()).ToArray();
        var values = all.SelectMany(v => v).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var code = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < values.Length; i++)
            code[values[i]] = i;
        return new CellColumn(name, values, [.. all.Select(v => v.Select(value => code[value]).Distinct().Order().ToArray())]);
    }
}
