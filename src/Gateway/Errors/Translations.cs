using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Coordination.Errors;

/// <summary>Sentences in other languages, by key, merged from the platform and its modules.</summary>
/// <remarks>A catalogue is an embedded JSON resource <c>Translations/lo.json</c>, an object of key and sentence.</remarks>
public sealed class Translations
{
    private readonly FrozenDictionary<(string Language, string Key), string> sentences;

    /// <summary>Merges catalogues; a later one wins.</summary>
    public Translations(IEnumerable<TranslationCatalogue> catalogues)
    {
        ArgumentNullException.ThrowIfNull(catalogues);
        var all = new Dictionary<(string, string), string>();
        foreach (var catalogue in catalogues)
        {
            foreach (var (key, sentence) in catalogue.Sentences)
                all[(catalogue.Language, key)] = sentence;
        }

        sentences = all.ToFrozenDictionary();
    }

    /// <summary>A sentence, or null.</summary>
    public string? Find(string language, string key) => sentences.GetValueOrDefault((language, key));
}

/// <summary>Sentences of one language.</summary>
/// <param name="Language">BCP 47, for example <c>lo</c>.</param>
/// <param name="Sentences">By key, for example <c>refusal.ETAG_STALE</c>.</param>
public sealed record TranslationCatalogue(string Language, IReadOnlyDictionary<string, string> Sentences)
{
    /// <summary>Reads every <c>Translations/*.json</c> that is embedded in an assembly.</summary>
    /// <exception cref="JsonException">A catalogue is malformed.</exception>
    public static IEnumerable<TranslationCatalogue> Embedded(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            if (!resource.StartsWith("Translations/", StringComparison.Ordinal))
                continue;

            using var stream = assembly.GetManifestResourceStream(resource)!;
            var sentences = JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? [];
            yield return new TranslationCatalogue(Path.GetFileNameWithoutExtension(resource), sentences);
        }
    }
}
