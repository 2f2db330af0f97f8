using Coordination.Localization;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.PlanOfAction.Contracts;

namespace Coordination.PlanOfAction.Grains;

/// <summary>Whether a content fits together.</summary>
internal static class ContentRules
{
    public const int MostActivities = 500;
    public const int MostIndicators = 1_000;

    /// <summary>The first thing that is wrong, by where it is; null when nothing is.</summary>
    /// <param name="isAgency">Whether the directory has an agency in force.</param>
    public static Refusal? Refuse(PlanContent content, Func<AgencyName, bool> isAgency)
    {
        var ids = content.Objectives.Select(o => o.Id)
            .Concat(content.Objectives.SelectMany(o => o.Outputs).Select(o => o.Id))
            .Concat(content.Activities().Select(a => a.Id))
            .Concat(content.Indicators().Select(i => i.Id));
        if (content.Title.En.Length == 0)
            return Wrong("title");
        if (content.End < content.Begin)
            return Wrong("end_date");
        if (content.Sides.Length == 1)
            return Wrong("sides");
        if (content.Activities().Count() > MostActivities || content.Indicators().Count() > MostIndicators)
            return Wrong("objectives");
        if (ids.GroupBy(id => id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return Wrong(twice.Key);
        if (Texts(content).FirstOrDefault(t => t.Text.En.Length == 0) is { Id: not null } wordless)
            return Wrong(wordless.Id);
        if (content.Sides.FirstOrDefault(side => !isAgency(side)) is { Id: not null } side)
            return Wrong(side.ToString());
        foreach (var activity in content.Activities())
        {
            if (activity.End < activity.Begin || activity.Begin < content.Begin || activity.End > content.End
                || (activity.Budget is null) != (activity.Currency.Length == 0)
                || !isAgency(activity.Lead) || activity.Supporting.Contains(activity.Lead) || activity.Supporting.Any(s => !isAgency(s)))
            {
                return Wrong(activity.Id);
            }
        }

        var seen = new HashSet<(InstrumentName, string)>();
        foreach (var obligation in content.Obligations)
        {
            if (!seen.Add((obligation.Instrument, obligation.Article)) || obligation.Activities.Any(id => content.Activity(id) is null))
                return Wrong($"{obligation.Instrument.Id}/{obligation.Article}");
        }

        return null;
    }

    /// <summary>Whether every objective, output and activity has what is below it; the id of the first that has not.</summary>
    public static string? FirstGap(PlanContent content)
    {
        if (content.Objectives.IsEmpty)
            return "objectives";
        foreach (var objective in content.Objectives)
        {
            if (objective.Outputs.IsEmpty)
                return objective.Id;
            foreach (var output in objective.Outputs)
            {
                if (output.Activities.IsEmpty)
                    return output.Id;
                if (output.Activities.FirstOrDefault(a => a.Indicators.IsEmpty) is { } bare)
                    return bare.Id;
            }
        }

        return null;
    }

    private static IEnumerable<(string Id, LocalizedText Text)> Texts(PlanContent content) =>
        content.Objectives.Select(o => (o.Id, o.Text))
            .Concat(content.Objectives.SelectMany(o => o.Outputs).Select(o => (o.Id, o.Text)))
            .Concat(content.Activities().Select(a => (a.Id, a.Text)))
            .Concat(content.Indicators().Select(i => (i.Id, i.Text)));

    private static Refusal Wrong(string where) => PlanRefusals.ContentInvalid.With("where", where);
}
