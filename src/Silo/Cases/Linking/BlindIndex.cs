using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Coordination.Sealing;

namespace Coordination.Silo.Cases.Linking;

/// <summary>
/// Turns a person into blind tokens: keyed hashes that two records of one person share although their spellings differ.
/// </summary>
/// <remarks>
/// Each kind of token has a key of its own (<c>case-link:</c> and the kind): who has the database alone can neither try out
/// names nor join tokens of different kinds. Nothing plain leaves this class.
/// </remarks>
internal static class BlindIndex
{
    /// <summary>A skeleton of fewer consonants is nobody's name.</summary>
    private const int ShortestWhole = 2;

    /// <summary>A skeleton of fewer consonants is shared by many.</summary>
    private const int ShortestTelling = 5;

    /// <summary>One sound may be wrong only in a name that is long enough.</summary>
    private const int ShortestNear = 5;
    private const int LongestNear = 20;

    /// <summary>So many are said to be born on the first of January that there the rest must tell more.</summary>
    private const int ShortestNearOnFirst = 8;
    private const int ShortestYearOnFirst = 6;

    /// <summary>Without any birth a name tells something only if it is long.</summary>
    private const int ShortestAlone = 8;
    private const int ShortestWord = 3;
    private const int MostNames = 8;
    private const int MostDocuments = 10;

    /// <summary>The tokens of a person: of each kind sorted, each once.</summary>
    public static ImmutableArray<BlindToken> TokensOf(IKeyStore keys, LinkablePerson person)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(person);
        var plain = new HashSet<(BlindKind Kind, string Text)>();
        foreach (var document in person.Documents.Take(MostDocuments))
        {
            if (DocumentNumber.Of(document) is { } number)
                plain.Add((BlindKind.Document, number));
        }

        foreach (var name in person.Names.Take(MostNames).Select(PersonalName.Of))
        {
            if (name.Whole.Length >= ShortestWhole)
                AddName(plain, name, person.Birth);
        }

        return [.. plain.Select(p => BlindToken.Of(keys, p.Kind, p.Text)).OrderBy(t => t.Kind).ThenBy(t => t.Value, StringComparer.Ordinal).Take(BlindToken.Most)];
    }

    private static void AddName(HashSet<(BlindKind, string)> plain, PersonalName name, BirthDay? born)
    {
        if (name.Whole.Length >= ShortestAlone)
            plain.Add((born is null ? BlindKind.NameOnly : BlindKind.Name, name.Whole));
        if (born is not { } birth)
            return;

        var year = birth.Year.ToString(CultureInfo.InvariantCulture);
        var yearOnly = birth.Month == 0 || (birth.IsLikelyYearOnly && name.Whole.Length >= ShortestYearOnFirst);
        plain.Add((yearOnly ? BlindKind.NameYearOnly : BlindKind.NameYear, $"{name.Whole}|{year}"));
        if (birth.Month > 0 && !birth.IsLikelyYearOnly)
            plain.Add((BlindKind.NameMonth, $"{name.Whole}|{year}-{birth.Month}"));
        if (!birth.IsExact)
            return;

        var date = $"{year}-{birth.EitherOrder}";
        plain.Add((name.Whole.Length < ShortestTelling ? BlindKind.ShortNameDate : BlindKind.NameDate, $"{name.Whole}|{date}"));
        foreach (var near in birth.IsLikelyYearOnly && name.Whole.Length < ShortestNearOnFirst ? [] : Near(name.Whole))
            plain.Add((BlindKind.NearNameDate, $"{near}|{date}"));
        if (birth.IsLikelyYearOnly)
            return; // Too many share this day for the weaker kinds to mean anything.

        plain.Add((BlindKind.NameDay, $"{name.Whole}|{birth.EitherOrder}"));
        foreach (var word in name.Words.Where(w => w.Length >= ShortestWord))
            plain.Add((BlindKind.WordDate, $"{word}|{date}"));
    }

    /// <summary>The skeleton with each one of its sounds left out, and whole: two that share one differ by one sound at most.</summary>
    private static IEnumerable<string> Near(string whole)
    {
        if (whole.Length is < ShortestNear or > LongestNear)
            yield break;

        yield return whole;
        var without = new StringBuilder(whole.Length);
        for (var i = 0; i < whole.Length; i++)
        {
            without.Clear().Append(whole, 0, i).Append(whole, i + 1, whole.Length - i - 1);
            yield return Sounds.Circle(without.ToString());
        }
    }
}
