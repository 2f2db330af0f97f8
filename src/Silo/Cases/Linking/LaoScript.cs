using System.Text;

namespace Coordination.Silo.Cases.Linking;

/// <summary>
/// Reads names in Lao letters (and in Thai ones, which stand at the same places of their block) as sounds: a capital for
/// the class of each consonant, a small letter for the class of each vowel (<see cref="Sounds"/>).
/// </summary>
/// <remarks>
/// Old and new spellings come out alike: ໜ and ຫນ, ໝ and ຫມ, ຫຼ and ຫລ, ຣ and ລ, ຳ and ໍາ, marks in another order or twice, tone marks or none.
/// </remarks>
internal static class LaoScript
{
    private const char ThaiToLao = (char)0x80;
    private const char Silent = '\u0ECC';
    private const string Before = "ເແໂໄໃ";
    private const string Signs = "ະັາິີຶືຸູົໍຽ\u0EB3";

    public static bool Is(char letter) => letter is >= '\u0E01' and <= '\u0E5B' or >= '\u0E81' and <= '\u0EDF';

    /// <param name="word">One word in NFKC, nothing but letters for which <see cref="Is"/> holds.</param>
    /// <param name="into">Takes the sounds.</param>
    public static void Read(ReadOnlySpan<char> word, StringBuilder into)
    {
        var text = Plain(word);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            var onset = IsOnset(text, i);
            switch (letter)
            {
                case 'ຫ' or 'ຮ' when IsLeading(text, i):
                    break; // It only raises the tone of the next one.
                case 'ວ' when !onset || IsGlide(text, i):
                    Sounds.Vowel(into, 'u');
                    break;
                case 'ຍ' or 'ຢ' when !onset:
                    Sounds.Vowel(into, 'i');
                    break;
                case 'ຣ' when !onset || (i == 1 && Sounds.IsStop(into)):
                    break;
                default:
                    if (Consonant(letter, onset) is { } sound)
                        into.Append(sound);
                    else
                        Sounds.Vowel(into, Vowel(text, i));
                    break;
            }
        }
    }

    /// <summary>Without tone marks, silent letters and repeated marks; Thai letters as Lao ones.</summary>
    private static string Plain(ReadOnlySpan<char> word)
    {
        var plain = new StringBuilder(word.Length);
        foreach (var given in word)
        {
            var letter = given <= '\u0E5B' ? (char)(given + ThaiToLao) : given;
            switch (letter)
            {
                case >= '\u0EC8' and <= '\u0ECB' or 'ໆ' or '\u0ECE':
                    continue;
                case Silent:
                    // A vowel of the silent consonant is silent with it.
                    while (plain.Length > 0 && Signs.Contains(plain[^1], StringComparison.Ordinal))
                        plain.Length--;
                    plain.Length = Math.Max(0, plain.Length - 1);
                    continue;
                case '\u0EBC':
                    letter = 'ລ';
                    break;
                case '\u0EBD':
                    letter = 'ຽ';
                    break;
                case '\u0EC5': // Thai's long open vowel.
                    letter = 'າ';
                    break;
                case '\u0EB3':
                    plain.Append('ໍ');
                    letter = 'າ';
                    break;
                case '\u0EC7': // Thai's mark of a short vowel.
                    continue;
            }

            // າໍ for ໍາ; ເເ for ແ; a mark twice.
            if (letter == 'ໍ' && plain.Length > 0 && plain[^1] == 'າ')
                plain.Insert(plain.Length - 1, letter);
            else if (letter == 'ເ' && plain.Length > 0 && plain[^1] == 'ເ')
                plain[^1] = 'ແ';
            else if (plain.Length == 0 || plain[^1] != letter || !Signs.Contains(letter, StringComparison.Ordinal))
                plain.Append(letter);
        }

        // ໍາ is a vowel and the final m that is heard.
        return plain.Replace("ໍາ", "ັມ").ToString();
    }

    /// <summary>Whether a consonant begins a syllable: a vowel is written before it, or comes after it.</summary>
    private static bool IsOnset(string text, int i)
    {
        if (i == 0 || Before.Contains(text[i - 1], StringComparison.Ordinal))
            return true;
        if (i > 1 && Before.Contains(text[i - 2], StringComparison.Ordinal) && text[i - 1] is 'ຫ')
            return true;
        if (text[i] is 'ວ' && i > 0 && text[i - 1] is 'ົ')
            return false;
        return HasVowelAfter(text, i);
    }

    private static bool HasVowelAfter(string text, int i)
    {
        if (i + 1 >= text.Length)
            return false;
        var next = text[i + 1];
        return Signs.Contains(next, StringComparison.Ordinal)
            || (next is 'ອ' or 'ວ' && !(i + 2 < text.Length && Signs.Contains(text[i + 2], StringComparison.Ordinal)));
    }

    private static bool IsLeading(string text, int i) =>
        text[i] is 'ຫ' && i + 1 < text.Length && text[i + 1] is 'ງ' or 'ຍ' or 'ນ' or 'ມ' or 'ລ' or 'ຣ' or 'ວ'
        && (HasVowelAfter(text, i + 1) || (i > 0 && Before.Contains(text[i - 1], StringComparison.Ordinal)))
        && !(text[i + 1] is 'ວ' && !Signs.Contains(text.ElementAtOrDefault(i + 2), StringComparison.Ordinal));

    /// <summary>ຂວ and ຄວ, and ກວ at the beginning: one consonant with rounded lips.</summary>
    private static bool IsGlide(string text, int i) =>
        i > 0 && (text[i - 1] is 'ຂ' or 'ຄ' || (text[i - 1] is 'ກ' && (i == 1 || (i == 2 && Before.Contains(text[0], StringComparison.Ordinal)))));

    private static char? Consonant(char letter, bool onset) => letter switch
    {
        'ກ' or 'ຂ' or '\u0E83' or 'ຄ' or '\u0E85' or '\u0E86' => 'K',
        'ງ' => 'G',
        'ຈ' or '\u0E89' or 'ຊ' or '\u0E8B' or '\u0E8C' or 'ສ' or '\u0EA8' or '\u0EA9' => onset || letter is 'ສ' ? 'S' : 'T',
        'ຍ' or 'ຢ' => 'Y',
        'ດ' or '\u0E8E' => onset ? 'D' : 'T',
        'ຕ' or 'ຖ' or 'ທ' or '\u0E8F' or '\u0E90' or '\u0E91' or '\u0E92' or '\u0E98' => 'T',
        'ນ' or '\u0E93' => 'N',
        'ບ' => onset ? 'B' : 'P',
        'ປ' or 'ຜ' or 'ພ' or '\u0EA0' => 'P',
        'ຝ' or 'ຟ' => 'F',
        'ມ' => 'M',
        'ຣ' or 'ລ' or '\u0EAC' => 'L',
        'ວ' => 'V',
        'ຫ' or 'ຮ' => 'H',
        _ => null,
    };

    private static char Vowel(string text, int i) => text[i] switch
    {
        'ະ' or 'ັ' or 'າ' or 'ໄ' or 'ໃ' => 'a',
        'ິ' or 'ີ' or 'ຽ' or 'ແ' => 'i',
        'ເ' when text.AsSpan(i + 1).IndexOfAny("ິີຶື") is 1 or 2 => 'u',
        'ເ' when i + 2 < text.Length && text[i + 2] is 'ົ' => 'a', // ເ◌ົາ is au.
        'ເ' => 'i',
        _ => 'u',
    };
}
