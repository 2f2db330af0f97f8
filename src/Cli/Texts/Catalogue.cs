using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Coordination.Cli.Texts;

/// <summary>The sentences, labels and column heads of one language, from <c>Texts/en.json</c> or <c>Texts/lo.json</c>.</summary>
internal sealed class Catalogue
{
    public const string English = "en";
    public const string Lao = "lo";

    private readonly FrozenDictionary<string, string> texts;

    private Catalogue(string language)
    {
        Language = language;
        Culture = CultureInfo.GetCultureInfo(language is Lao ? "lo-LA" : "en-GB");
        texts = Load(language);
    }

    /// <summary>Gets "en" or "lo".</summary>
    public string Language { get; }

    /// <summary>Gets how numbers and dates are written.</summary>
    public CultureInfo Culture { get; }

    /// <summary>The text of a key; the key itself when there is none, so that a gap is seen and nothing breaks.</summary>
    public string this[string key] => texts.GetValueOrDefault(key, key);

    public IEnumerable<string> Keys => texts.Keys;

    public static Catalogue For(string language) => new(language is Lao ? Lao : English);

    public bool Has(string key) => texts.ContainsKey(key);

    /// <summary>A text with its places filled.</summary>
    public string Format(string key, params object?[] values) => string.Format(Culture, this[key], values);

    /// <summary>The language of <c>--lang</c>, else of the locale (LC_ALL, LC_MESSAGES, LANG), else English.</summary>
    public static string Choose(IReadOnlyList<string> arguments, Func<string, string?> environment)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is "--lang" && i + 1 < arguments.Count)
                return arguments[i + 1];
            if (arguments[i].StartsWith("--lang=", StringComparison.Ordinal) || arguments[i].StartsWith("--lang:", StringComparison.Ordinal))
                return arguments[i]["--lang=".Length..];
        }

        foreach (var variable in (ReadOnlySpan<string>)["LC_ALL", "LC_MESSAGES", "LANG"])
        {
            if (environment(variable) is { Length: > 0 } locale)
                return locale.StartsWith("lo", StringComparison.OrdinalIgnoreCase) && (locale.Length == 2 || locale[2] is '_' or '.' or '-' or '@') ? Lao : English;
        }

        return English;
    }

    private static FrozenDictionary<string, string> Load(string language)
    {
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream($"texts.{language}.json")
            ?? throw new InvalidOperationException($"The texts of language {language} are not in this build.");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
