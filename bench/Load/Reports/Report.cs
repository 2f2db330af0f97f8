using System.Text;
using System.Text.Json;
using Coordination.Bench.Load.Measuring;

namespace Coordination.Bench.Load.Reports;

/// <summary>Writes the table of a run, for people and for programs.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Indented = new(Measurement.Json) { WriteIndented = true };

    private static readonly (string Scenario, string Title)[] Scenarios =
    [
        ("assign", "AssignTask"),
        ("open", "OpenCase, two people"),
        ("fire", "FireTransition, two agencies, a deadline ended and one set"),
        ("hot", "One hot task"),
        ("read", "ReadGranted"),
        ("get", "GetTask"),
        ("inbox", "Inbox: the first 50 open tasks of an agency"),
        ("memory", "Memory of an idle task grain"),
        ("policy", "Disclosure policy: one decision, in process"),
        ("linking", "Linking of made-up people by the blind index, in process"),
        ("start", "Start"),
    ];

    /// <summary>
    /// Prints the table and writes PREFIX.md and PREFIX.json. Its exit code is 1 when a measurement had an error.
    /// report --in FILE --out PREFIX --data FOLDER [--note TEXT]
    /// </summary>
    public static async Task<int> WriteAsync(Arguments arguments)
    {
        var lines = await File.ReadAllLinesAsync(arguments.Text("in"));
        var summary = new Summary([.. lines.Where(line => line.Length > 0).Select(Measurement.FromLine)]);
        var thresholds = Thresholds.Judge(summary);
        var note = arguments.Find("note") ?? "";
        var machine = Machine.Describe(arguments.Text("data"));
        var text = ToMarkdown(summary, thresholds, machine, note);
        Console.Write(text);

        var prefix = arguments.Text("out");
        await File.WriteAllTextAsync($"{prefix}.md", text);
        await using var json = File.Create($"{prefix}.json");
        await JsonSerializer.SerializeAsync(
            json, new { Machine = machine, Note = note, Thresholds = thresholds, summary.Rows, summary.Measurements }, Indented);
        return summary.Rows.Any(row => row.Failed > 0) ? 1 : 0;
    }

    private static string ToMarkdown(Summary summary, IReadOnlyList<Threshold> thresholds, string machine, string note)
    {
        var text = new StringBuilder().AppendLine("# Benchmarks").AppendLine()
            .AppendLine(machine).AppendLine(note);
        foreach (var (scenario, title) in Scenarios)
        {
            var rows = summary.Rows.Where(row => row.Scenario == scenario).ToList();
            if (rows.Count == 0)
                continue;

            text.AppendLine().Append("## ").AppendLine(title).AppendLine();
            if (rows.Any(row => row.Clients > 0))
                AppendLoads(text, summary, rows);
            else
                AppendOthers(text, rows);
        }

        var errors = summary.Measurements.Where(m => m.Error is not null)
            .Select(m => $"* {m.Scenario}, {m.Target}, {m.Clients} clients, round {m.Round}: {m.Errors} errors; the first: {m.Error}").ToList();
        if (errors.Count > 0)
            text.AppendLine().AppendLine("## Failed rounds").AppendLine().AppendLine(string.Join('\n', errors));

        Table.Append(
            text.AppendLine().AppendLine("## Thresholds").AppendLine(),
            ["Threshold", "Measured", "Met"],
            thresholds.Select(t => (string[])
            [
                t.Promise,
                t.Measured is { } value ? $"{Thresholds.Number(value)} {t.Unit}" : "–",
                t.Met switch { true => "yes", false => "**no**", null => "not measured" },
            ]));
        return text.ToString();
    }

    private static void AppendLoads(StringBuilder text, Summary summary, IReadOnlyList<Row> rows) =>
        Table.Append(
            text,
            ["Target", "Clients", "Of so many", "Commands/s", "p50 ms", "p99 ms", "CPU s/1,000 server", "CPU s/1,000 database", "× ef", "× npgsql", "× echo", "Rounds"],
            rows.OrderBy(row => row.Clients).ThenBy(row => row.Size).Select(row => (string[])
            [
                row.Target,
                $"{row.Clients}",
                row.Size == 0 ? "" : Thresholds.Number(row.Size),
                Show(row.Find("commands_per_s")),
                Show(row.Find("latency_ms_p50")),
                Show(row.Find("latency_ms_p99")),
                Show(row.Find("server_cpu_s_per_1000")),
                Show(row.Find("database_cpu_s_per_1000")),
                Factor(summary, row, Targets.Ef),
                Factor(summary, row, Targets.Npgsql),
                Factor(summary, row, Targets.Echo),
                row.Failed == 0 ? $"{row.Rounds}" : $"{row.Rounds}, {row.Failed} failed",
            ]));

    private static void AppendOthers(StringBuilder text, IReadOnlyList<Row> rows)
    {
        var metrics = rows.SelectMany(row => row.Metrics.Keys).Distinct().ToList();
        Table.Append(
            text,
            ["Target", .. metrics, "Rounds"],
            rows.Select(row => (string[])[row.Target, .. metrics.Select(metric => Show(row.Find(metric))), $"{row.Rounds}"]));
    }

    private static string Factor(Summary summary, Row row, string other) =>
        row.Target == other ? "" : Show(summary.RateFactor(row.Scenario, row.Target, other, row.Clients));

    private static string Show(double? value) => value is { } number ? Thresholds.Number(number) : "";
}
