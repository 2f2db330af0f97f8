using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Coordination.Localization;
using Coordination.Names;
using Coordination.PlanOfAction.Contracts;
using Coordination.PlanOfAction.Workflows;

namespace Coordination.PlanOfAction.Documents;

/// <summary>The progress report of a plan: made of the plan and nothing else, so that the same plan on the same day gives the same document.</summary>
internal static class ProgressReport
{
    /// <param name="agencyName">Words for an agency; null: its id is shown.</param>
    /// <param name="instrumentName">Words for an instrument; null: its id is shown.</param>
    public static PlanDocument Of(
        PlanView plan,
        ImmutableArray<ArticleCoverage> coverage,
        Func<AgencyName, LocalizedText?> agencyName,
        Func<InstrumentName, LocalizedText?> instrumentName,
        bool lao,
        bool html)
    {
        var title = $"{ProgressWords.Report.In(lao)}: {plan.Content.Title.In(lao)}";
        DocumentWriter writer = html ? new HtmlWriter(title, lao) : new MarkdownWriter();
        string Agency(AgencyName agency) => agencyName(agency)?.In(lao) ?? agency.Id;

        writer.Heading(1, title);
        Head(writer, plan, Agency, lao);
        Summary(writer, plan, coverage, lao);
        foreach (var (objective, number) in plan.Content.Objectives.Select((o, at) => (o, at + 1)))
        {
            writer.Heading(2, $"{ProgressWords.Objective.In(lao)} {Text(number)}: {objective.Text.In(lao)}");
            foreach (var (output, below) in objective.Outputs.Select((o, at) => (o, at + 1)))
            {
                writer.Heading(3, $"{ProgressWords.Output.In(lao)} {Text(number)}.{Text(below)}: {output.Text.In(lao)}");
                Activities(writer, plan, output, Agency, lao);
                Indicators(writer, plan, output, Agency, lao);
            }
        }

        Coverage(writer, coverage, instrumentName, lao);
        var text = writer.End();
        return new PlanDocument(
            text, html ? "text/html; charset=utf-8" : "text/markdown; charset=utf-8", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
            plan.Version);
    }

    private static void Head(DocumentWriter writer, PlanView plan, Func<AgencyName, string> agency, bool lao)
    {
        writer.Line(ProgressWords.Owner.In(lao), agency(plan.Owner));
        writer.Line(ProgressWords.Stage.In(lao), PlanOfActionWorkflow.Version1.State(plan.Stage)?.Title.In(lao) ?? plan.Stage);
        writer.Line(ProgressWords.Period.In(lao), $"{Text(plan.Content.Begin)} – {Text(plan.Content.End)}");
        writer.Line(ProgressWords.AsOf.In(lao), Text(plan.Today));
    }

    private static void Summary(DocumentWriter writer, PlanView plan, ImmutableArray<ArticleCoverage> coverage, bool lao)
    {
        var activities = plan.Content.Activities().ToArray();
        int In(ActivityStatus status) => activities.Count(a => plan.Progress(a.Id).Status == status);
        writer.Heading(2, ProgressWords.Summary.In(lao));
        writer.Table(
            [
                ProgressWords.Activities.In(lao), ProgressWords.Planned.In(lao), ProgressWords.UnderWay.In(lao), ProgressWords.Done.In(lao),
                ProgressWords.Cancelled.In(lao), ProgressWords.Overdue.In(lao), ProgressWords.NotServed.In(lao),
            ],
            [
                [
                    Text(activities.Length), Text(In(ActivityStatus.Planned)), Text(In(ActivityStatus.UnderWay)), Text(In(ActivityStatus.Done)),
                    Text(In(ActivityStatus.Cancelled)), Text(activities.Count(plan.IsOverdue)), Text(coverage.Count(c => c.Activities.IsEmpty)),
                ],
            ]);
    }

    private static void Activities(DocumentWriter writer, PlanView plan, PlanOutput output, Func<AgencyName, string> agency, bool lao) =>
        writer.Table(
            [ProgressWords.Activity.In(lao), ProgressWords.Lead.In(lao), ProgressWords.Until.In(lao), ProgressWords.Status.In(lao)],
            [
                .. output.Activities.Select(a => (IReadOnlyList<string>)
                [
                    a.Text.In(lao), agency(a.Lead), Text(a.End),
                    StatusWord(plan.Progress(a.Id).Status).In(lao) + (plan.IsOverdue(a) ? $" ({ProgressWords.Overdue.In(lao)})" : ""),
                ]),
            ]);

    private static void Indicators(DocumentWriter writer, PlanView plan, PlanOutput output, Func<AgencyName, string> agency, bool lao)
    {
        var rows = output.Activities.SelectMany(a => a.Indicators).Select(i => (IReadOnlyList<string>)
        [
            i.Unit.Length == 0 ? i.Text.In(lao) : $"{i.Text.In(lao)} ({i.Unit})",
            Text(i.Baseline, lao), Text(i.Target, lao), Newest(plan, i, agency, lao), Reached(plan, i, lao),
        ]).ToArray();
        if (rows.Length == 0)
            return;
        writer.Table(
            [
                ProgressWords.Indicator.In(lao), ProgressWords.Baseline.In(lao), ProgressWords.Target.In(lao), ProgressWords.Newest.In(lao),
                ProgressWords.Reached.In(lao),
            ],
            rows);
    }

    private static void Coverage(
        DocumentWriter writer, ImmutableArray<ArticleCoverage> coverage, Func<InstrumentName, LocalizedText?> instrumentName, bool lao)
    {
        if (coverage.IsEmpty)
            return;

        writer.Heading(2, ProgressWords.Coverage.In(lao));
        foreach (var instrument in coverage.GroupBy(c => c.Instrument))
        {
            writer.Heading(3, instrumentName(instrument.Key)?.In(lao) ?? instrument.Key.Id);
            writer.Table(
                [ProgressWords.Article.In(lao), ProgressWords.Activities.In(lao)],
                [
                    .. instrument.Select(c => (IReadOnlyList<string>)
                    [
                        c.Text.En.Length == 0 ? c.Article : $"{c.Article}: {c.Text.In(lao)}",
                        c.Activities.IsEmpty ? ProgressWords.NotServed.In(lao) : string.Join(", ", c.Activities),
                    ]),
                ]);
        }
    }

    /// <summary>The newest value; of a joint plan that of each side, never their sum.</summary>
    private static string Newest(PlanView plan, PlanIndicator indicator, Func<AgencyName, string> agency, bool lao)
    {
        var newest = NewestByAgency(plan, indicator);
        return newest.Length == 0 ? ProgressWords.Nothing.In(lao)
            : newest.Length == 1 && plan.Content.Sides.IsEmpty ? $"{Text(newest[0].Value, lao)} ({newest[0].Period})"
            : string.Join("; ", newest.Select(v => $"{agency(v.By)}: {Text(v.Value, lao)} ({v.Period})"));
    }

    /// <summary>How much of the way from the baseline to the target; only where one value, both ends and a way are known.</summary>
    private static string Reached(PlanView plan, PlanIndicator indicator, bool lao) =>
        NewestByAgency(plan, indicator) is [var only] && indicator is { Baseline: { } from, Target: { } to } && from != to
            ? Math.Round((only.Value - from) * 100 / (to - from), 0, MidpointRounding.AwayFromZero).ToString("0", Culture(lao)) + " %"
            : "";

    private static IndicatorValue[] NewestByAgency(PlanView plan, PlanIndicator indicator) =>
    [
        .. plan.Values.Where(v => v.Indicator == indicator.Id)
            .GroupBy(v => v.By)
            .Select(g => g.OrderBy(v => EndOf(v.Period)).ThenBy(v => v.At).Last())
            .OrderBy(v => v.By.Id, StringComparer.Ordinal),
    ];

    private static DateOnly EndOf(string period) => Coordination.Reporting.ReportPeriod.TryParse(period, out var known) ? known.End : DateOnly.MinValue;

    private static LocalizedText StatusWord(ActivityStatus status) => status switch
    {
        ActivityStatus.UnderWay => ProgressWords.UnderWay,
        ActivityStatus.Done => ProgressWords.Done,
        ActivityStatus.Cancelled => ProgressWords.Cancelled,
        _ => ProgressWords.Planned,
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(decimal? number, bool lao) => number is { } known ? known.ToString("#,0.####", Culture(lao)) : ProgressWords.NotKnown.In(lao);

    private static CultureInfo Culture(bool lao) => lao ? CultureInfo.GetCultureInfo("lo-LA") : CultureInfo.InvariantCulture;
}
