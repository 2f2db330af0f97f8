using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Coordination.Cases.V1;
using Coordination.Cli.Connecting;
using Coordination.Cli.Importing;
using Coordination.Cli.Printing;
using Coordination.Client.Errors;

namespace Coordination.Cli.Commands.Cases;

/// <summary><c>coord import …</c>: cases out of files.</summary>
internal static class ImportCommands
{
    /// <summary>The platform's clock when it took a call.</summary>
    private const string TimeHeader = "coordination-time";

    public static Command Build(Leaves leaves) => leaves.Group("import", Referrals(leaves), HtcdsImportCommand.Build(leaves));

    private static Command Referrals(Leaves leaves)
    {
        var file = leaves.Argument("file");
        var mapping = leaves.Text("--mapping", "FILE", required: true);
        var (period, rejects) = (leaves.Text("--period", "PERIOD", describe: "import-period"), leaves.Text("--rejects", "FILE"));
        var concurrency = leaves.Number("--concurrency", 1, 256, describe: "import-concurrency");
        return leaves.Leaf(
            "import.referrals",
            (session, parsed, cancellationToken) => ImportAsync(
                session,
                parsed.GetRequiredValue(file),
                MappingOf(session, parsed.GetRequiredValue(mapping)!),
                parsed.GetValue(period),
                parsed.GetValue(rejects),
                parsed.GetValue(concurrency) ?? ReferralImport.DefaultAtOnce,
                cancellationToken),
            file, mapping, period, rejects, concurrency);
    }

    /// <summary>Reads a mapping file.</summary>
    /// <exception cref="UsageException">All that is wrong with it.</exception>
    internal static ReferralMapping MappingOf(Session session, string path)
    {
        try
        {
            return ReferralMapping.Load(Path.GetFullPath(path, session.Around.WorkingDirectory), path);
        }
        catch (MappingException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }

    private static async Task<int> ImportAsync(
        Session session, string file, ReferralMapping mapping, string? period, string? rejectsPath, int atOnce, CancellationToken cancellationToken)
    {
        var texts = session.Texts;
        var path = Path.GetFullPath(file, session.Around.WorkingDirectory);
        var about = PeriodOf(session, mapping, path, period);
        try
        {
            var total = Count(mapping, about, path);
            var since = await NowAsync(session, cancellationToken).ConfigureAwait(false);
            using var reader = Open(path);
            var rows = new ReferralRows(mapping, about, reader);
            using var client = session.ClientFor(session.ClientId, options => (options.RetryWithin, options.MaxAttempts) = (TimeSpan.FromMinutes(5), 200));
            var import = new ReferralImport(async (request, cancellation) => await client.Cases.OpenCaseAsync(request, cancellationToken: cancellation), since, atOnce);
            using var report = new RejectReport(session, rows.Head, rejectsPath);
            var clock = session.Around.Time.GetTimestamp();
            try
            {
                await ProgressBar.ShowAsync(
                    session,
                    texts.Format("import.bar", Path.GetFileName(path)),
                    total,
                    () => import.Counts.Done,
                    () => import.RunAsync(rows, new ReferralCases(mapping, rows), report.Add, cancellationToken)).ConfigureAwait(false);
            }
            catch (CoordinationException)
            {
                session.Output.Notice(texts.Format("import.again", import.Counts.Added + import.Counts.Known, total));
                throw;
            }

            report.Finish();
            Summarise(session, import.Counts, session.Around.Time.GetElapsedTime(clock));
            return import.Counts.RejectedRows == 0 ? ExitCodes.Ok : ExitCodes.Refused;
        }
        catch (ImportFault fault)
        {
            throw new UsageException(texts.Format("usage.csv", file, texts.Format(fault.Key, fault.Values)));
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UsageException(texts.Format("usage.csv", file, texts["csv.unreadable"]));
        }
    }

    private static Period? PeriodOf(Session session, ReferralMapping mapping, string path, string? given)
    {
        if (mapping.Period.Column.Length > 0)
            return given is null ? null : throw new UsageException(session.Texts.Format("import.period-column", mapping.Period.Column));
        if (given is not null)
            return Period.Parse(given) ?? throw new UsageException(session.Texts.Format("import.period-form", given));
        return mapping.Period.Find(Path.GetFileName(path)) ?? throw new UsageException(session.Texts.Format("import.no-period", Path.GetFileName(path)));
    }

    private static int Count(ReferralMapping mapping, Period? period, string path)
    {
        using var reader = Open(path);
        return new ReferralRows(mapping, period, reader).Read().Sum(one => one.Row?.Count ?? one.Rejection!.People);
    }

    private static StreamReader Open(string path) => new(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 65536);

    /// <summary>What the platform's clock says; ours when it does not tell.</summary>
    internal static async Task<DateTimeOffset> NowAsync(Session session, CancellationToken cancellationToken)
    {
        using var call = session.Own.Cases.ListCasesAsync(new ListCasesRequest { PageSize = 1 }, cancellationToken: cancellationToken);
        await call.ResponseAsync.ConfigureAwait(false);
        var headers = await call.ResponseHeadersAsync.ConfigureAwait(false);
        return DateTimeOffset.TryParse(headers.GetValue(TimeHeader), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now)
            ? now
            : session.Around.Time.GetUtcNow();
    }

    private static void Summarise(Session session, ImportCounts counts, TimeSpan took)
    {
        if (session.Output.Json)
        {
            session.Output.WriteLine(JsonSerializer.Serialize(new
            {
                added = counts.Added,
                alreadyThere = counts.Known,
                rejectedRows = counts.RejectedRows,
                rejectedPeople = counts.RejectedPeople,
                rows = counts.Rows,
                seconds = Math.Round(took.TotalSeconds, 1),
            }));
            return;
        }

        session.Output.WriteLine(session.Texts.Format(
            "import.done", counts.Rows, counts.Added, counts.Known, counts.RejectedRows, counts.RejectedPeople, took.TotalSeconds));
    }
}
