using System.Collections.Immutable;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Packs;
using Coordination.PlanOfAction.Contracts;

namespace Coordination.PlanOfAction.Grains;

/// <summary>Which articles are served by which activities: those of the country pack and those that the plan names besides.</summary>
internal static class PlanCoverage
{
    /// <param name="find">An instrument of the country pack, or null.</param>
    /// <param name="only">Null: every instrument that the plan names.</param>
    public static ImmutableArray<ArticleCoverage> Of(PlanContent content, Func<InstrumentName, PackInstrument?> find, InstrumentName? only)
    {
        var instruments = only is { } one ? [one] : content.Obligations.Select(o => o.Instrument).Distinct();
        return [.. instruments.SelectMany(instrument => Of(content, instrument, find(instrument)))];
    }

    private static IEnumerable<ArticleCoverage> Of(PlanContent content, InstrumentName instrument, PackInstrument? known)
    {
        var named = content.Obligations.Where(o => o.Instrument == instrument).ToDictionary(o => o.Article, StringComparer.Ordinal);
        var objectives = known?.Objectives ?? [];
        return objectives
            .Select(o => new ArticleCoverage(instrument, o.Id, o.Text, named.GetValueOrDefault(o.Id)?.Activities ?? []))
            .Concat(named.Values.Where(o => !objectives.Any(k => k.Id == o.Article))
                .Select(o => new ArticleCoverage(instrument, o.Article, LocalizedText.Empty, o.Activities)));
    }
}
