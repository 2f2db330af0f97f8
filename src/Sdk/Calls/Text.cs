using System.Text;

namespace Coordination.Sdk.Calls;

/// <summary>The one form in which texts are stored and searched.</summary>
public static class Text
{
    /// <summary>NFKC: Lao has letters with two encodings (ຳ), which must be found as one.</summary>
    public static string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.IsNormalized(NormalizationForm.FormKC) ? text : text.Normalize(NormalizationForm.FormKC);
    }

    /// <summary>The same; null for a text that is empty.</summary>
    public static string? NormalizeOrNull(string? text) => string.IsNullOrEmpty(text) ? null : Normalize(text);
}
