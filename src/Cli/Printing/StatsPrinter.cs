using Coordination.Cli.Texts;
using Coordination.Statistics.V1;
using Coordination.Type.V1;

namespace Coordination.Cli.Printing;

/// <summary>Numbers. A suppressed one is a sign, never a blank that could be taken for none.</summary>
internal static class StatsPrinter
{
    private const int ShownValues = 8;

    /// <param name="kind">For the words of codes; null: codes.</param>
    public static void Counts(Output output, Catalogue texts, IReadOnlyList<string> dimensions, CountResponse counts, Kind? kind)
    {
        var words = kind?.Dimensions.ToDictionary(d => d.Name, d => d.Values.ToDictionary(v => v.Code, v => In(texts, v.Label), StringComparer.Ordinal), StringComparer.Ordinal);
        output.Table(
            [.. dimensions.Select(Head), "count"],
            counts.Cells.Select(IReadOnlyList<string> (cell) =>
            [
                .. dimensions.Select(dimension => counts.Groupings[cell.Grouping].Dimensions.IndexOf(dimension) is >= 0 and var place
                    ? Word(texts, words?.GetValueOrDefault(dimension), cell.Values[place])
                    : texts["stats.total"]),
                Number(texts, cell.Count, cell.Suppressed),
            ]));
        Notes(output, texts, counts.SuppressedCells > 0, counts.SmallestCell, counts.RoundedTo);
    }

    public static void Kinds(Output output, Catalogue texts, DescribeStatisticsResponse described)
    {
        output.Table(
            ["kind", "dimension", "values"],
            from kind in described.Kinds
            from dimension in kind.Dimensions
            select (IReadOnlyList<string>)
            [
                kind.Name, dimension.Name,
                string.Join(", ", dimension.Values.Take(ShownValues).Select(value => value.Code)) + (dimension.Values.Count > ShownValues ? ", …" : ""),
            ]);
        output.Table(["table", "title"], described.Tables.Select(IReadOnlyList<string> (table) => [table.Name, In(texts, table.Title)]));
    }

    public static void Table(Output output, Catalogue texts, ReadTableResponse table)
    {
        output.WriteLine(In(texts, table.Table.Title));
        foreach (var part in table.Parts)
        {
            var rates = part.Rows.Any(row => row.HasPer100000);
            output.WriteLine("");
            output.WriteLine(In(texts, part.Title));
            output.Table(
                [.. part.Dimensions.Select(Head), "count", .. rates ? ["per-100000"] : Array.Empty<string>()],
                part.Rows.Select(IReadOnlyList<string> (row) =>
                [
                    .. row.Values.Select(value => value == "total" ? texts["stats.total"] : Word(texts, null, value)),
                    Number(texts, row.Count, row.Suppressed),
                    .. rates ? [row.HasPer100000 ? row.Per100000.ToString("N3", texts.Culture) : ""] : Array.Empty<string>(),
                ]));
        }

        foreach (var note in table.Notes)
            output.WriteLine(In(texts, note));
        Notes(output, texts, table.Parts.Any(part => part.Rows.Any(row => row.Suppressed)), table.SmallestCell, table.RoundedTo);
    }

    private static void Notes(Output output, Catalogue texts, bool suppressed, int smallest, int rounded)
    {
        if (suppressed)
            output.WriteLine(texts.Format("stats.note.suppressed", texts["stats.suppressed"], smallest));
        if (rounded > 1)
            output.WriteLine(texts.Format("stats.note.rounded", rounded));
    }

    private static string Number(Catalogue texts, long count, bool suppressed) => suppressed ? texts["stats.suppressed"] : count.ToString("N0", texts.Culture);

    private static string Word(Catalogue texts, IReadOnlyDictionary<string, string>? words, string value) =>
        value.Length == 0 ? texts["stats.unknown"]
        : words is null ? value
        : string.Join(" + ", value.Split('+').Select(part => words.GetValueOrDefault(part, part)));

    private static string In(Catalogue texts, LocalizedText text) => texts.Language == Catalogue.Lao && text.Lo.Length > 0 ? text.Lo : text.En;

    /// <summary>The key of a dimension's head.</summary>
    private static string Head(string dimension) => "stats-" + dimension;
}
