using System.Text;

namespace Coordination.Ledger.Index;

/// <summary>
/// What of a text is indexed: the words of scripts that put spaces between them, and of those that do not, such as Lao,
/// every three characters that follow each other. A token holds letters, digits and marks only and begins with one of
/// <c>w</c> (word), <c>g</c> (three characters, or what is left at the end of a run), <c>k</c> (kind of resource), so
/// nothing that anybody types is an operator of the store's language of search.
/// </summary>
internal static class SearchTokens
{
    /// <summary>The most tokens of one text; the rest of a very long one is not found.</summary>
    private const int Most = 512;

    /// <summary>The most words of one question; further ones are ignored.</summary>
    private const int MostUnits = 16;

    /// <summary>The most characters of a word that count.</summary>
    private const int WordLength = 40;

    private const int GramLength = 3;

    /// <summary>All tokens of a resource, each once, with spaces between them.</summary>
    /// <param name="folded">A title as <see cref="SearchWords.Fold"/> returns it.</param>
    public static string Of(string kind, string folded)
    {
        var tokens = new HashSet<string>(StringComparer.Ordinal) { Kind(kind) };
        foreach (var run in Runs(folded))
        {
            foreach (var token in run.Spaced ? [Word(run.Text)] : Grams(run.Text))
            {
                if (tokens.Count < Most)
                {
                    tokens.Add(token);
                }
            }
        }

        return string.Join(' ', tokens);
    }

    /// <summary>The token that resources of a kind have.</summary>
    public static string Kind(string kind) => $"k{string.Concat(kind.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant()}";

    /// <summary>The words of a question, each once. The last one matches words that begin with it.</summary>
    public static List<SearchUnit> Parse(string text)
    {
        var units = new List<SearchUnit>();
        var runs = Runs(SearchWords.Fold(text)).ToArray();
        for (var at = 0; at < runs.Length && units.Count < MostUnits; at++)
        {
            var unit = runs[at].Spaced
                ? new SearchUnit(Cut(runs[at].Text), [Word(runs[at].Text)], Spaced: true, Prefix: at == runs.Length - 1)
                : OfGrams(runs[at].Text);
            if (units.TrueForAll(other => other.Text != unit.Text))
            {
                units.Add(unit);
            }
        }

        return units;
    }

    private static SearchUnit OfGrams(string run) => run.Length < GramLength
        ? new SearchUnit(run, [$"g{run}"], Spaced: false, Prefix: true)
        : new SearchUnit(
            run,
            [.. Enumerable.Range(0, run.Length - GramLength + 1).Select(at => $"g{run.AsSpan(at, GramLength)}").Distinct(StringComparer.Ordinal)],
            Spaced: false,
            Prefix: false);

    private static string Word(string run) => $"w{Cut(run)}";

    private static string Cut(string run) => run.Length <= WordLength ? run
        : run[..(char.IsHighSurrogate(run[WordLength - 1]) ? WordLength - 1 : WordLength)];

    // Every place begins one, so that a question of one or two characters is the beginning of some.
    private static IEnumerable<string> Grams(string run) =>
        Enumerable.Range(0, run.Length).Select(at => $"g{run.AsSpan(at, Math.Min(GramLength, run.Length - at))}");

    private static IEnumerable<(string Text, bool Spaced)> Runs(string text)
    {
        var run = new StringBuilder();
        var spaced = true;
        foreach (var rune in text.EnumerateRunes())
        {
            var inside = IsPart(rune);
            var unspaced = inside && IsUnspaced(rune);
            if (run.Length > 0 && (!inside || unspaced == spaced))
            {
                yield return (run.ToString(), spaced);
                run.Clear();
            }

            if (inside)
            {
                spaced = !unspaced;
                run.Append(rune);
            }
        }

        if (run.Length > 0)
        {
            yield return (run.ToString(), spaced);
        }
    }

    private static bool IsPart(Rune rune) => Rune.GetUnicodeCategory(rune) is
        System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark
        || Rune.IsLetterOrDigit(rune);

    // Thai and Lao, Myanmar, Khmer, Chinese and Japanese. All of them fit into one UTF-16 unit.
    private static bool IsUnspaced(Rune rune) =>
        rune.Value is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) or (>= 0x3040 and <= 0x30FF)
            or (>= 0x3400 and <= 0x9FFF);
}

/// <summary>One word of a question.</summary>
/// <param name="Text">Folded.</param>
/// <param name="Tokens">All of these a title that matches has.</param>
/// <param name="Spaced">A word; otherwise a part of a text without spaces, which its tokens find and the title itself confirms.</param>
/// <param name="Prefix">The token is the beginning of one.</param>
internal sealed record SearchUnit(string Text, string[] Tokens, bool Spaced, bool Prefix);
