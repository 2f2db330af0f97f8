using System.Globalization;
using Coordination.Aggregates;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.PlanOfAction.Contracts;
using Coordination.Reporting;
using Coordination.Workflows;

namespace Coordination.PlanOfAction.Workflows;

/// <summary>Opens a cycle of the provinces' vertical reporting about a plan, in the name and with the rights of the secretariat's officer.</summary>
internal sealed class ReportCycleEffect : IWorkflowEffect
{
    public const string EffectName = "open-report-cycle";

    /// <summary>What kind of report it is, for whoever lists cycles.</summary>
    public const string Kind = "plan_of_action";

    private const int DaysPerLevel = 7;

    public string Name => EffectName;

    public async Task<Outcome<string>> RunAsync(WorkflowStep step, IGrainFactory grains, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(grains);
        var facts = step.Facts;
        if (!ResourceName.TryParse<PlanName>(facts.Value("plan"), out var name))
            return CommonRefusals.NotFound;
        var plan = await grains.Plan(name).GetAsync(step.Caller, cancellationToken);
        if (plan.IsRefused)
            return plan.Refusal;

        var cycle = ReportCycleName.For(step.Caller.Agency, step.RequestId);
        var command = new CreateReportCycle(new CommandContext(step.RequestId, step.Caller), Content(plan.Value, facts), null);
        var opened = await grains.ReportCycle(cycle).CreateAsync(command, cancellationToken);
        return opened.IsRefused ? opened.Refusal : cycle.ToString();
    }

    internal static CycleContent Content(PlanView plan, WorkflowFacts facts)
    {
        var unit = Due(facts, "unit_due_date", DateOnly.FromDateTime(facts.Now.UtcDateTime).AddDays(DaysPerLevel));
        var province = Due(facts, "province_due_date", unit.AddDays(DaysPerLevel));
        var ministry = Due(facts, "ministry_due_date", province.AddDays(DaysPerLevel));
        var secretariat = Due(facts, "secretariat_due_date", ministry.AddDays(DaysPerLevel));
        var title = plan.Content.Title;
        return new CycleContent(
            new LocalizedText(title.En, title.Lo),
            Period(facts),
            new ReportTemplate(
                Kind,
                [.. plan.Content.Indicators().Where(i => i.ReportedByUnits).Take(ReportLimits.Figures).Select(i => new ReportFigure(i.FigureCode, i.Text, i.Unit, null, true))],
                [new ReportQuestion("progress", new LocalizedText("What was done for the plan, and what stood in the way?", "ໄດ້ເຮັດຫຍັງແດ່ຕາມແຜນ ແລະ ມີຫຍັງກີດຂວາງ?"), true)]),
            new StepDueTimes(EndOf(unit), EndOf(province), EndOf(ministry), EndOf(secretariat)),
            [], [], plan.Name.ToString(), false);
    }

    private static string Period(WorkflowFacts facts)
    {
        var (year, part) = (facts.Value("period_year") ?? "", facts.Value("period_part") ?? "year");
        return part == "year" ? year : $"{year}-{part}";
    }

    private static DateOnly Due(WorkflowFacts facts, string field, DateOnly otherwise) =>
        DateOnly.TryParseExact(facts.Value(field), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : otherwise;

    private static DateTimeOffset EndOf(DateOnly day) => new(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
}
