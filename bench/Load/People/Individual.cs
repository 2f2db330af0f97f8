using System.Globalization;
using System.Text;

namespace Coordination.Bench.Load.People;

/// <summary>Somebody as they are: nothing of it is written in any one way yet.</summary>
/// <param name="Given">Elements of <see cref="NameParts"/>.</param>
/// <param name="Document">Their passport or identity card.</param>
internal sealed record Individual(int Number, string[] Given, string[] Family, bool Female, DateOnly Born, string Document);

/// <summary>One record of somebody in one register.</summary>
/// <param name="Birth">As it was written, or null.</param>
internal sealed record PersonRecord(int Individual, string Name, string? Birth, string Gender, string? Document);

/// <summary>How names, dates and numbers are written down by different offices: with the slips that happen.</summary>
internal sealed class Clerk(Random random)
{
    private static readonly string[] LaoTitles = ["ທ້າວ ", "ນາງ "];
    private static readonly string[] LatinTitles = ["Mr. ", "Ms. "];

    /// <summary>The record of a first register: as it should be, in Lao or Latin letters.</summary>
    public PersonRecord First(Individual person) =>
        new(person.Number, Name(person, Chance(0.6), slips: false), Birth(person.Born, slips: false), person.Female ? "female" : "male", Chance(0.35) ? person.Document : null);

    /// <summary>What another office wrote of the same person.</summary>
    public PersonRecord Second(Individual person) => new(
        person.Number,
        Name(person, Chance(0.5), slips: true),
        Chance(0.02) ? null : Birth(person.Born, slips: true),
        Chance(0.03) ? "" : person.Female ? "female" : "male",
        Chance(0.35) ? Number(person.Document) : null);

    private bool Chance(double share) => random.NextDouble() < share;

    private string Name(Individual person, bool lao, bool slips)
    {
        var (given, family) = (Write(person.Given, lao), Write(person.Family, lao));
        if (slips && Chance(0.06))
            (given, family) = Chance(0.5) ? (Slip(given), family) : (given, Slip(family));
        if (slips && Chance(0.015))
            family = ""; // Nobody asked for it.

        var apart = slips && lao && Chance(0.12) ? "" : slips && !lao && Chance(0.03) ? "" : " ";
        var name = slips && Chance(0.10) ? $"{family}{apart}{given}" : $"{given}{apart}{family}";
        if (Chance(0.15))
            name = (lao ? LaoTitles : LatinTitles)[person.Female ? 1 : 0] + name;
        if (!lao && Chance(0.15))
            name = name.ToUpperInvariant();
        return name.Trim();
    }

    private string Write(string[] elements, bool lao)
    {
        var text = new StringBuilder();
        var toneless = lao && Chance(0.12);
        foreach (var element in elements)
        {
            var ways = lao ? NameParts.Of(element).Lao : NameParts.Of(element).Latin;
            var way = lao && Chance(0.85) ? ways[0] : ways[random.Next(ways.Length)];
            text.Append(way);
            if (!lao && Chance(0.02))
                text.Append(' '); // Elements are parted now and then.
        }

        var name = text.ToString().Trim();
        if (toneless)
            name = string.Concat(name.Where(c => c is not (>= '\u0EC8' and <= '\u0ECB')));
        return lao ? name : Capital(name);
    }

    private static string Capital(string name) => name.Length == 0 ? "" : char.ToUpperInvariant(name[0]) + name[1..];

    /// <summary>One letter is missing, twice there, changed or exchanged with its neighbour.</summary>
    private string Slip(string name)
    {
        if (name.Length < 3)
            return name;
        var at = random.Next(1, name.Length - 1);
        return random.Next(4) switch
        {
            0 => name.Remove(at, 1),
            1 => name.Insert(at, name[at].ToString()),
            2 => string.Concat(name.AsSpan(0, at), name[random.Next(name.Length)].ToString(), name.AsSpan(at + 1)),
            _ => string.Concat(name.AsSpan(0, at), name[at + 1].ToString(), name[at].ToString(), name.AsSpan(at + 2)),
        };
    }

    private string Birth(DateOnly born, bool slips)
    {
        var known = slips ? random.NextDouble() : 1;
        switch (known)
        {
            case < 0.07:
                return born.Year.ToString(CultureInfo.InvariantCulture);
            case < 0.11 when born.Day <= 12:
                return Date(born.Year, born.Day, born.Month);
            case < 0.14:
                return Date(born.Year + 543, born.Month, born.Day);
            case < 0.16:
                return Date(born.Year, born.Month, Math.Clamp(born.Day + (Chance(0.5) ? 1 : -1), 1, 28));
            case < 0.18:
                return Date(born.Year + (Chance(0.5) ? 1 : -1), born.Month, born.Day);
            case < 0.20:
                return Date(born.Year, 1, 1);
            default:
                return Date(born.Year, born.Month, born.Day);
        }
    }

    private string Date(int year, int month, int day) => random.Next(3) switch
    {
        0 => $"{day:00}/{month:00}/{year}",
        1 => string.Concat($"{day:00}/{month:00}/{year}".Select(c => char.IsDigit(c) ? (char)('໐' + (c - '0')) : c)),
        _ => $"{year}-{month:00}-{day:00}",
    };

    private string Number(string document)
    {
        if (Chance(0.1))
            document = document.Replace('0', 'O').Replace('1', 'I');
        if (Chance(0.05))
            document = document.Remove(random.Next(document.Length), 1);
        return Chance(0.3) ? $"{document[..2]} {document[2..5]}-{document[5..]}" : document;
    }
}
