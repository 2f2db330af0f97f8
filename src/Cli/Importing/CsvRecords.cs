using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Coordination.Cli.Importing;

/// <summary>One record of a CSV file.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Cells">Trimmed and in NFC; null: the line is not well formed.</param>
internal sealed record CsvRecord(int Line, string[]? Cells);

/// <summary>
/// The records of a CSV file one after the other, with as many cells as the head has. A line that is not well formed costs
/// itself only: reading goes on with the next.
/// </summary>
/// <remarks>UTF-8 with or without a byte order mark; lines end with LF, CRLF or CR; values in quotation marks may have lines.</remarks>
internal sealed class CsvRecords(TextReader reader)
{
    /// <summary>A longer line is no record.</summary>
    private const int LongestLine = 100_000;

    /// <summary>A value with more lines is taken for a quotation mark that nobody closed.</summary>
    private const int MostLines = 50;

    private readonly LinkedList<string> ahead = [];
    private int line;

    /// <summary>The records. The first is the head.</summary>
    public IEnumerable<CsvRecord> Read()
    {
        var columns = 0;
        while (Next() is { } first)
        {
            var at = ++line;
            if (string.IsNullOrWhiteSpace(first))
                continue;

            var cells = Whole(first, columns);
            if (columns == 0 && cells is not null)
                columns = cells.Length;
            yield return new CsvRecord(at, cells);
        }
    }

    private string[]? Whole(string first, int columns)
    {
        if (first.Length > LongestLine)
            return null;
        if (IsEven(first, true))
            return Cells(first, columns);

        // A quotation mark is open: its value goes on in the next lines, or nobody closed it and they are records of their own.
        var taken = new List<string>();
        var text = new StringBuilder(first);
        var even = false;
        while (!even && taken.Count < MostLines && text.Length <= LongestLine && Next() is { } more)
        {
            taken.Add(more);
            text.Append('\n').Append(more);
            even = IsEven(more, even);
        }

        if (even && Cells(text.ToString(), columns) is { } cells)
        {
            line += taken.Count;
            return cells;
        }

        for (var i = taken.Count - 1; i >= 0; i--)
            ahead.AddFirst(taken[i]);
        return null;
    }

    private static bool IsEven(string text, bool before) => before == (text.Count(c => c == '"') % 2 == 0);

    private static string[]? Cells(string text, int columns)
    {
        var broken = false;
        using var parser = new CsvParser(
            new StringReader(text),
            new CsvConfiguration(CultureInfo.InvariantCulture) { HasHeaderRecord = false, BufferSize = 1024, BadDataFound = _ => broken = true },
            leaveOpen: false);
        try
        {
            if (!parser.Read() || parser.Record is not { } cells || broken || (columns > 0 && cells.Length != columns))
                return null;
            return Array.ConvertAll(cells, cell => cell.Trim().Normalize(NormalizationForm.FormC));
        }
        catch (CsvHelperException)
        {
            return null;
        }
    }

    private string? Next()
    {
        if (ahead.First is { } kept)
        {
            ahead.RemoveFirst();
            return kept.Value;
        }

        return reader.ReadLine();
    }
}
