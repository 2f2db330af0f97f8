using System.Globalization;

namespace Coordination.Cli.Importing;

/// <summary>Why a row is not imported.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">The head of the column; empty: the whole line.</param>
/// <param name="Key">The text's key in the catalogue.</param>
/// <param name="Values">What the text names; never a cell.</param>
/// <param name="Cells">The row as it was read, for the file of rejected rows; null: it could not be read.</param>
/// <param name="People">How many people are left out, when it is known.</param>
internal sealed record Rejection(int Line, string Column, string Key, object[] Values, string[]? Cells, int People = 0);

/// <summary>A good row.</summary>
internal sealed record ReferralRow(int Line, Period Period, int Count, string[] Cells);

/// <summary>A file is not of the shape that its mapping needs.</summary>
/// <param name="key">The text's key in the catalogue.</param>
internal sealed class ImportFault(string key, params object[] values) : Exception("The file does not fit its mapping.")
{
    public string Key => key;

    public object[] Values => values;
}

/// <summary>The rows of a file, read through a mapping.</summary>
internal sealed class ReferralRows
{
    /// <summary>A row for more people is a mistake.</summary>
    public const int MostPeople = 100_000;

    private readonly ReferralMapping mapping;
    private readonly Period? period;
    private readonly IEnumerator<CsvRecord> records;
    private readonly Dictionary<string, int> places;

    /// <param name="period">What the file is about, when no column says it.</param>
    /// <exception cref="ImportFault">It has no head, or not the columns of the mapping.</exception>
    public ReferralRows(ReferralMapping mapping, Period? period, TextReader reader)
    {
        (this.mapping, this.period) = (mapping, period);
        records = new CsvRecords(reader).Read().GetEnumerator();
        if (!records.MoveNext() || records.Current.Cells is not { } head)
            throw new ImportFault("import.no-head");
        Head = head;
        if (head.GroupBy(column => column, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1 && mapping.Columns.Contains(group.Key)) is { } twice)
            throw new ImportFault("import.column-twice", twice.Key);
        var missing = mapping.Columns.Except(head, StringComparer.Ordinal).ToArray();
        if (missing.Length > 0)
            throw new ImportFault("import.no-column", string.Join(", ", missing), string.Join(", ", head));
        places = mapping.Columns.ToDictionary(column => column, column => Array.IndexOf(head, column), StringComparer.Ordinal);
    }

    public string[] Head { get; }

    /// <summary>Each row, or why it is not one.</summary>
    public IEnumerable<(ReferralRow? Row, Rejection? Rejection)> Read()
    {
        while (records.MoveNext())
        {
            var (line, cells) = records.Current;
            if (cells is null)
                yield return (null, new Rejection(line, "", "reject.broken", [Head.Length], null));
            else
                yield return Row(line, cells);
        }
    }

    /// <summary>A row's cell of a column that the mapping names.</summary>
    public string Cell(ReferralRow row, string column) => row.Cells[places[column]];

    private (ReferralRow?, Rejection?) Row(int line, string[] cells)
    {
        var count = 1;
        if (mapping.CountColumn.Length > 0)
        {
            var text = cells[places[mapping.CountColumn]];
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count))
                return (null, new Rejection(line, mapping.CountColumn, text.Length > 0 && text.All(char.IsAsciiDigit) ? "reject.count-range" : "reject.count", [MostPeople], cells));
            if (count is < 1 or > MostPeople)
                return (null, new Rejection(line, mapping.CountColumn, "reject.count-range", [MostPeople], cells, count));
        }

        var about = mapping.Period.Column.Length > 0 ? Period.Parse(cells[places[mapping.Period.Column]]) : period;
        return about is null
            ? (null, new Rejection(line, mapping.Period.Column, "reject.period", [], cells, count))
            : (new ReferralRow(line, about, count, cells), null);
    }
}
