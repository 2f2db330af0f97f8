using System.Text;

namespace Coordination.Silo.Cases.Linking;

/// <summary>
/// Reads names in Latin letters as a Lao speaker would: the French manner (ou, x, gn, a mute e), the English one
/// (oo, ee, j) and the Thai one (ch for x, w for v) come out alike. See <see cref="Sounds"/>.
/// </summary>
internal static class LatinScript
{
    /// <param name="word">One word, only letters from a to z.</param>
    /// <param name="into">Takes the sounds.</param>
    public static void Read(ReadOnlySpan<char> word, StringBuilder into)
    {
        for (var i = 0; i < word.Length;)
        {
            if (IsVowel(word, i))
            {
                var start = i;
                while (i < word.Length && IsVowel(word, i))
                    i++;
                ReadVowel(word[start..i], i == word.Length && start > 0, into);
                continue;
            }

            i += ReadConsonant(word, i, into);
        }
    }

    /// <summary>Letters of a vowel, and w, v and y that end a syllable.</summary>
    private static bool IsVowel(ReadOnlySpan<char> word, int i) => word[i] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => true,
        'y' or 'w' => !BeforeVowel(word, i),
        'v' => i > 0 && !BeforeVowel(word, i),
        _ => false,
    };

    private static bool BeforeVowel(ReadOnlySpan<char> word, int i) =>
        i + 1 < word.Length && (word[i + 1] is 'a' or 'e' or 'i' or 'o' or 'u' || (word[i + 1] is 'y' && word[i] is not 'y' && !(i + 2 < word.Length && IsPlainVowel(word[i + 2]))));

    private static bool IsPlainVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';

    private static void ReadVowel(ReadOnlySpan<char> vowel, bool last, StringBuilder into)
    {
        if (last && vowel is "e" && into.Length > 1 && char.IsAsciiLetterUpper(into[^1]))
            return; // Phone, Savane: mute.

        Sounds.Vowel(into, vowel switch
        {
            ['a', 'e', ..] => 'i',
            ['a', ..] => 'a',
            ['e', 'u', ..] => 'u',
            ['o' or 'u' or 'w' or 'v', ..] => 'u',
            _ => 'i',
        });
    }

    /// <summary>How many letters were read.</summary>
    private static int ReadConsonant(ReadOnlySpan<char> word, int i, StringBuilder into)
    {
        var rest = word[i..];
        switch (rest)
        {
            case ['t', 'c', 'h', ..] or ['s', 'c', 'h', ..]:
                into.Append('S');
                return 3;
            case ['n', 'g', 'n', ..] when After(word, i + 3):
                into.Append('G').Append('N');
                return 3;
            case ['n', 'g', 'h', ..] when !After(word, i + 3):
                into.Append('G');
                return 3;
            case ['n', 'g', ..]:
                into.Append('G');
                return 2;
            case ['g', 'n', ..] or ['n', 'h', ..]:
                into.Append(After(word, i + 2) ? 'Y' : 'N');
                return 2;
            case ['n', 'y', ..] when After(word, i + 2):
                into.Append('Y');
                return 2;
            case ['c' or 's', 'h', ..]:
                into.Append('S');
                return 2;
            case ['c', 'k', ..] or ['k', 'h', ..] or ['c', 'q', ..] or ['g', 'h', ..]:
                into.Append('K');
                return 2 + Glide(word, i + 2, always: rest[1] is 'h');
            case ['t', 'h', ..]:
                into.Append('T');
                return 2;
            case ['p', 'h', ..]:
                into.Append('P');
                return 2;
            case ['d', 'j', ..]:
                into.Append('S');
                return 2;
            case ['k' or 'c' or 'g' or 'q', ..]:
                into.Append('K');
                return 1 + Glide(word, i + 1, always: i == 0);
            case ['s' or 'x' or 'z' or 'j', ..]:
                into.Append('S');
                return 1;
            case ['d', ..]:
                into.Append(After(word, i + 1) || rest is ['d', 'w', ..] ? 'D' : 'T');
                return 1 + Breath(word, i + 1) + Glide(word, i + 1, always: true);
            case ['b', ..]:
                into.Append(After(word, i + 1) ? 'B' : 'P');
                return 1 + Breath(word, i + 1);
            case ['r', ..]:
                // At the end of a syllable it only makes the vowel long; after the first stop the new spelling drops it.
                if (After(word, i + 1) && !(i is 1 or 2 && Sounds.IsStop(into) && into.Length == 1))
                    into.Append('L');
                return 1;
            case ['h', ..]:
                if (After(word, i + 1))
                    into.Append('H');
                return 1;
            default:
                if (Single(rest[0]) is { } sound)
                    into.Append(sound);
                return 1;
        }
    }

    private static char? Single(char letter) => letter switch
    {
        't' => 'T',
        'p' => 'P',
        'f' => 'F',
        'm' => 'M',
        'n' => 'N',
        'l' => 'L',
        'v' or 'w' => 'V',
        'y' => 'Y',
        _ => null,
    };

    /// <summary>1 for an h that only follows.</summary>
    private static int Breath(ReadOnlySpan<char> word, int at) => at < word.Length && word[at] == 'h' && !After(word, at + 1) ? 1 : 0;

    /// <summary>1 for a w or v that only rounds the consonant before it: khwan, kwan, khvan, dwang.</summary>
    private static int Glide(ReadOnlySpan<char> word, int at, bool always) =>
        always && at < word.Length && word[at] is 'w' or 'v' && After(word, at + 1) ? 1 : 0;

    private static bool After(ReadOnlySpan<char> word, int at) => at < word.Length && (IsPlainVowel(word[at]) || IsVowel(word, at));
}
