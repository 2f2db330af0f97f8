using System.CommandLine;
using Coordination.Cases.V1;
using Coordination.Cli.Commands.Information;
using Coordination.Cli.Connecting;
using Coordination.Cli.Exporting;
using Coordination.Cli.Printing;
using Coordination.Client.Calls;
using Google.Protobuf.WellKnownTypes;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Cli.Commands.Cases;

/// <summary><c>coord export …</c>: cases and numbers into files, and the second pair of eyes.</summary>
internal static class ExportCommands
{
    public static Command Build(Leaves leaves) => leaves.Group(
        "export",
        Htcds(leaves),
        CtdcShaped(leaves),
        leaves.Listing(
            "export.list",
            (client, parsed, size, token, options) => client.Exports.ListExportsAsync(new ListExportsRequest { PageSize = size, PageToken = token }, options),
            response => response.Exports,
            response => response.NextPageToken,
            ExportPrinter.List),
        leaves.Look(
            "export.show", "export", Reading.ResourceNames.Export,
            (client, name, options) => client.Exports.GetExportAsync(new GetExportRequest { Name = name }, options), ExportPrinter.Show),
        ApproveCommand.Export(leaves),
        leaves.Change(
            "export.withdraw", "export", Reading.ResourceNames.Export,
            (session, at, _, options) => session.Own.Exports.WithdrawExportAsync(
                new WithdrawExportRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options),
            ExportPrinter.Line));

    private static Command Htcds(Leaves leaves)
    {
        var format = new Option<string>("--format") { HelpName = "csv|json", Required = true, Description = leaves.Texts["option.export-format"] };
        format.AcceptOnlyFromAmong("csv", "json");
        var (into, approved, identity) = (
            leaves.Text("--out", "FILE", describe: "export-out"), leaves.Text("--export", "EXPORT", describe: "export-approved"), leaves.Flag("--with-identity"));
        var (purpose, basis, province) = (leaves.Text("--purpose", "CODE"), leaves.Text("--basis", "INSTRUMENT"), leaves.Text("--province", "PROVINCE"));
        var (states, cases) = (leaves.ManyOf<CaseState>("--state", describe: "case-state"), leaves.Many("--case", "CASE", describe: "export-case"));
        var (from, until) = (leaves.Time("--opened-from"), leaves.Time("--opened-until"));
        return leaves.Leaf(
            "export.htcds",
            async (session, parsed, cancellationToken) =>
            {
                Export export;
                if (parsed.GetValue(approved) is { } name)
                {
                    export = await session.Own.Exports.GetExportAsync(
                        new GetExportRequest { Name = Reading.ResourceNames.Export(name) }, cancellationToken: cancellationToken);
                }
                else
                {
                    var request = new ProposeExportRequest
                    {
                        RequestId = RequestIds.New(),
                        Format = parsed.GetValue(format) is "json" ? ExportFormat.HtcdsJson : ExportFormat.HtcdsCsv,
                        WithIdentity = parsed.GetValue(identity),
                        Purpose = parsed.GetValue(purpose) ?? throw new UsageException(session.Texts["export.purpose"]),
                        LegalBasis = Reading.ResourceNames.Instrument(parsed.GetValue(basis) ?? throw new UsageException(session.Texts["export.purpose"])),
                        Filter = new ExportFilter
                        {
                            Province = parsed.GetValue(province) is { } where ? Reading.ResourceNames.Province(where) : "",
                            OpenedFrom = parsed.GetValue(from) is { } after ? Timestamp.FromDateTimeOffset(after) : null,
                            OpenedUntil = parsed.GetValue(until) is { } before ? Timestamp.FromDateTimeOffset(before) : null,
                            States = { parsed.GetValue(states) ?? [] },
                            Cases = { parsed.Codes(cases).Select(Reading.ResourceNames.Case) },
                        },
                    };
                    export = await session.Own.Exports.ProposeExportAsync(request, cancellationToken: cancellationToken);
                }

                if (export.State is ExportState.Proposed)
                {
                    session.Output.Show(export, output => ExportPrinter.Show(output, session.Texts, export));
                    session.Output.Notice(session.Texts.Format("export.waits", Words.Short(export.Name), parsed.GetValue(format)));
                    return ExitCodes.Refused;
                }

                await WriteAsync(session, export, parsed.GetValue(format) is "json", parsed.GetValue(into), cancellationToken).ConfigureAwait(false);
                return ExitCodes.Ok;
            },
            format, into, purpose, basis, states, province, from, until, cases, identity, approved);
    }

    private static Command CtdcShaped(Leaves leaves)
    {
        var (into, from, until) = (
            leaves.Text("--out", "FILE", describe: "ctdc-out"), leaves.Text("--first-period", "PERIOD", describe: "ctdc-first"), leaves.Text("--last-period", "PERIOD", describe: "ctdc-last"));
        return leaves.Leaf(
            "export.ctdc",
            async (session, parsed, cancellationToken) =>
            {
                var counts = await session.Own.Statistics.CountAsync(
                    Ctdc.Request(parsed.GetValue(from) ?? "", parsed.GetValue(until) ?? ""), cancellationToken: cancellationToken);
                var table = new Ctdc(counts);
                await ExportFile.WriteAsync(
                    session,
                    parsed.GetValue(into),
                    async stream =>
                    {
                        var writer = new StreamWriter(stream, leaveOpen: true);
                        await using (writer.ConfigureAwait(false))
                            await table.WriteAsync(writer).ConfigureAwait(false);
                    }).ConfigureAwait(false);
                session.Output.Notice(session.Texts.Format("export.ctdc", table.Written, table.LeftOut, table.Smallest));
                return ExitCodes.Ok;
            },
            into, from, until);
    }

    private static async Task WriteAsync(Session session, Export export, bool json, string? into, CancellationToken cancellationToken)
    {
        var reading = new HtcdsReading(session.Own, export);
        await ExportFile.WriteAsync(
            session,
            into,
            async stream =>
            {
                if (json)
                {
                    await HtcdsFile.WriteJsonAsync(stream, reading.ReadAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
                    return;
                }

                var writer = new StreamWriter(stream, leaveOpen: true);
                await using (writer.ConfigureAwait(false))
                    await HtcdsFile.WriteCsvAsync(writer, reading.ReadAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
            }).ConfigureAwait(false);

        var texts = session.Texts;
        session.Output.Notice(texts.Format("export.done", reading.Cases, reading.People, reading.Omitted));
        session.Output.Notice(texts.Format("export.empty", string.Join(", ", Exporting.Htcds.Fields.Where(field => !field.IsHeld).Select(field => field.Name))));
        session.Output.Notice(Exporting.Htcds.Attribution);
    }
}
