using System.Text;

namespace Coordination.Ledger.Index;

/// <summary>Text as it is stored for searching and as it is searched: NFKC, so that both encodings of ຈຳ meet, in lower case.</summary>
internal static class SearchWords
{
    /// <summary>The most words of one question; further ones are ignored.</summary>
    private const int Most = 16;

    /// <summary>A lone surrogate, which no text that was stored has, becomes a character of no word.</summary>
    public static string Fold(string text) => (text.Any(char.IsSurrogate) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text)
        .Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    public static string[] Split(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        var words = Fold(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length <= Most ? words : words[..Most];
    }
}
