using System.Globalization;
using System.Text;

namespace Coordination.Silo.Cases.Linking;

/// <summary>A document's number without what is misread: letters and digits only, those that look alike made one.</summary>
internal static class DocumentNumber
{
    private const int Shortest = 5;
    private const int Longest = 40;

    /// <summary>Null when it names nothing: too short, or one sign over and over, or digits counted up.</summary>
    public static string? Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;

        var number = new StringBuilder(text.Length);
        foreach (var sign in text.Normalize(NormalizationForm.FormKC).ToUpperInvariant())
        {
            if (CharUnicodeInfo.GetDecimalDigitValue(sign) is >= 0 and var digit)
                number.Append((char)('0' + digit));
            else if (char.IsLetter(sign))
                number.Append(Alike(sign));
            if (number.Length >= Longest)
                break;
        }

        var plain = number.ToString();
        return plain.Length < Shortest || plain.Distinct().Count() < 2 || "01234567890123456789".Contains(plain, StringComparison.Ordinal) ? null : plain;
    }

    private static char Alike(char letter) => letter switch
    {
        'O' or 'Q' or 'D' => '0',
        'I' or 'L' or 'J' => '1',
        'Z' => '2',
        'S' => '5',
        'B' => '8',
        'G' => '6',
        _ => letter,
    };
}
