using System.Collections.Immutable;
using System.Globalization;
using Coordination.Statistics;
using Coordination.Yaml;

namespace Coordination.Silo.Packs;

/// <summary><c>statistics.yaml</c>: how small a number may be shown, and how many people the country has. A pack may leave it out.</summary>
internal static class StatisticsFile
{
    public const string Name = "statistics.yaml";

    private const int MostYears = 200;
    private const long MostPeople = 10_000_000_000;

    public static StatisticsPolicy Read(PackReading reading)
    {
        if (!reading.Has(Name))
            return StatisticsPolicy.Default;
        var file = reading.Open(Name, out var readable, "smallest_cell", "round_to", "populations", "source", "checked");
        if (!readable)
            return StatisticsPolicy.Default;

        file.Note();
        return new StatisticsPolicy(
            file.Has("smallest_cell") ? file.Number("smallest_cell", 2, 100) : StatisticsPolicy.DefaultSmallestCell,
            file.Has("round_to") ? file.Number("round_to", 1, 100) : 1,
            Populations(file));
    }

    private static ImmutableArray<YearPopulation> Populations(YamlEntry file)
    {
        var years = ImmutableArray.CreateBuilder<YearPopulation>();
        foreach (var entry in file.Entries("populations", "a year's population", required: false, "year", "people", "source", "checked"))
        {
            var year = entry.Number("year", 1900, 2999);
            if (years.Any(known => known.Year == year))
                entry.Error(entry.LineOf("year"), $"The year {year} occurs twice.");
            var people = entry.Parsed(
                "people",
                text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MostPeople ? number : (long?)null,
                "a whole number of people");
            entry.Note();
            years.Add(new YearPopulation(year, people ?? 1));
        }

        if (years.Count > MostYears)
            file.Error(file.LineOf("populations"), $"At most {MostYears} years are kept.");
        return years.ToImmutable();
    }
}
