using System.Text;

namespace Coordination.Bench.Load.Reports;

/// <summary>A Markdown table that is readable as plain text: numbers to the right, columns of one width, empty ones left out.</summary>
internal static class Table
{
    public static void Append(StringBuilder text, IReadOnlyList<string> headings, IEnumerable<string[]> rows)
    {
        var cells = rows.ToList();
        var columns = Enumerable.Range(0, headings.Count).Where(c => c == 0 || cells.Any(row => row[c].Length > 0)).ToList();
        var widths = columns.ToDictionary(c => c, c => cells.Append([.. headings]).Max(row => row[c].Length));
        AppendRow([.. headings]);
        text.Append('|');
        foreach (var c in columns)
            text.Append(c == 0 ? new string('-', widths[c] + 2) : new string('-', widths[c] + 1) + ':').Append('|');
        text.AppendLine();
        foreach (var row in cells)
            AppendRow(row);

        void AppendRow(string[] row)
        {
            text.Append('|');
            foreach (var c in columns)
                text.Append(' ').Append(c == 0 ? row[c].PadRight(widths[c]) : row[c].PadLeft(widths[c])).Append(" |");
            text.AppendLine();
        }
    }
}
