using System.Text;

namespace Coordination.Silo.Cases.Linking;

/// <summary>
/// How a name sounds, so coarsely that its usual spellings in Lao and Latin letters come out alike.
/// </summary>
/// <remarks>
/// Consonants: K (k kh g c q), G (ng), S (s x z ch j), Y (y ny nh gn), D, T (t th, final d), N, B, P (p ph, final b), F, M,
/// L (l r), V (v w), H. Vowels: a, i (i y e ae ia), u (u ou o eu ua). A vowel is noted once after its consonant.
/// </remarks>
internal static class Sounds
{
    public static void Vowel(StringBuilder into, char vowel)
    {
        if (into.Length == 0 || !char.IsAsciiLetterLower(into[^1]))
            into.Append(vowel);
    }

    public static bool IsStop(StringBuilder sounds) => sounds.Length > 0 && sounds[^1] is 'K' or 'P' or 'T' or 'S' or 'B' or 'D';

    /// <summary>Only the consonants, none twice in a row, and no N before Y or H (in Bounyang, Bounnhang and Bounhang nh may be either).</summary>
    public static string Skeleton(ReadOnlySpan<char> sounds)
    {
        var skeleton = new StringBuilder(sounds.Length);
        foreach (var sound in sounds)
        {
            if (char.IsAsciiLetterLower(sound) || (skeleton.Length > 0 && skeleton[^1] == sound))
                continue;
            var next = sound;
            if (sound is 'Y' or 'H' && skeleton.Length > 0 && skeleton[^1] == 'N')
            {
                next = 'Y';
                skeleton.Length--;
            }

            if (skeleton.Length == 0 || skeleton[^1] != next)
                skeleton.Append(next);
        }

        return skeleton.ToString();
    }

    /// <summary>
    /// The same for any order of given and family name and for any spacing: of all rotations of the skeleton, read in a
    /// circle, the first one in the alphabet. Exchanging two parts of a text is a rotation of it.
    /// </summary>
    public static string Circle(ReadOnlySpan<char> skeleton)
    {
        var text = Skeleton(skeleton);
        while (text.Length > 1 && (text[0] == text[^1] || (text[0] is 'Y' && text[^1] is 'N')))
            text = text[..^1];

        var best = text;
        for (var i = 1; i < text.Length; i++)
        {
            var turned = string.Concat(text.AsSpan(i), text.AsSpan(0, i));
            if (string.CompareOrdinal(turned, best) < 0)
                best = turned;
        }

        return best;
    }
}
