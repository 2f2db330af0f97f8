using System.Text;

namespace Coordination.Ledger.Index;

/// <summary>Text as it is stored for searching and as it is searched: NFKC, so that both encodings of ຈຳ meet, in lower case.</summary>
internal static class SearchWords
{
    /// <summary>The most words of one question; further ones are ignored.</summary>
    private const int Most = 16;

    public static string Fold(string text) => text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();

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
