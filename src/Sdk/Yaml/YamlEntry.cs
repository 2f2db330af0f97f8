using System.Collections.Immutable;
using System.Globalization;
using Coordination.Localization;
using Coordination.Names;

namespace Coordination.Yaml;

/// <summary>One map of a file, read key by key. Whatever is wrong is noted and reading goes on with a stand-in.</summary>
internal sealed class YamlEntry
{
    private const int LongestText = 300;

    private readonly YamlErrors errors;
    private readonly Dictionary<string, YamlNode> values = new(StringComparer.Ordinal);
    private readonly string what;

    /// <param name="what">What the map is, for messages: "an agency".</param>
    /// <param name="keys">The keys that it may have.</param>
    public YamlEntry(string file, YamlNode node, YamlErrors errors, string what, params ReadOnlySpan<string> keys)
    {
        (File, Line, this.errors, this.what) = (file, node.Line, errors, what);
        if (node is not YamlMap map)
        {
            Error(node.Line, $"Expected {what}: keys and values.");
            return;
        }

        foreach (var (key, value) in map.Pairs)
        {
            if (!keys.Contains(key.Text))
                Error(key.Line, $"{Sentence(what)} has no key \"{key.Text}\". Its keys are {string.Join(", ", keys.ToArray())}.");
            else if (!values.TryAdd(key.Text, value))
                Error(key.Line, $"The key \"{key.Text}\" occurs twice.");
        }
    }

    public string File { get; }

    public int Line { get; }

    public void Error(int line, string message) => errors.Add(File, line, message);

    public int LineOf(string key) => values.TryGetValue(key, out var node) ? node.Line : Line;

    public bool Has(string key) => values.ContainsKey(key);

    /// <summary>A text that must be there and not be empty.</summary>
    public string Text(string key, int longest = LongestText)
    {
        if (!values.TryGetValue(key, out var node) || node is YamlScalar { Text.Length: 0 })
        {
            Error(LineOf(key), $"{Sentence(what)} needs \"{key}\".");
            return "";
        }

        return OptionalText(key, longest);
    }

    /// <summary>A text, or empty.</summary>
    public string OptionalText(string key, int longest = LongestText)
    {
        if (!values.TryGetValue(key, out var node))
            return "";
        if (node is not YamlScalar scalar)
        {
            Error(node.Line, $"\"{key}\" must be a text.");
            return "";
        }

        if (scalar.Text.Length > longest)
        {
            Error(scalar.Line, $"\"{key}\" has {scalar.Text.Length} characters; at most {longest} are kept.");
            return "";
        }

        return scalar.Text;
    }

    /// <summary>Reads a text by a rule; the stand-in is the type's default.</summary>
    /// <param name="expected">What a good value looks like, for the message.</param>
    public T? Parsed<T>(string key, Func<string, T?> parse, string expected, bool required = true) where T : struct
    {
        var text = required ? Text(key) : OptionalText(key);
        if (text.Length == 0)
            return null;
        if (parse(text) is { } value)
            return value;

        Error(LineOf(key), $"\"{text}\" is not {expected}.");
        return null;
    }

    public T Name<T>(string key) where T : struct, IResourceName<T> => Parsed(key, Id<T>, "a code: lower-case letters, digits and hyphens") ?? default;

    public T? OptionalName<T>(string key) where T : struct, IResourceName<T> =>
        Parsed(key, Id<T>, "a code: lower-case letters, digits and hyphens", required: false);

    public bool Flag(string key, bool otherwise) =>
        Parsed(key, text => text switch { "true" => true, "false" => false, _ => (bool?)null }, "true or false", required: false) ?? otherwise;

    public int Number(string key, int smallest, int largest) => Parsed(
        key,
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= smallest && n <= largest ? n : (int?)null,
        $"a number from {smallest} to {largest}") ?? smallest;

    /// <summary>English and Lao. English must be there; a translation that is not known may be left out.</summary>
    public LocalizedText Localized(string key, int longest = LongestText)
    {
        if (!values.TryGetValue(key, out var node))
        {
            Error(Line, $"{Sentence(what)} needs \"{key}\" with \"en\" and \"lo\".");
            return LocalizedText.Empty;
        }

        return LocalizedOf(node, key, longest);
    }

    public LocalizedText LocalizedOf(YamlNode node, string of, int longest = LongestText)
    {
        var entry = new YamlEntry(File, node, errors, $"the text of \"{of}\"", "en", "lo");
        return node is YamlMap ? new LocalizedText(entry.Text("en", longest), entry.OptionalText("lo", longest)) : LocalizedText.Empty;
    }

    /// <summary>The items of a list; none when it is not there.</summary>
    public ImmutableArray<YamlNode> Items(string key, bool required = false)
    {
        if (!values.TryGetValue(key, out var node))
        {
            if (required)
                Error(Line, $"{Sentence(what)} needs the list \"{key}\".");
            return [];
        }

        if (node is YamlList list)
        {
            if (required && list.Items.IsEmpty)
                Error(list.Line, $"The list \"{key}\" must not be empty.");
            return list.Items;
        }

        if (node is not YamlScalar { Text.Length: 0 })
            Error(node.Line, $"\"{key}\" must be a list.");
        return [];
    }

    /// <summary>The texts of a list, each with its line.</summary>
    public ImmutableArray<YamlScalar> Texts(string key, bool required = false)
    {
        var texts = ImmutableArray.CreateBuilder<YamlScalar>();
        foreach (var item in Items(key, required))
        {
            if (item is YamlScalar { Text.Length: > 0 and <= LongestText } scalar)
                texts.Add(scalar);
            else
                Error(item.Line, $"\"{key}\" must be a list of texts.");
        }

        return texts.ToImmutable();
    }

    /// <summary>The items of a list as maps.</summary>
    public IEnumerable<YamlEntry> Entries(string key, string of, bool required, params string[] keys)
    {
        foreach (var item in Items(key, required))
            yield return new YamlEntry(File, item, errors, of, keys);
    }

    /// <summary>A map within the map; null when it is not there.</summary>
    public YamlEntry? Inner(string key, string of, params ReadOnlySpan<string> keys)
    {
        if (values.TryGetValue(key, out var node))
            return new YamlEntry(File, node, errors, of, keys);

        Error(Line, $"{Sentence(what)} needs \"{key}\".");
        return null;
    }

    /// <summary>A map of texts to texts; empty when it is not there.</summary>
    public ImmutableDictionary<string, string> Map(string key)
    {
        var pairs = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (values.GetValueOrDefault(key) is not { } node || node is YamlScalar { Text.Length: 0 })
            return pairs.ToImmutable();
        if (node is not YamlMap map)
        {
            Error(node.Line, $"\"{key}\" must be keys and values.");
            return pairs.ToImmutable();
        }

        foreach (var (name, value) in map.Pairs)
        {
            if (value is not YamlScalar { Text.Length: > 0 and <= LongestText } text)
                Error(value.Line, $"\"{name.Text}\" of \"{key}\" must be a text.");
            else if (!pairs.TryAdd(name.Text, text.Text))
                Error(name.Line, $"The key \"{name.Text}\" occurs twice.");
        }

        return pairs.ToImmutable();
    }

    public YamlNode? Node(string key) => values.GetValueOrDefault(key);

    public static T? Id<T>(string text) where T : struct, IResourceName<T> => ResourceName.IsId(text) ? T.FromId(text) : null;

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
