using System.Collections.Immutable;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Statistics;

namespace Coordination.Silo.Statistics;

/// <summary>A question that was found to be in order.</summary>
/// <param name="Groupings">As they were asked.</param>
/// <param name="Stored">Every stored dimension that is needed to answer, also those of filters; sorted.</param>
internal sealed record StatisticsPlan(
    FactKind Kind,
    ImmutableArray<ImmutableArray<string>> Groupings,
    ImmutableDictionary<string, ImmutableArray<string>> Filters,
    ImmutableArray<string> Stored,
    DateOnly? From,
    DateOnly? Until,
    FactPeriod Period)
{
    private const int MostFilterValues = 100;

    /// <summary>In documented precedence order; the first refusal wins.</summary>
    public static Outcome<StatisticsPlan> For(StatisticsQuestion question)
    {
        if (!StatisticsKinds.All.TryGetValue(question.Kind, out var kind))
            return StatisticsRefusals.KindUnknown;
        if (question.Groupings.Any(grouping => grouping.Any(dimension => !Knows(kind, dimension))))
            return StatisticsRefusals.DimensionUnknown;
        if (question.Filters.Keys.Any(dimension => dimension == StatisticsKinds.Period || !Knows(kind, dimension)))
            return StatisticsRefusals.DimensionUnknown.On("filters");
        if (question.Groupings.Length is 0 or > StatisticsQuestion.MostGroupings
            || question.Groupings.Any(g => g.Length > FactKind.MostDimensions || g.Distinct(StringComparer.Ordinal).Count() != g.Length)
            || (question.Period == FactPeriod.None && question.Groupings.Any(g => g.Contains(StatisticsKinds.Period, StringComparer.Ordinal))))
            return StatisticsRefusals.GroupingsInvalid;
        if (question.Filters.Values.Any(values => values.Length is 0 or > MostFilterValues))
            return StatisticsRefusals.GroupingsInvalid.On("filters");

        DateOnly? from = null, until = null;
        if (question.FirstPeriod.Length > 0)
        {
            if (!StatisticsPeriods.TryRead(question.FirstPeriod, out var first, out _))
                return StatisticsRefusals.PeriodInvalid;
            from = first;
        }

        if (question.LastPeriod.Length > 0)
        {
            if (!StatisticsPeriods.TryRead(question.LastPeriod, out _, out var end) || end <= from)
                return StatisticsRefusals.PeriodInvalid.On("last_period");
            until = end;
        }

        var stored = question.Groupings.SelectMany(g => g).Concat(question.Filters.Keys).Select(StoredAs)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return new StatisticsPlan(kind, question.Groupings, question.Filters, [.. stored], from, until, question.Period);
    }

    /// <summary>The stored dimension of which a dimension is made.</summary>
    public static string StoredAs(string dimension) =>
        dimension == StatisticsKinds.ExploitationAny ? PeopleDimensions.Exploitation : dimension;

    public static bool Knows(FactKind kind, string dimension) =>
        dimension is StatisticsKinds.Owner or StatisticsKinds.Period || kind.IndexOf(StoredAs(dimension)) >= 0;
}
