using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Coordination.Silo.Cases.Linking;

/// <summary>A name as it sounds, whatever its script, spelling, spacing, order and titles.</summary>
/// <param name="Words">The skeleton of each word, sorted, each once.</param>
/// <param name="Whole">The skeleton of all of it as a circle (<see cref="Sounds.Circle"/>).</param>
internal sealed record PersonalName(IReadOnlyList<string> Words, string Whole)
{
    /// <summary>Longer than any name; what comes after is not read.</summary>
    private const int Longest = 200;

    /// <summary>Words before a name that are none, in small letters, as they are written without marks.</summary>
    private static readonly FrozenSet<string> Titles = new[]
    {
        "mr", "mrs", "ms", "miss", "mister", "madam", "madame", "mme", "mlle", "monsieur", "dr", "prof", "thao", "thaw", "tao", "nang", "naang",
        "ai", "ee", "sao", "col", "capt", "lt", "maj", "gen", "sgt", "phra", "maha", "aka", "alias",
        "ທ້າວ", "ທາວ", "ນາງ", "ນາງສາວ", "ນາຍ", "ທ່ານ", "ທານ", "ທ່ານນາງ", "ທ", "ນ", "ອ້າຍ", "ເອື້ອຍ", "ພັອ", "ດຣ", "ອາຈານ", "ອຈ", "ເດັກຍິງ", "ເດັກຊາຍ",
        "นาย", "นาง", "นางสาว", "ดช", "ดญ", "เด็กชาย", "เด็กหญิง",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Titles that are written together with the name.</summary>
    private static readonly string[] JoinedTitles = ["ທ້າວ", "ທ່ານ", "ນາງສາວ", "ນາງ"];

    /// <summary>The name of a text; <see cref="Whole"/> is empty when nothing in it is a name.</summary>
    public static PersonalName Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new List<string>();
        var sounds = new StringBuilder();
        foreach (var word in Split(text.Length > Longest ? text[..Longest] : text))
        {
            var start = sounds.Length;
            ReadWord(word, sounds);
            var skeleton = Sounds.Skeleton(sounds.ToString(start, sounds.Length - start));
            if (skeleton.Length > 0)
                words.Add(skeleton);
        }

        return new PersonalName([.. words.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], Sounds.Circle(sounds.ToString()));
    }

    private static IEnumerable<string> Split(string text)
    {
        var words = Plain(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var named = words.Where(word => !Titles.Contains(word)).ToArray();
        foreach (var word in named)
            yield return JoinedTitles.FirstOrDefault(title => word.Length > title.Length + 2 && word.StartsWith(title, StringComparison.Ordinal)) is { } title
                ? word[title.Length..]
                : word;
    }

    /// <summary>Small letters without accents; what is no letter parts words, except apostrophes, hyphens' kin and joiners, which vanish.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (LaoScript.Is(letter) && !char.IsDigit(letter))
                plain.Append(letter);
            else if (letter is >= 'a' and <= 'z')
                plain.Append(letter);
            else if (letter is '\'' or '’' or '.' or '\u200B' or '\u200C' or '\u200D' or '\uFEFF' or '\u00AD'
                || CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark)
                continue;
            else
                plain.Append(' ');
        }

        return plain.ToString();
    }

    /// <summary>A word may change its script in the middle.</summary>
    private static void ReadWord(ReadOnlySpan<char> word, StringBuilder into)
    {
        while (!word.IsEmpty)
        {
            var lao = LaoScript.Is(word[0]);
            var length = 1;
            while (length < word.Length && LaoScript.Is(word[length]) == lao)
                length++;

            // Each word is read by itself: what was read before must not change it.
            var sounds = new StringBuilder();
            if (lao)
                LaoScript.Read(word[..length], sounds);
            else
                LatinScript.Read(word[..length], sounds);
            into.Append(sounds);
            word = word[length..];
        }
    }
}
