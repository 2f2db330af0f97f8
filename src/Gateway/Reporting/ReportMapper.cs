using System.Text.Json;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Grains;

namespace Coordination.Reporting;

/// <summary>Between the messages and the commands and views of reports.</summary>
internal static class ReportMapper
{
    public static SubmitReport ToCommand(V1.SubmitReportRequest request, CommandContext context) => new(
        context,
        [.. request.Figures.Select(f => new FigureValue(f.Code, f.Value))],
        [.. request.Narratives.Select(n => new NarrativeAnswer(n.Code, Text.Normalize(n.Text)))]);

    /// <exception cref="RefusedException">INVALID_ARGUMENT: the unit does not approve, and the secretariat accepts.</exception>
    public static ApproveReport ToCommand(V1.ApproveReportRequest request, CommandContext context) =>
        request.Step is V1.ReportStep.Province or V1.ReportStep.Ministry
            ? new ApproveReport(context, (ReportStep)request.Step, request.Submission, Text.Normalize(request.Comment))
            : throw RefusedException.Invalid("step", "Name the province or the ministry; the secretariat accepts.");

    /// <summary>The level whose figures count. Default: whatever was submitted.</summary>
    /// <exception cref="RefusedException">INVALID_ARGUMENT: figures do not stand in that state.</exception>
    public static ReportStage AtLeast(V1.ReportState state) => state switch
    {
        V1.ReportState.Unspecified => ReportStage.Submitted,
        V1.ReportState.Submitted or V1.ReportState.ProvinceApproved or V1.ReportState.MinistryApproved or V1.ReportState.SecretariatAccepted =>
            (ReportStage)state,
        _ => throw RefusedException.Invalid("at_least", "Name submitted, province_approved, ministry_approved or secretariat_accepted."),
    };

    public static RegistryQuery ToQuery(V1.ListReportsRequest request, Principal reader)
    {
        var query = new RegistryQuery
        {
            Kind = ReportName.Collection,
            Parent = OrNull(request.Cycle),
            States = [.. request.States.Select(Word).Distinct(StringComparer.Ordinal)],
            Province = OrNull(request.Province),
            OverdueAt = request.OverdueOnly ? DateTimeOffset.UnixEpoch : null,
        };
        return request.WaitingForMe
            ? query with
            {
                Party = reader.Agency.Id,
                PartyRoles = reader.Unit is null
                    ? [ReportWords.Of(ReportStep.Ministry), ReportWords.Of(ReportStep.Secretariat)]
                    : [ReportWords.Of(ReportStep.Unit), ReportWords.Of(ReportStep.Province)],
                OpenOnly = true,
            }
            : query;
    }

    public static ReportView Read(RegistryHit hit) => JsonSerializer.Deserialize(hit.View.AsSpan(), ReportingJson.Default.ReportView)!;

    public static V1.Report ToProto(ReportView view)
    {
        var report = new V1.Report
        {
            Name = view.Name.ToString(),
            Cycle = view.Header.Cycle.ToString(),
            State = (V1.ReportState)view.Stage,
            Title = CycleMapper.ToProto(view.Header.Title),
            Period = view.Header.Period,
            Kind = view.Header.Kind,
            Subject = view.Header.Subject,
            Route = CycleMapper.ToProto(view.Header.Route, view.Header.Cycle),
            WaitingFor = (V1.ReportStep)view.WaitsFor,
            DueTime = view.Due.ToProto(),
            OverdueSince = view.OverdueSince.ToProto(),
            Submission = view.Submission,
            SubmissionCount = view.Submissions,
            SubmitTime = view.SubmittedAt.ToProto(),
            CreateTime = view.CreatedAt.ToProto(),
            UpdateTime = view.UpdatedAt.ToProto(),
            Etag = ETag.Of(view.Version),
        };
        report.Figures.AddRange(view.Figures.Select(f => new V1.FigureValue { Code = f.Code, Value = f.Value }));
        report.Narratives.AddRange(view.Narratives.Select(n => new V1.NarrativeAnswer { Code = n.Code, Text = n.Text }));
        report.Approvals.AddRange(view.Approvals.Select(a => new V1.ReportApproval
        {
            Step = (V1.ReportStep)a.Step, Submission = a.Submission, Agency = a.Agency.ToString(), Time = a.At.ToProto(),
        }));
        if (view.Returned is { } back)
        {
            report.Returned = new V1.ReportReturn
            {
                By = (V1.ReportStep)back.By, To = (V1.ReportStep)back.To, Submission = back.Submission, Reason = back.Reason, Time = back.At.ToProto(),
            };
        }

        report.Comments.AddRange(view.Comments.Select(c => new V1.ReportComment
        {
            Step = (V1.ReportStep)c.Step, Submission = c.Submission, Text = c.Text, Time = c.At.ToProto(),
        }));
        report.Escalations.AddRange(view.Escalations.Select(e => new V1.ReportEscalation
        {
            Level = e.Level, Step = (V1.ReportStep)e.Step, Time = e.At.ToProto(),
        }));
        return report;
    }

    public static V1.ReportHistoryEntry ToProto(HistoryEntry entry) => new()
    {
        Version = entry.Version,
        Type = entry.Type,
        Time = entry.At.ToProto(),
        Actor = entry.Actor?.ToString() ?? "",
        RequestId = entry.RequestId == Guid.Empty ? "" : entry.RequestId.ToString(),
        Data = ProtoValues.ToStruct(entry.Data.AsSpan()),
    };

    public static V1.Rollup ToProto(RollupView view)
    {
        var rollup = new V1.Rollup
        {
            Cycle = view.Cycle.ToString(), AtLeast = (V1.ReportState)view.AtLeast, All = ToProto(view.All), Whole = view.Whole,
        };
        rollup.Provinces.AddRange(view.Provinces.Select(ToProto));
        rollup.Ministries.AddRange(view.Ministries.Select(ToProto));
        return rollup;
    }

    public static V1.Coverage ToProto(CoverageView view)
    {
        var coverage = new V1.Coverage { Affected = view.Affected, Covered = view.Covered, Units = view.Units, Percent = view.Percent };
        coverage.Provinces.AddRange(view.Provinces.Select(p => new V1.ProvinceCoverage
        {
            Province = p.Province, Label = CycleMapper.ToProto(p.Label), Affected = p.Affected, Units = p.Units, Approver = p.Approver?.ToString() ?? "",
        }));
        coverage.Agencies.AddRange(view.Agencies.Select(a => new V1.AgencyCoverage
        {
            Agency = a.Agency.ToString(), Label = CycleMapper.ToProto(a.Label), Units = a.Units, Covered = a.Covered, Percent = a.Percent,
        }));
        return coverage;
    }

    private static V1.RollupRow ToProto(RollupRow row)
    {
        var message = new V1.RollupRow
        {
            Key = row.Key, Label = CycleMapper.ToProto(row.Label), Expected = row.Expected, Reported = row.Reported, Overdue = row.Overdue,
        };
        message.Figures.AddRange(row.Figures.Select(f => new V1.RollupFigure { Code = f.Code, Sum = f.Sum, Reported = f.Reported }));
        return message;
    }

    /// <exception cref="RefusedException">INVALID_ARGUMENT: there is no such state.</exception>
    private static string Word(V1.ReportState state) =>
        state is V1.ReportState.Unspecified || !System.Enum.IsDefined(state)
            ? throw RefusedException.Invalid("states", "Name states of a report.")
            : ReportWords.Of((ReportStage)state);
}
