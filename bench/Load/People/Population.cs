using System.Globalization;

namespace Coordination.Bench.Load.People;

/// <summary>A made-up population of which some are known to two registers.</summary>
/// <param name="Records">Of all; those of the same <see cref="PersonRecord.Individual"/> are known pairs.</param>
internal sealed record Population(IReadOnlyList<PersonRecord> Records, IReadOnlyList<(int First, int Second)> Pairs)
{
    /// <summary>
    /// Makes people whose names are as unevenly spread as names are (the share of a name falls with its rank), born mostly
    /// within 40 years, every tenth on the first of January; a twentieth are brothers and sisters of the one before. The same seed makes the same people.
    /// </summary>
    /// <param name="seed">Of the generator.</param>
    /// <param name="people">How many.</param>
    /// <param name="known">How many of them have a second record.</param>
    public static Population Make(int seed, int people, int known)
    {
        var random = new Random(seed);
        var clerk = new Clerk(random);
        var all = new List<Individual>(people);
        for (var i = 0; i < people; i++)
            all.Add(Somebody(random, i, all));

        var records = new List<PersonRecord>(people + known);
        records.AddRange(all.Select(clerk.First));
        var pairs = new List<(int, int)>(known);
        foreach (var person in all.OrderBy(_ => random.Next()).Take(known).ToArray())
        {
            pairs.Add((person.Number, records.Count));
            records.Add(clerk.Second(person));
        }

        return new Population(records, pairs);
    }

    private static Individual Somebody(Random random, int number, List<Individual> before)
    {
        var female = random.NextDouble() < 0.6;
        var given = random.NextDouble() < 0.3 ? Composed(random) : Pick(random, female ? NameLists.Female : NameLists.Male);
        var sibling = before.Count > 0 && random.NextDouble() < 0.05;
        var family = sibling ? before[^1].Family : Pick(random, NameLists.Family);
        var born = Born(random);
        var document = string.Create(CultureInfo.InvariantCulture, $"P{(random.Next(2) == 0 ? "A" : "B")}{random.Next(10_000_000):0000000}");
        return new Individual(number, given, family, female, born, document);
    }

    private static DateOnly Born(Random random)
    {
        var year = 2008 - (int)Math.Floor(42 * Math.Pow(random.NextDouble(), 1.4));
        return random.NextDouble() < 0.1 ? new DateOnly(year, 1, 1) : new DateOnly(year, 1, 1).AddDays(random.Next(365));
    }

    /// <summary>Names that no list has.</summary>
    private static string[] Composed(Random random)
    {
        var parts = NameParts.Keys;
        return [parts.ElementAt(random.Next(parts.Count)), parts.ElementAt(random.Next(parts.Count))];
    }

    private static string[] Pick(Random random, IReadOnlyList<string[]> names)
    {
        // Rank r has a share of about 1 / (r + 12).
        var at = 12 * (Math.Pow((names.Count + 12) / 12.0, random.NextDouble()) - 1);
        return names[Math.Min((int)at, names.Count - 1)];
    }
}
