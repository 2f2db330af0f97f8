using System.Collections.Immutable;
using System.Globalization;
using Coordination.Localization;
using Coordination.Names;
using Coordination.PlanOfAction.Contracts;
using Coordination.Sdk.Calls;
using Coordination.Sdk.Grains;

namespace Coordination.PlanOfAction.Gateway;

/// <summary>Between the messages of plans and their records.</summary>
internal static class PlanMapper
{
    private const string DayForm = "yyyy-MM-dd";

    /// <exception cref="RefusedException">REQUEST_INVALID: a day is none.</exception>
    public static PlanContent ToContent(V1.PlanContent content) => new(
        ToText(content.Title), ToDay("content.begin_date", content.BeginDate), ToDay("content.end_date", content.EndDate),
        ListCalls.NameOrNull<InstrumentName>(content.Instrument), Agencies(content.Sides), [.. content.Objectives.Select(ToObjective)],
        [.. content.Obligations.Select(o => new PlanObligation(ListCalls.Name<InstrumentName>(o.Instrument), o.Article, [.. o.Activities.Distinct(StringComparer.Ordinal)]))]);

    /// <exception cref="RefusedException">REQUEST_INVALID: it is no number that can be stored.</exception>
    public static decimal ToNumber(string field, double number) =>
        double.IsFinite(number) && Math.Abs(number) < 1e15 ? Math.Round((decimal)number, 4) : throw RefusedException.Invalid(field, "Give a number below 10 to the power of 15.");

    public static V1.Plan ToProto(PlanView view)
    {
        var message = new V1.Plan
        {
            Name = view.Name.ToString(),
            Owner = view.Owner.ToString(),
            Stage = view.Stage,
            Process = view.Process?.ToString() ?? "",
            Content = ToProto(view.Content),
            CreateTime = view.CreatedAt.ToProto(),
            UpdateTime = view.UpdatedAt.ToProto(),
            Etag = ETag.Of(view.Version),
        };
        message.Values.AddRange(view.Values.Select(v => new V1.IndicatorValue
        {
            Indicator = v.Indicator,
            Period = v.Period,
            Value = (double)v.Value,
            Agency = v.By.ToString(),
            Source = v.Source,
            RecordTime = v.At.ToProto(),
        }));
        message.Activities.AddRange(view.Content.Activities().Select(a => new V1.ActivityProgress
        {
            Activity = a.Id,
            Status = (V1.ActivityStatus)view.Progress(a.Id).Status,
            Overdue = view.IsOverdue(a),
            Task = view.Progress(a.Id).Task?.ToString() ?? "",
        }));
        return message;
    }

    public static V1.PlanSummary ToProto(PlanSummaryView row) => new()
    {
        Name = row.Name.ToString(),
        Title = ToProto(row.Title),
        Owner = row.Owner.ToString(),
        Stage = row.Stage,
        BeginDate = ToProto(row.Begin),
        EndDate = ToProto(row.End),
        Activities = row.Activities,
        Done = row.Done,
        UpdateTime = row.UpdatedAt.ToProto(),
    };

    public static V1.ArticleCoverage ToProto(ArticleCoverage article)
    {
        var message = new V1.ArticleCoverage { Instrument = article.Instrument.ToString(), Article = article.Article };
        if (article.Text.En.Length > 0)
            message.Text = ToProto(article.Text);
        message.Activities.AddRange(article.Activities);
        return message;
    }

    private static PlanObjective ToObjective(V1.Objective objective) => new(
        objective.Id, ToText(objective.Text), [.. objective.Outputs.Select(o => new PlanOutput(o.Id, ToText(o.Text), [.. o.Activities.Select(ToActivity)]))]);

    private static PlanActivity ToActivity(V1.Activity activity) => new(
        activity.Id, ToText(activity.Text), ListCalls.Name<AgencyName>(activity.Lead), Agencies(activity.Supporting),
        ToDay("content.objectives", activity.BeginDate), ToDay("content.objectives", activity.EndDate), activity.HasBudget ? activity.Budget : null, activity.Currency,
        [
            .. activity.Indicators.Select(i => new PlanIndicator(
                i.Id, ToText(i.Text), Text.Normalize(i.Unit), i.HasBaseline ? ToNumber("content.objectives", i.Baseline) : null,
                i.HasTarget ? ToNumber("content.objectives", i.Target) : null, Text.Normalize(i.Source), i.ReportedByUnits)),
        ]);

    private static V1.PlanContent ToProto(PlanContent content)
    {
        var message = new V1.PlanContent
        {
            Title = ToProto(content.Title),
            BeginDate = ToProto(content.Begin),
            EndDate = ToProto(content.End),
            Instrument = content.Instrument?.ToString() ?? "",
        };
        message.Sides.AddRange(content.Sides.Select(s => s.ToString()));
        message.Objectives.AddRange(content.Objectives.Select(ToProto));
        foreach (var obligation in content.Obligations)
        {
            var added = new V1.Obligation { Instrument = obligation.Instrument.ToString(), Article = obligation.Article };
            added.Activities.AddRange(obligation.Activities);
            message.Obligations.Add(added);
        }

        return message;
    }

    private static V1.Objective ToProto(PlanObjective objective)
    {
        var message = new V1.Objective { Id = objective.Id, Text = ToProto(objective.Text) };
        foreach (var output in objective.Outputs)
        {
            var added = new V1.Output { Id = output.Id, Text = ToProto(output.Text) };
            added.Activities.AddRange(output.Activities.Select(ToProto));
            message.Outputs.Add(added);
        }

        return message;
    }

    private static V1.Activity ToProto(PlanActivity activity)
    {
        var message = new V1.Activity
        {
            Id = activity.Id,
            Text = ToProto(activity.Text),
            Lead = activity.Lead.ToString(),
            BeginDate = ToProto(activity.Begin),
            EndDate = ToProto(activity.End),
            Currency = activity.Currency,
        };
        if (activity.Budget is { } budget)
            message.Budget = budget;
        message.Supporting.AddRange(activity.Supporting.Select(s => s.ToString()));
        foreach (var indicator in activity.Indicators)
        {
            var added = new V1.Indicator
            {
                Id = indicator.Id,
                Text = ToProto(indicator.Text),
                Unit = indicator.Unit,
                Source = indicator.Source,
                ReportedByUnits = indicator.ReportedByUnits,
            };
            if (indicator.Baseline is { } baseline)
                added.Baseline = (double)baseline;
            if (indicator.Target is { } target)
                added.Target = (double)target;
            message.Indicators.Add(added);
        }

        return message;
    }

    private static ImmutableArray<AgencyName> Agencies(IEnumerable<string> names) =>
        [.. names.Distinct(StringComparer.Ordinal).Select(ListCalls.Name<AgencyName>)];

    private static LocalizedText ToText(Type.V1.LocalizedText? text) => new(Text.Normalize(text?.En ?? ""), Text.Normalize(text?.Lo ?? ""));

    private static Type.V1.LocalizedText ToProto(LocalizedText text) => new() { En = text.En, Lo = text.Lo };

    private static DateOnly ToDay(string field, string text) =>
        DateOnly.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw RefusedException.Invalid(field, "Give days as YYYY-MM-DD.");

    private static string ToProto(DateOnly day) => day.ToString(DayForm, CultureInfo.InvariantCulture);
}
