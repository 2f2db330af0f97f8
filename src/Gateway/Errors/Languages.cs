using System.Globalization;

namespace Coordination.Errors;

/// <summary>Which of the platform's languages a caller reads.</summary>
internal static class Languages
{
    public const string English = "en";
    public const string Lao = "lo";

    /// <summary>Reads <c>accept-language</c> (RFC 9110, section 12.5.4): the best of the two, English when neither is named.</summary>
    public static string Preferred(string? acceptLanguage)
    {
        if (string.IsNullOrEmpty(acceptLanguage) || acceptLanguage.Length > 200)
            return English;

        var (best, weight) = (English, 0.0);
        foreach (var part in acceptLanguage.AsSpan().Split(','))
        {
            var range = acceptLanguage.AsSpan()[part].Trim();
            var quality = 1.0;
            if (range.IndexOf(';') is var at and >= 0)
            {
                var parameter = range[(at + 1)..].Trim();
                if (!parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
                    || !double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out quality))
                {
                    continue;
                }

                range = range[..at].Trim();
            }

            var language = Is(range, Lao) ? Lao : Is(range, English) ? English : null;
            if (language is not null && quality > weight)
                (best, weight) = (language, quality);
        }

        return best;
    }

    private static bool Is(ReadOnlySpan<char> range, string language) =>
        range.StartsWith(language, StringComparison.OrdinalIgnoreCase) && (range.Length == language.Length || range[language.Length] == '-');
}
