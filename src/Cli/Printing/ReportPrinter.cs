using Coordination.Cli.Commands;
using Coordination.Cli.Texts;
using Coordination.Reporting.V1;

namespace Coordination.Cli.Printing;

/// <summary>Cycles, reports and their sums for a person.</summary>
internal static class ReportPrinter
{
    public static void Line(Output output, Catalogue texts, ReportCycle cycle) => output.WriteLine(texts.Format(
        "done.cycle", cycle.Name, texts.Of(cycle.State), cycle.Content?.Period ?? "", cycle.Routes.Count));

    public static void Line(Output output, Catalogue texts, Report report) => output.WriteLine(texts.Format(
        report.WaitingFor is ReportStep.Unspecified ? "done.report-done" : "done.report",
        report.Name, texts.Of(report.State), report.SubmissionCount, texts.Of(report.WaitingFor), texts.Of(report.DueTime)));

    public static void Show(Output output, Catalogue texts, ReportCycle cycle)
    {
        var content = cycle.Content ?? new ReportCycleContent();
        output.Facts(
        [
            ("resource", cycle.Name), ("title", texts.Of(content.Title)), ("state", texts.Of(cycle.State)), ("note", cycle.Reason),
            ("period", $"{content.Period} ({cycle.PeriodBegin} – {cycle.PeriodEnd})"), ("kind", content.Template?.Kind ?? ""), ("about", content.Subject),
            ("opens", texts.Of(cycle.OpenTime)), ("due_unit", texts.Of(content.Due?.Unit)), ("due_province", texts.Of(content.Due?.Province)),
            ("due_ministry", texts.Of(content.Due?.Ministry)), ("due_secretariat", texts.Of(content.Due?.Secretariat)),
            ("units", Words.Short(content.Units)), ("agencies", Words.Short(content.Agencies)), ("recurring", texts.Of(content.Recurring)),
            ("next_cycle", cycle.Successor.Length > 0 ? cycle.Successor : cycle.SuccessorRefusal), ("without_route", Words.Short(cycle.UnitsWithoutRoute)),
            ("created", texts.Of(cycle.CreateTime)), ("updated", texts.Of(cycle.UpdateTime)), ("etag", cycle.Etag),
        ]);
        output.Table(
            ["code", "label", "unit_of_figure", "minimum", "required"],
            [
                .. (content.Template?.Figures ?? []).Select(IReadOnlyList<string> (f) =>
                    [f.Code, texts.Of(f.Label), f.Unit, f.HasMinimum ? f.Minimum.ToString(texts.Culture) : "", texts.Of(!f.MayBeLeftOut)]),
                .. (content.Template?.Questions ?? []).Select(IReadOnlyList<string> (q) => [q.Code, texts.Of(q.Label), texts["words"], "", texts.Of(q.MustBeAnswered)]),
            ]);
        output.Table(
            ["report", "unit", "province", "approves_for", "ministry"],
            cycle.Routes.Select(IReadOnlyList<string> (r) => [Words.Short(r.Report), Words.Short(r.Unit), r.Province, Words.Short(r.Approver), Words.Short(r.Ministry)]));
    }

    public static void Cycles(Output output, Catalogue texts, ListReportCyclesResponse list) => output.Table(
        ["cycle", "state", "period", "due_unit", "kind", "title"],
        list.Cycles.Select(IReadOnlyList<string> (c) =>
        [
            Words.Short(c.Name), texts.Of(c.State), c.Content?.Period ?? "", texts.Of(c.Content?.Due?.Unit), c.Content?.Template?.Kind ?? "", texts.Of(c.Content?.Title),
        ]));

    /// <param name="cycle">Knows the labels; null: codes.</param>
    public static void Show(Output output, Catalogue texts, Report report, ReportCycle? cycle)
    {
        var (route, template) = (report.Route ?? new ReportRoute(), cycle?.Content?.Template ?? new ReportTemplate());
        output.Facts(
        [
            ("resource", report.Name), ("title", texts.Of(report.Title)), ("state", texts.Of(report.State)), ("period", report.Period), ("about", report.Subject),
            ("unit", Words.Short(route.Unit)), ("province", route.Province), ("approves_for", Words.Short(route.Approver)), ("ministry", Words.Short(route.Ministry)),
            ("waiting_for", texts.Of(report.WaitingFor)), ("due", texts.Of(report.DueTime)), ("overdue_since", texts.Of(report.OverdueSince)),
            ("submission", report.SubmissionCount == 0 ? "" : texts.Format("of", report.Submission, report.SubmissionCount)), ("submitted", texts.Of(report.SubmitTime)),
            ("cycle", report.Cycle), ("created", texts.Of(report.CreateTime)), ("updated", texts.Of(report.UpdateTime)), ("etag", report.Etag),
        ]);
        output.Table(
            ["figure", "value", "label"],
            report.Figures.Select(IReadOnlyList<string> (f) =>
                [f.Code, f.Value.ToString("N0", texts.Culture), texts.Of(template.Figures.FirstOrDefault(t => t.Code == f.Code)?.Label)]));
        foreach (var answer in report.Narratives)
        {
            output.WriteLine("");
            output.WriteLine(texts.Of(template.Questions.FirstOrDefault(q => q.Code == answer.Code)?.Label) is { Length: > 0 } asked ? asked : answer.Code);
            output.WriteLine("  " + answer.Text.Replace("\n", "\n  ", StringComparison.Ordinal));
        }

        if (report.Returned is { } back)
            output.WriteLine(texts.Format("report.returned", texts.Of(back.By), texts.Of(back.To), texts.Of(back.Time), back.Reason));
        if (report.Approvals.Count > 0)
            output.Table(["approved_at", "agency", "time"], report.Approvals.Select(IReadOnlyList<string> (a) => [texts.Of(a.Step), Words.Short(a.Agency), texts.Of(a.Time)]));
        if (report.Comments.Count > 0)
        {
            output.Table(
                ["time", "level", "submission", "comment"],
                report.Comments.Select(IReadOnlyList<string> (c) => [texts.Of(c.Time), texts.Of(c.Step), c.Submission.ToString(texts.Culture), c.Text]));
        }

        if (report.Escalations.Count > 0)
        {
            output.Table(
                ["escalation", "late_step", "time"],
                report.Escalations.Select(IReadOnlyList<string> (e) => [texts.Has("rung." + e.Level) ? texts["rung." + e.Level] : e.Level, texts.Of(e.Step), texts.Of(e.Time)]));
        }
    }

    public static void List(Output output, Catalogue texts, ListReportsResponse list) => output.Table(
        ["report", "state", "unit", "province", "ministry", "waiting_for", "due", "overdue", "title"],
        list.Reports.Select(IReadOnlyList<string> (r) =>
        [
            Words.Short(r.Name), texts.Of(r.State), Words.Short(r.Route?.Unit ?? ""), r.Route?.Province ?? "", Words.Short(r.Route?.Ministry ?? ""),
            texts.Of(r.WaitingFor), texts.Of(r.DueTime), r.OverdueSince is null ? "" : texts["yes"], $"{texts.Of(r.Title)} {r.Period}",
        ]));

    public static void History(Output output, Catalogue texts, GetReportHistoryResponse history) => output.Table(
        ["version", "time", "actor", "what", "data"],
        history.Entries.Select(IReadOnlyList<string> (e) =>
        [
            e.Version.ToString(texts.Culture), texts.Of(e.Time), e.Actor.Length > 0 ? Words.Short(e.Actor) : texts["platform"],
            texts.Has("event." + e.Type) ? texts["event." + e.Type] : e.Type, WatchCommand.Brief(e.Data),
        ]));

    /// <param name="cycle">Knows the labels; null: codes.</param>
    public static void Rollup(Output output, Catalogue texts, Rollup rollup, ReportCycle? cycle)
    {
        var rows = rollup.Provinces.Concat(rollup.Ministries).Append(rollup.All).ToArray();
        output.Table(
            ["sums_of", "reported", "late", .. rollup.All.Figures.Select(f => f.Code)],
            rows.Select(IReadOnlyList<string> (row) =>
            [
                row.Key.Length == 0 ? texts["all"] : texts.Of(row.Label) is { Length: > 0 } label ? label : Words.Short(row.Key),
                texts.Format("of", row.Reported, row.Expected), row.Overdue.ToString(texts.Culture), .. row.Figures.Select(f => f.Sum.ToString("N0", texts.Culture)),
            ]));
        foreach (var figure in cycle?.Content?.Template?.Figures ?? [])
            output.WriteLine($"{figure.Code}: {texts.Of(figure.Label)}");
        if (!rollup.Whole)
            output.WriteLine(texts["report.not-whole"]);
    }

    public static void Coverage(Output output, Catalogue texts, Coverage coverage)
    {
        output.WriteLine(texts.Format("report.coverage", coverage.Covered, coverage.Affected, coverage.Percent, coverage.Units));
        output.Table(
            ["province", "label", "affected", "units", "approves_for"],
            coverage.Provinces.Select(IReadOnlyList<string> (p) =>
                [p.Province, texts.Of(p.Label), texts.Of(p.Affected), p.Units.ToString(texts.Culture), Words.Short(p.Approver)]));
        output.Table(
            ["agency", "label", "units", "coverage"],
            coverage.Agencies.Select(IReadOnlyList<string> (a) => [Words.Short(a.Agency), texts.Of(a.Label), a.Units.ToString(texts.Culture), Words.Percent(a.Percent)]));
    }
}
