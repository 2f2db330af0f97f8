using System.Collections.Immutable;

namespace Coordination.Statistics;

/// <summary>What a country says about its statistics.</summary>
/// <param name="SmallestCell">Cells from 1 to one below are suppressed for those whose number it is not. From 2 to 100. Default: 11.</param>
/// <param name="RoundTo">What is shown to them is rounded to multiples of this. From 1 (exact) to 100. Default: 1.</param>
/// <param name="Populations">By year, for rates; may be empty.</param>
public sealed record StatisticsPolicy(int SmallestCell, int RoundTo, ImmutableArray<YearPopulation> Populations)
{
    public const int DefaultSmallestCell = 11;

    /// <summary>A pack that says nothing.</summary>
    public static readonly StatisticsPolicy Default = new(DefaultSmallestCell, 1, []);

    /// <summary>How many people the country had in a year, or null when the pack does not say.</summary>
    public long? PopulationOf(int year) => Populations.FirstOrDefault(p => p.Year == year)?.People;
}

/// <param name="People">In the middle of the year.</param>
public sealed record YearPopulation(int Year, long People);
