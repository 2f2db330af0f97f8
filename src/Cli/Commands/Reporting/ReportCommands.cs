using System.CommandLine;
using Coordination.Cli.Commands.Information;
using Coordination.Cli.Printing;
using Coordination.Reporting.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Reporting;

/// <summary><c>coord report …</c>: what units report to their ministries and the centre.</summary>
internal static class ReportCommands
{
    public static Command Build(Leaves leaves) => leaves.Group("report",
    [
        CycleCommands.Build(leaves),
        List(leaves),
        Show(leaves),
        Submit(leaves),
        Approve(leaves),
        Accept(leaves),
        Return(leaves),
        Comment(leaves),
        Extend(leaves),
        History(leaves),
        Rollup(leaves),
        Coverage(leaves),
    ]);

    private static Command List(Leaves leaves)
    {
        var (cycle, states, province) = (
            leaves.Text("--cycle", "CYCLE"), leaves.ManyOf<ReportState>("--state", "report-state"), leaves.Text("--province", "PROVINCE"));
        var (waiting, overdue) = (leaves.Flag("--waiting"), leaves.Flag("--overdue"));
        return leaves.Listing(
            "report.list",
            (client, parsed, size, token, options) => client.Reporting.ListReportsAsync(
                new ListReportsRequest
                {
                    Cycle = ReportCycle(parsed.GetValue(cycle) ?? ""), States = { parsed.GetValue(states) ?? [] }, Province = Province(parsed.GetValue(province) ?? ""),
                    WaitingForMe = parsed.GetValue(waiting), OverdueOnly = parsed.GetValue(overdue), PageSize = size, PageToken = token,
                },
                options),
            r => r.Reports, r => r.NextPageToken, ReportPrinter.List,
            cycle, states, province, waiting, overdue);
    }

    private static Command Show(Leaves leaves)
    {
        var (report, submission) = (leaves.Argument("report"), leaves.Number("--submission", 1, 1000, describe: "submission-shown"));
        return leaves.Leaf(
            "report.show",
            async (session, parsed, cancellationToken) =>
            {
                var options = new CallOptions(cancellationToken: cancellationToken);
                var found = await session.Own.Reporting.GetReportAsync(
                    new GetReportRequest { Name = Report(parsed.GetRequiredValue(report)), Submission = parsed.GetValue(submission) ?? 0 }, options);
                // Labels stand in the cycle.
                var cycle = session.Output.Json ? null
                    : await session.Own.Reporting.GetReportCycleAsync(new GetReportCycleRequest { Name = found.Cycle }, options);
                session.Output.Show(found, output => ReportPrinter.Show(output, session.Texts, found, cycle));
                return ExitCodes.Ok;
            },
            report, submission);
    }

    private static Command Submit(Leaves leaves)
    {
        var (file, figures, answers) = (
            leaves.Text("--file", "FILE", describe: "report-file"), leaves.Many("--figure", "CODE=NUMBER"), leaves.Many("--answer", "CODE=TEXT", "report-answer"));
        return leaves.Change(
            "report.submit", "report", Report,
            (session, at, parsed, options) => session.Own.Reporting.SubmitReportAsync(
                ReportContent.Over(session, parsed.GetValue(file), parsed.GetValue(figures)!, parsed.GetValue(answers)!, new SubmitReportRequest
                {
                    RequestId = at.RequestId, Name = at.Name, Etag = at.ETag,
                }),
                options),
            ReportPrinter.Line,
            file, figures, answers);
    }

    private static Command Approve(Leaves leaves)
    {
        var (step, submission, comment) = (leaves.OneOf<ReportStep>("--step", required: true, describe: "report-step"), Read(leaves), leaves.Text("--comment", "TEXT", describe: "report-comment"));
        return leaves.Change(
            "report.approve", "report", Report,
            (session, at, parsed, options) => session.Own.Reporting.ApproveReportAsync(
                new ApproveReportRequest
                {
                    RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Step = parsed.GetValue(step) ?? default,
                    Submission = parsed.GetValue(submission) ?? 0, Comment = parsed.GetValue(comment) ?? "",
                },
                options),
            ReportPrinter.Line,
            step, submission, comment);
    }

    private static Command Accept(Leaves leaves)
    {
        var (submission, comment) = (Read(leaves), leaves.Text("--comment", "TEXT", describe: "report-comment"));
        return leaves.Change(
            "report.accept", "report", Report,
            (session, at, parsed, options) => session.Own.Reporting.AcceptReportAsync(
                new AcceptReportRequest
                {
                    RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Submission = parsed.GetValue(submission) ?? 0, Comment = parsed.GetValue(comment) ?? "",
                },
                options),
            ReportPrinter.Line,
            submission, comment);
    }

    private static Command Return(Leaves leaves)
    {
        var (submission, reason, to) = (
            Read(leaves), leaves.Text("--reason", "TEXT", required: true, describe: "reason-open"), leaves.OneOf<ReportStep>("--to", describe: "report-to"));
        return leaves.Change(
            "report.return", "report", Report,
            (session, at, parsed, options) => session.Own.Reporting.ReturnReportAsync(
                new ReturnReportRequest
                {
                    RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Submission = parsed.GetValue(submission) ?? 0,
                    Reason = parsed.GetValue(reason) ?? "", To = parsed.GetValue(to) ?? default,
                },
                options),
            ReportPrinter.Line,
            submission, reason, to);
    }

    private static Command Comment(Leaves leaves)
    {
        var text = leaves.Text("--text", "TEXT", required: true, describe: "report-comment");
        return leaves.Change(
            "report.comment", "report", Report,
            (session, at, parsed, options) => session.Own.Reporting.CommentReportAsync(
                new CommentReportRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Text = parsed.GetValue(text) ?? "" }, options),
            ReportPrinter.Line,
            text);
    }

    private static Command Extend(Leaves leaves)
    {
        var due = leaves.Time("--due", required: true);
        return leaves.Change(
            "report.extend", "report", Report,
            (session, at, parsed, options) => session.Own.Reporting.ExtendReportAsync(
                new ExtendReportRequest
                {
                    RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, DueTime = Timestamp.FromDateTimeOffset(parsed.GetValue(due) ?? default),
                },
                options),
            ReportPrinter.Line,
            due);
    }

    private static Command History(Leaves leaves)
    {
        var (report, limit) = (leaves.Argument("report"), leaves.Number("--limit", 0, 1_000_000));
        return leaves.Leaf(
            "report.history",
            async (session, parsed, cancellationToken) =>
            {
                var request = new GetReportHistoryRequest { Name = Report(parsed.GetRequiredValue(report)) };
                var all = await Paging.GatherAsync(
                    session, parsed.GetValue(limit), null,
                    async (size, page) =>
                    {
                        (request.PageSize, request.PageToken) = (size, page);
                        return await session.Own.Reporting.GetReportHistoryAsync(request, cancellationToken: cancellationToken);
                    },
                    r => r.Entries, r => r.NextPageToken).ConfigureAwait(false);
                session.Output.Show(all, output => ReportPrinter.History(output, session.Texts, all));
                return ExitCodes.Ok;
            },
            report, limit);
    }

    private static Command Rollup(Leaves leaves)
    {
        var (cycle, least) = (leaves.Argument("cycle"), leaves.OneOf<ReportState>("--at-least"));
        return leaves.Leaf(
            "report.rollup",
            async (session, parsed, cancellationToken) =>
            {
                var options = new CallOptions(cancellationToken: cancellationToken);
                var name = ReportCycle(parsed.GetRequiredValue(cycle));
                var sums = await session.Own.Reporting.GetRollupAsync(new GetRollupRequest { Cycle = name, AtLeast = parsed.GetValue(least) ?? default }, options);
                var about = session.Output.Json ? null : await session.Own.Reporting.GetReportCycleAsync(new GetReportCycleRequest { Name = name }, options);
                session.Output.Show(sums, output => ReportPrinter.Rollup(output, session.Texts, sums, about));
                return ExitCodes.Ok;
            },
            cycle, least);
    }

    private static Command Coverage(Leaves leaves)
    {
        var agency = leaves.Text("--agency", "AGENCY");
        return leaves.Leaf(
            "report.coverage",
            async (session, parsed, cancellationToken) =>
            {
                var coverage = await session.Own.Reporting.GetCoverageAsync(
                    new GetCoverageRequest { Agency = Agency(parsed.GetValue(agency) ?? "") }, cancellationToken: cancellationToken);
                session.Output.Show(coverage, output => ReportPrinter.Coverage(output, session.Texts, coverage));
                return ExitCodes.Ok;
            },
            agency);
    }

    /// <summary>Which submission was read: nobody approves what was sent since.</summary>
    private static Option<int?> Read(Leaves leaves) => leaves.Number("--submission", 1, 1000, required: true);
}
