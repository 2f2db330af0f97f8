using System.Globalization;
using CsvHelper;
using Coordination.Cli.Connecting;

namespace Coordination.Cli.Importing;

/// <summary>Says which rows were not imported: to the error stream, and to a CSV file from which they can be imported once corrected.</summary>
internal sealed class RejectReport : IDisposable
{
    /// <summary>More lines are counted, not shown.</summary>
    private const int MostShown = 50;

    private static readonly string[] Added = ["reject_line", "reject_column", "reject_reason"];

    private readonly Session session;
    private readonly string[] head;
    private readonly CsvWriter? file;
    private int count;

    /// <param name="head">The imported file's head.</param>
    /// <param name="path">Where to write the rejected rows; null: nowhere.</param>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public RejectReport(Session session, string[] head, string? path)
    {
        (this.session, this.head) = (session, head);
        if (path is null)
            return;
        try
        {
            file = new CsvWriter(new StreamWriter(Path.GetFullPath(path, session.Around.WorkingDirectory)), CultureInfo.InvariantCulture);
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UsageException(session.Texts.Format("import.rejects", path));
        }

        Write([.. head.Except(Added, StringComparer.Ordinal), .. Added]);
    }

    public void Add(Rejection rejection)
    {
        var texts = session.Texts;
        var reason = texts.Format(rejection.Key, rejection.Values);
        if (++count <= MostShown)
        {
            session.Output.Notice(rejection.Column.Length == 0
                ? texts.Format("import.reject", rejection.Line, reason)
                : texts.Format("import.reject-column", rejection.Line, rejection.Column, reason));
        }

        // A line that could not be read has no cells: the reason stands alone.
        var cells = head.Select((column, i) => (column, cell: rejection.Cells?[i] ?? "")).Where(pair => !Added.Contains(pair.column, StringComparer.Ordinal));
        Write([.. cells.Select(pair => pair.cell), rejection.Line.ToString(CultureInfo.InvariantCulture), rejection.Column, reason]);
    }

    public void Finish()
    {
        if (count > MostShown)
            session.Output.Notice(session.Texts.Format("import.reject-more", count - MostShown));
        file?.Flush();
    }

    public void Dispose() => file?.Dispose();

    private void Write(IEnumerable<string> cells)
    {
        if (file is null)
            return;
        foreach (var cell in cells)
            file.WriteField(cell);
        file.NextRecord();
    }
}
