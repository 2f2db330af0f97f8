using System.CommandLine;
using System.Text;
using System.Text.Json;
using Coordination.Cli.Commands.Cases;
using Coordination.Cli.Connecting;
using Coordination.Cli.Importing;
using Coordination.Cli.Printing;
using Coordination.Cli.Statistics;
using Coordination.Statistics.V1;

namespace Coordination.Cli.Commands;

/// <summary><c>coord stats …</c>: numbers, named tables, and whether they equal those that were published.</summary>
internal static class StatsCommands
{
    /// <summary>So many differences are printed.</summary>
    private const int MostShown = 20;

    public static Command Build(Leaves leaves) => leaves.Group("stats", Count(leaves), Kinds(leaves), Table(leaves), Check(leaves));

    private static Command Count(Leaves leaves)
    {
        var kind = new Option<string>("--kind") { HelpName = "KIND", Description = leaves.Texts["option.stats-kind"], DefaultValueFactory = _ => "people" };
        var (by, filters) = (leaves.Many("--by", "DIMENSION", "stats-by"), leaves.Many("--filter", "DIMENSION=VALUE", "stats-filter"));
        var (period, total) = (leaves.Text("--period", "PERIOD", describe: "stats-period"), leaves.Flag("--total", "stats-total"));
        var every = leaves.OneOf<Granularity>("--every", describe: "stats-every");
        return leaves.Leaf(
            "stats.count",
            async (session, parsed, cancellationToken) =>
            {
                var request = new CountRequest { Kind = parsed.GetValue(kind)!, Granularity = parsed.GetValue(every) ?? Granularity.Unspecified };
                string[] dimensions = [.. Split(parsed.GetValue(by)!), .. request.Granularity is Granularity.Unspecified ? Array.Empty<string>() : ["period"]];
                dimensions = [.. dimensions.Distinct(StringComparer.Ordinal)];
                if (parsed.GetValue(total))
                    request.Cube.AddRange(dimensions);
                else
                    request.Groupings.Add(Of(dimensions));
                request.Filters.AddRange(Filters(session, parsed.GetValue(filters)!));
                (request.FirstPeriod, request.LastPeriod) = Periods(parsed.GetValue(period));
                var counts = await session.Own.Statistics.CountAsync(request, cancellationToken: cancellationToken);
                if (session.Output.Json)
                {
                    session.Output.Show(counts, _ => { });
                    return ExitCodes.Ok;
                }

                var described = await session.Own.Statistics.DescribeStatisticsAsync(new DescribeStatisticsRequest(), cancellationToken: cancellationToken);
                StatsPrinter.Counts(session.Output, session.Texts, dimensions, counts, described.Kinds.FirstOrDefault(k => k.Name == request.Kind));
                return ExitCodes.Ok;
            },
            kind, by, filters, period, every, total);
    }

    private static Command Kinds(Leaves leaves) => leaves.Leaf(
        "stats.kinds",
        async (session, _, cancellationToken) =>
        {
            var described = await session.Own.Statistics.DescribeStatisticsAsync(new DescribeStatisticsRequest(), cancellationToken: cancellationToken);
            session.Output.Show(described, output => StatsPrinter.Kinds(output, session.Texts, described));
            return ExitCodes.Ok;
        });

    private static Command Table(Leaves leaves)
    {
        var name = leaves.Argument("table");
        var period = leaves.Text("--period", "PERIOD", describe: "stats-period");
        return leaves.Leaf(
            "stats.table",
            async (session, parsed, cancellationToken) =>
            {
                var (first, last) = Periods(parsed.GetValue(period));
                var table = await session.Own.Statistics.ReadTableAsync(
                    new ReadTableRequest { Table = parsed.GetRequiredValue(name), FirstPeriod = first, LastPeriod = last }, cancellationToken: cancellationToken);
                session.Output.Show(table, output => StatsPrinter.Table(output, session.Texts, table));
                return ExitCodes.Ok;
            },
            name, period);
    }

    private static Command Check(Leaves leaves)
    {
        var file = leaves.Argument("file");
        var mapping = leaves.Text("--mapping", "FILE");
        var (period, filters) = (leaves.Text("--period", "PERIOD", describe: "import-period"), leaves.Many("--filter", "DIMENSION=VALUE", "stats-filter"));
        return leaves.Leaf(
            "stats.check",
            (session, parsed, cancellationToken) => CheckAsync(
                session, parsed.GetRequiredValue(file), parsed.GetValue(mapping) ?? DefaultMapping(session), parsed.GetValue(period),
                parsed.GetValue(filters)!, cancellationToken),
            file, mapping, period, filters);
    }

    private static async Task<int> CheckAsync(
        Session session, string file, string mappingFile, string? period, string[] filters, CancellationToken cancellationToken)
    {
        var texts = session.Texts;
        var mapping = ImportCommands.MappingOf(session, mappingFile);
        var path = Path.GetFullPath(file, session.Around.WorkingDirectory);
        var about = period is not null
            ? Period.Parse(period) ?? throw new UsageException(texts.Format("import.period-form", period))
            : mapping.Period.Find(Path.GetFileName(path)) ?? throw new UsageException(texts.Format("import.no-period", Path.GetFileName(path)));
        PublishedTotals totals;
        try
        {
            using var reader = new StreamReader(path, Encoding.UTF8);
            totals = PublishedTotals.Read(mapping, reader);
        }
        catch (ImportFault fault)
        {
            throw new UsageException(texts.Format("usage.csv", file, texts.Format(fault.Key, fault.Values)));
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UsageException(texts.Format("usage.csv", file, texts["csv.unreadable"]));
        }

        var template = new CountRequest { Kind = "people", FirstPeriod = about.Id.ToLowerInvariant(), LastPeriod = about.Id.ToLowerInvariant() };
        template.Filters.AddRange(Filters(session, filters));
        var (differences, calls) = await TotalsCheck.RunAsync(
            totals, async (request, cancellation) => await session.Own.Statistics.CountAsync(request, cancellationToken: cancellation), template, cancellationToken)
            .ConfigureAwait(false);
        Report(session, totals.Totals.Length, differences, calls);
        return differences.IsEmpty ? ExitCodes.Ok : ExitCodes.VerificationFailed;
    }

    private static void Report(Session session, int all, IReadOnlyList<TotalsDifference> differences, int calls)
    {
        var (output, texts) = (session.Output, session.Texts);
        if (output.Json)
        {
            output.WriteLine(JsonSerializer.Serialize(new
            {
                equal = all - differences.Count,
                of = all,
                calls,
                differences = differences.Select(d => new { line = d.Line, published = d.Expected, found = d.Found, suppressed = d.Found is null }),
            }));
            return;
        }

        foreach (var difference in differences.Take(MostShown))
        {
            output.WriteLine(difference.Found is { } found
                ? texts.Format("stats.check.differs", difference.Line, difference.Expected, found)
                : texts.Format("stats.check.suppressed", difference.Line, difference.Expected));
        }

        if (differences.Count > MostShown)
            output.WriteLine(texts.Format("stats.check.more", differences.Count - MostShown));
        output.WriteLine(texts.Format("stats.check.done", all - differences.Count, all, calls));
    }

    /// <summary>The mapping that ships with the program, when the file is where it was left.</summary>
    private static string DefaultMapping(Session session)
    {
        var path = Path.Combine("packs", "uk-nrm", "nrm.yaml");
        return File.Exists(Path.GetFullPath(path, session.Around.WorkingDirectory)) ? path : throw new UsageException(session.Texts["stats.check.mapping"]);
    }

    /// <summary>"2023-q2", or "2023-q2..2023-q4".</summary>
    private static (string First, string Last) Periods(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return ("", "");
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        return dots < 0 ? (text, text) : (text[..dots], text[(dots + 2)..]);
    }

    private static IEnumerable<Filter> Filters(Session session, IEnumerable<string> texts)
    {
        foreach (var one in texts.Select(text => (Text: text, At: text.IndexOf('=', StringComparison.Ordinal)))
            .Select(t => t.At > 0 ? (Dimension: t.Text[..t.At], Values: t.Text[(t.At + 1)..]) : throw new UsageException(session.Texts.Format("usage.stats-filter", t.Text)))
            .GroupBy(f => f.Dimension, f => f.Values, StringComparer.Ordinal))
        {
            var filter = new Filter { Dimension = one.Key };
            filter.Values.AddRange(one.SelectMany(values => values.Split(',')));
            yield return filter;
        }
    }

    private static IEnumerable<string> Split(IEnumerable<string> texts) => texts.SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries));

    private static Grouping Of(IEnumerable<string> dimensions)
    {
        var grouping = new Grouping();
        grouping.Dimensions.AddRange(dimensions);
        return grouping;
    }
}
