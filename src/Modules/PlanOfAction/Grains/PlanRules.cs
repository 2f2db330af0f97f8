using System.Collections.Immutable;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.PlanOfAction.Contracts;
using Coordination.Reporting;

namespace Coordination.PlanOfAction.Grains;

/// <summary>The rules of plans, in documented precedence order; the first refusal wins.</summary>
internal static class PlanRules
{
    private static readonly ImmutableHashSet<string> Editable = [PlanState.Draft, "consultation", "mid_term_review"];

    /// <summary>From the Government's approval on.</summary>
    private static readonly ImmutableHashSet<string> Reporting = ["approved", "active", "mid_term_review", "evaluation"];

    private static readonly ImmutableHashSet<string> EndedStages = ["superseded", "withdrawn"];

    public static bool HasEnded(string stage) => EndedStages.Contains(stage);

    public static Decision<PlanEvent> Create(PlanState state, CreatePlan command, Func<AgencyName, bool> isAgency) =>
        state.Content is not null ? CommonRefusals.RequestIdReused
        : ContentRules.Refuse(command.Content, isAgency) is { } wrong ? wrong
        : new PlanCreated(command.Context.Principal.Agency, command.Content);

    public static Decision<PlanEvent> SetContent(PlanState state, SetPlanContent command, Func<AgencyName, bool> isAgency)
    {
        if (!Editable.Contains(state.Stage))
            return PlanRefusals.NotEditable.With("stage", state.Stage);
        if (ContentRules.Refuse(command.Content, isAgency) is { } wrong)
            return wrong;

        var reported = state.Values.Select(v => v.Indicator).Where(id => command.Content.Indicator(id) is null)
            .Concat(state.Activities.Select(a => a.Activity).Where(id => command.Content.Activity(id) is null));
        return reported.FirstOrDefault() is { } missing ? PlanRefusals.ReportedOn.With("where", missing) : new PlanContentSet(command.Content);
    }

    public static Decision<PlanEvent> Record(PlanState state, RecordIndicatorValue command)
    {
        var by = command.Context.Principal.Agency;
        if (RefuseReporting(state) is { } no)
            return no;
        if (state.Content!.Indicator(command.Indicator) is not { } found)
            return PlanRefusals.IndicatorUnknown;
        if (by != found.Activity.Lead && by != state.Owner && !state.Content.Sides.Contains(by))
            return PlanRefusals.NotYourActivity;
        if (!IsPeriod(state.Content, command.Period))
            return PlanRefusals.PeriodInvalid;
        return new IndicatorValuesRecorded(by, [new RecordedValue(command.Indicator, command.Period, command.Value, command.Source)]);
    }

    public static Decision<PlanEvent> Report(PlanState state, ReportActivity command)
    {
        var by = command.Context.Principal.Agency;
        return RefuseReporting(state) is { } no ? no
            : state.Content!.Activity(command.Activity) is not { } activity ? PlanRefusals.ActivityUnknown
            : by != activity.Lead && by != state.Owner ? PlanRefusals.NotYourActivity
            : command.Status is ActivityStatus.None || !Enum.IsDefined(command.Status) ? PlanRefusals.StatusInvalid
            : state.Progress(command.Activity).Status == command.Status && state.Activities.Any(a => a.Activity == command.Activity) ? Decision<PlanEvent>.Nothing
            : new ActivityReported(command.Activity, command.Status);
    }

    /// <summary>Why an activity cannot become a task.</summary>
    public static Refusal? RefuseAssign(PlanState state, string activity) =>
        RefuseReporting(state)
        ?? (state.Content!.Activity(activity) is null ? PlanRefusals.ActivityUnknown : null)
        ?? (state.Progress(activity).Task is { } task ? PlanRefusals.ActivityAssigned.With("task", task.ToString()) : null);

    public static Decision<PlanEvent> Assign(PlanState state, AssignActivity command, TaskName task) =>
        RefuseAssign(state, command.Activity) is { } no ? no : new Contracts.ActivityAssigned(command.Activity, task);

    /// <param name="cycle">The cycle, as the caller sees it.</param>
    /// <param name="sums">Its sums, as the caller sees them.</param>
    public static Decision<PlanEvent> Adopt(PlanState state, PlanName name, AdoptReportCycle command, CycleView cycle, RollupView sums)
    {
        if (RefuseReporting(state) is { } no)
            return no;
        if (cycle.Content.Subject != name.ToString())
            return PlanRefusals.CycleOfAnotherPlan;

        var values = sums.All.Figures
            .Where(figure => figure.Reported > 0)
            .SelectMany(figure => state.Content!.Indicators().Where(i => i.FigureCode == figure.Code)
                .Select(i => new RecordedValue(i.Id, cycle.Content.Period, figure.Sum, command.Cycle.ToString())))
            .ToImmutableArray();
        return values.IsEmpty ? PlanRefusals.CycleOfAnotherPlan : new IndicatorValuesRecorded(command.Context.Principal.Agency, values);
    }

    /// <summary>What a step of its process does to the plan. Who may take the step, and from where, is the process's own rule.</summary>
    public static Decision<PlanEvent> Move(PlanState state, MovePlan command)
    {
        if (command.Transition.Length == 0)
        {
            if (command.Context.Principal.Agency != state.Owner)
                return PlanRefusals.NotYours;
            if (state.Process is not null)
                return PlanRefusals.HasProcess.With("process", state.Process.ToString()!);
        }
        else if (state.Process != command.Process)
        {
            return PlanRefusals.HasProcess;
        }

        if (command.Transition == "submit" && ContentRules.FirstGap(state.Content!) is { } gap)
            return PlanRefusals.Incomplete.With("where", gap);
        return new PlanMoved(command.Process, command.Stage);
    }

    /// <summary>An unapproved plan cannot report, and one that ended need not.</summary>
    public static Refusal? RefuseReporting(PlanState state) =>
        HasEnded(state.Stage) ? PlanRefusals.Ended.With("stage", state.Stage)
        : Reporting.Contains(state.Stage) ? null
        : PlanRefusals.NotApproved.With("stage", state.Stage);

    private static bool IsPeriod(PlanContent content, string text) =>
        ReportPeriod.TryParse(text, out var period) && period.Begin <= content.End && period.End > content.Begin;
}
