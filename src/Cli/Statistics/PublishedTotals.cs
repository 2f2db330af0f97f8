using System.Collections.Immutable;
using System.Globalization;
using Coordination.Cli.Importing;

namespace Coordination.Cli.Statistics;

/// <summary>A number that was published.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Grouping">Which of the file's combinations of dimensions.</param>
/// <param name="Values">In the order of that combination.</param>
internal sealed record PublishedTotal(int Line, int Grouping, ImmutableArray<string> Values, long Count);

/// <summary>
/// Totals that were published with a series of referral files: the columns are those of the referrals, and the word
/// <c>Total</c> in a column says that it was summed over. Read through the mapping with which the referrals are imported.
/// </summary>
/// <param name="Groupings">Each combination of dimensions that occurs.</param>
/// <param name="Totals">In the file's order.</param>
internal sealed record PublishedTotals(ImmutableArray<ImmutableArray<string>> Groupings, ImmutableArray<PublishedTotal> Totals)
{
    /// <summary>What stands in a column that was summed over.</summary>
    public const string Total = "Total";

    private const int MostLines = 1_000_000;

    /// <exception cref="ImportFault">It is no such file.</exception>
    public static PublishedTotals Read(ReferralMapping mapping, TextReader reader)
    {
        using var records = new CsvRecords(reader).Read().GetEnumerator();
        if (!records.MoveNext() || records.Current.Cells is not { } head)
            throw new ImportFault("import.no-head");
        var count = Array.IndexOf(head, mapping.CountColumn);
        if (count < 0)
            throw new ImportFault("import.no-column", mapping.CountColumn.Length > 0 ? mapping.CountColumn : "count", string.Join(", ", head));
        var rules = new FieldRule?[head.Length];
        for (var i = 0; i < head.Length; i++)
        {
            if (i != count)
                rules[i] = mapping.RuleOf(head[i]) ?? throw new ImportFault("stats.check.column", head[i]);
        }

        var groupings = new Dictionary<string, int>(StringComparer.Ordinal);
        var dimensions = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        var totals = ImmutableArray.CreateBuilder<PublishedTotal>();
        while (records.MoveNext())
        {
            var (line, cells) = records.Current;
            if (cells is null || totals.Count >= MostLines)
                throw new ImportFault("stats.check.line", line);
            if (!long.TryParse(cells[count], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                throw new ImportFault("stats.check.number", line, head[count]);

            var kept = Enumerable.Range(0, head.Length).Where(i => rules[i] is not null && cells[i] != Total).ToArray();
            var key = string.Join(',', kept);
            if (!groupings.TryGetValue(key, out var grouping))
            {
                groupings[key] = grouping = groupings.Count;
                dimensions.Add([.. kept.Select(i => rules[i]!.Field.Name)]);
            }

            totals.Add(new PublishedTotal(line, grouping, [.. kept.Select(i => Value(rules[i]!, cells[i], line, head[i]))], number));
        }

        return new PublishedTotals(dimensions.ToImmutable(), totals.ToImmutable());
    }

    /// <summary>As the facts have it: several forms of exploitation are sorted, other values stay in their order.</summary>
    private static string Value(FieldRule rule, string cell, int line, string column)
    {
        IEnumerable<string> values = rule.Translate(cell) ?? throw new ImportFault("stats.check.value", line, column);
        return string.Join('+', rule.Field.Name == ReferralField.Exploitation ? values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal) : values);
    }
}
