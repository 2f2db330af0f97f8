using System.Collections.Immutable;
using Coordination.Packs;
using Coordination.Statistics;

namespace Coordination.Silo.Statistics;

/// <summary>The known values of dimensions, in the words of the country pack.</summary>
internal static class StatisticsWords
{
    /// <summary>By dimension: the group of labels in the pack.</summary>
    private static readonly ImmutableDictionary<string, string> Groups = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [PeopleDimensions.CaseState] = "case_state",
        [PeopleDimensions.Exploitation] = "exploitation",
        [StatisticsKinds.ExploitationAny] = "exploitation",
        [PeopleDimensions.AgeBand] = "age_band",
        [PeopleDimensions.Gender] = "gender",
        [PeopleDimensions.Status] = "victim_status",
        [PeopleDimensions.Role] = "person_role",
        [ReferralDimensions.State] = "referral_state",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    private static readonly ImmutableHashSet<string> OfAgencies = ImmutableHashSet.Create(
        StringComparer.Ordinal, StatisticsKinds.Owner, CaseDimensions.Lead, ReferralDimensions.To, ReferralDimensions.From);

    public static StatisticsDescription Describe(CountryPack pack, StatisticsPolicy policy) => new(
        [
            .. StatisticsKinds.All.Values.OrderBy(kind => kind.Name, StringComparer.Ordinal).Select(kind => new KindDescription(kind.Name,
            [
                .. kind.Dimensions
                    .Concat(kind.IndexOf(PeopleDimensions.Exploitation) >= 0 ? [StatisticsKinds.ExploitationAny] : [])
                    .Concat([StatisticsKinds.Owner, StatisticsKinds.Period])
                    .Select(dimension => new DimensionDescription(dimension, dimension == StatisticsKinds.ExploitationAny, Values(pack, dimension))),
            ])),
        ],
        [.. StatisticsTables.All.Select(table => table.Title)], policy.SmallestCell, policy.RoundTo);

    private static ImmutableArray<ValueLabel> Values(CountryPack pack, string dimension)
    {
        if (dimension == PeopleDimensions.Province)
            return [.. pack.Provinces.Select(province => new ValueLabel(province.Code, province.DisplayName))];
        if (OfAgencies.Contains(dimension))
            return [.. pack.Agencies.Select(agency => new ValueLabel(agency.Name.Id, agency.DisplayName))];
        if (dimension == PeopleDimensions.Outcome)
            return [.. pack.Cases.CloseReasons.Select(reason => new ValueLabel(reason.Code, reason.DisplayName))];
        if (dimension == ReferralDimensions.DeclineReason)
            return [.. pack.Cases.DeclineReasons.Select(reason => new ValueLabel(reason.Code, reason.DisplayName))];
        return Groups.TryGetValue(dimension, out var group) && pack.Labels.TryGetValue(group, out var labels)
            ? [.. labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => new ValueLabel(label.Key, label.Value))]
            : [];
    }
}
