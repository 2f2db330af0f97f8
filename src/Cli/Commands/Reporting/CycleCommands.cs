using System.CommandLine;
using Coordination.Cli.Commands.Information;
using Coordination.Cli.Connecting;
using Coordination.Cli.Printing;
using Coordination.Cli.Reading;
using Coordination.Reporting.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Reporting;

/// <summary><c>coord report cycle …</c>: when which units report what.</summary>
internal static class CycleCommands
{
    public static Command Build(Leaves leaves)
    {
        var reason = leaves.Text("--reason", "TEXT", required: true, describe: "reason-open");
        return leaves.Group("report.cycle",
            Make(leaves, "report.cycle.open", opens: null),
            Make(leaves, "report.cycle.plan", leaves.Time("--opens", required: true)),
            leaves.Change("report.cycle.start", "cycle", ReportCycle, (session, at, _, options) => session.Own.Reporting.OpenReportCycleAsync(
                new OpenReportCycleRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options), ReportPrinter.Line),
            leaves.Change("report.cycle.close", "cycle", ReportCycle, (session, at, parsed, options) => session.Own.Reporting.CloseReportCycleAsync(
                new CloseReportCycleRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Reason = parsed.GetValue(reason) ?? "" }, options),
                ReportPrinter.Line, reason),
            leaves.Look("report.cycle.show", "cycle", ReportCycle, (client, name, options) => client.Reporting.GetReportCycleAsync(
                new GetReportCycleRequest { Name = name }, options), ReportPrinter.Show),
            List(leaves));
    }

    private static Command Make(Leaves leaves, string path, Option<DateTimeOffset?>? opens)
    {
        var file = leaves.Text("--file", "FILE", required: true, describe: "cycle-file");
        var (period, subject, recurring) = (leaves.Text("--period", "PERIOD"), leaves.Text("--subject", "NAME", describe: "report-subject"), leaves.Flag("--recurring"));
        var (units, agencies) = (leaves.Many("--unit", "UNIT", "cycle-unit"), leaves.Many("--agency", "AGENCY", "cycle-agency"));
        Option<DateTimeOffset?>[] due =
        [
            leaves.Time("--due-unit"), leaves.Time("--due-province"), leaves.Time("--due-ministry"), leaves.Time("--due-secretariat"),
        ];
        Symbol[] symbols = [file, period, .. due, units, agencies, subject, recurring];
        return leaves.Make(
            path,
            (session, requestId, parsed, options) =>
            {
                var content = OfFile(session, parsed.GetValue(file)!);
                content.Period = parsed.GetValue(period) ?? content.Period;
                content.Subject = parsed.GetValue(subject) ?? content.Subject;
                content.Recurring |= parsed.GetValue(recurring);
                content.Due ??= new StepDueTimes();
                content.Due.Unit = Given(parsed, due[0]) ?? content.Due.Unit;
                content.Due.Province = Given(parsed, due[1]) ?? content.Due.Province;
                content.Due.Ministry = Given(parsed, due[2]) ?? content.Due.Ministry;
                content.Due.Secretariat = Given(parsed, due[3]) ?? content.Due.Secretariat;
                Whole(content, parsed.GetValue(units)!, parsed.GetValue(agencies)!);
                return session.Own.Reporting.CreateReportCycleAsync(
                    new CreateReportCycleRequest { RequestId = requestId, Content = content, OpenTime = opens is null ? null : Given(parsed, opens) }, options);
            },
            ReportPrinter.Line,
            opens is null ? symbols : [.. symbols, opens]);
    }

    private static Command List(Leaves leaves)
    {
        var (states, subject) = (leaves.ManyOf<ReportCycleState>("--state", "cycle-state"), leaves.Text("--subject", "NAME", describe: "report-subject"));
        return leaves.Listing(
            "report.cycle.list",
            (client, parsed, size, token, options) => client.Reporting.ListReportCyclesAsync(
                new ListReportCyclesRequest { States = { parsed.GetValue(states) ?? [] }, Subject = parsed.GetValue(subject) ?? "", PageSize = size, PageToken = token },
                options),
            r => r.Cycles, r => r.NextPageToken, ReportPrinter.Cycles,
            states, subject);
    }

    private static Timestamp? Given(ParseResult parsed, Option<DateTimeOffset?> option) =>
        parsed.GetValue(option) is { } time ? Timestamp.FromDateTimeOffset(time) : null;

    /// <summary>A cycle's content as the proto has it, in YAML or JSON.</summary>
    private static ReportCycleContent OfFile(Session session, string file)
    {
        try
        {
            return JsonParser.Default.Parse<ReportCycleContent>(DataFile.Read(session, file).ToJsonString());
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new UsageException(session.Texts.Format("usage.cycle-file", file, e.Message));
        }
    }

    private static void Whole(ReportCycleContent content, string[] units, string[] agencies)
    {
        string[] allUnits = [.. (units.Length > 0 ? units.SelectMany(Parts) : [.. content.Units]).Select(Unit)];
        string[] allAgencies = [.. (agencies.Length > 0 ? agencies.SelectMany(Parts) : [.. content.Agencies]).Select(Agency)];
        content.Units.Clear();
        content.Units.Add(allUnits);
        content.Agencies.Clear();
        content.Agencies.Add(allAgencies);
    }

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
