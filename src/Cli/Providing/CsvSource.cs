using Coordination.Cli.Connecting;

namespace Coordination.Cli.Providing;

/// <summary>A CSV file that is read again when it changes. A change that cannot be read leaves the last good content.</summary>
internal sealed class CsvSource
{
    private readonly Session session;
    private readonly string path;
    private readonly string shown;
    private readonly string keyColumn;
    private readonly IReadOnlyDictionary<string, string> fieldByColumn;
    private readonly Lock gate = new();
    private (DateTime Written, long Length) mark;
    private CsvTable table;

    /// <exception cref="UsageException">The file cannot be read.</exception>
    public CsvSource(Session session, string file, string keyColumn, IReadOnlyDictionary<string, string> fieldByColumn)
    {
        (this.session, shown, this.keyColumn, this.fieldByColumn) = (session, file, keyColumn, fieldByColumn);
        path = Path.GetFullPath(file, session.Around.WorkingDirectory);
        mark = Mark();
        table = Read();
    }

    /// <summary>The newest content that could be read.</summary>
    public CsvTable Table
    {
        get
        {
            lock (gate)
            {
                var now = Mark();
                if (now == mark)
                    return table;

                mark = now;
                try
                {
                    table = Read();
                    session.Output.Notice(session.Texts.Format("provide.again", table.Count));
                }
                catch (UsageException wrong)
                {
                    session.Output.Notice(session.Texts.Format("provide.kept", wrong.Message));
                }

                return table;
            }
        }
    }

    private (DateTime, long) Mark()
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }

    private CsvTable Read()
    {
        var texts = session.Texts;
        try
        {
            using var reader = new StreamReader(path);
            return CsvTable.Read(reader, keyColumn, fieldByColumn);
        }
        catch (CsvFault fault)
        {
            var why = fault.Value is { } value ? texts.Format(fault.Key, value) : texts[fault.Key];
            throw new UsageException(fault.Line == 0 ? texts.Format("usage.csv", shown, why) : texts.Format("usage.csv-line", shown, fault.Line, why));
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UsageException(texts.Format("usage.csv", shown, texts["csv.unreadable"]));
        }
    }
}
