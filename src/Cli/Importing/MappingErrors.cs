using System.Collections.Immutable;

namespace Coordination.Cli.Importing;

/// <summary>What is wrong in a mapping file.</summary>
/// <param name="Line">From 1; 0: the whole file.</param>
internal sealed record MappingError(string File, int Line, string Message)
{
    public override string ToString() => Line == 0 ? $"{File}: {Message}" : $"{File}, line {Line}: {Message}";
}

/// <summary>Collects all errors, so that nobody has to correct a file one error at a time.</summary>
internal sealed class MappingErrors(string file)
{
    private readonly List<MappingError> errors = [];

    public bool Any => errors.Count > 0;

    public ImmutableArray<MappingError> All => [.. errors.Distinct().OrderBy(e => e.Line)];

    public void Add(int line, string message) => errors.Add(new MappingError(file, line, message));
}

/// <summary>A mapping file cannot be used.</summary>
internal sealed class MappingException(ImmutableArray<MappingError> errors)
    : Exception(string.Join('\n', errors))
{
    public ImmutableArray<MappingError> Errors => errors;
}

/// <summary>One map of a mapping file, read key by key; whatever is wrong is noted and reading goes on.</summary>
internal sealed class MappingEntry
{
    private readonly Dictionary<string, YamlNode> values = new(StringComparer.Ordinal);
    private readonly MappingErrors errors;
    private readonly string what;

    /// <param name="what">What the map is, for messages: "A field".</param>
    /// <param name="keys">The keys that it may have; none: any.</param>
    public MappingEntry(YamlNode node, MappingErrors errors, string what, params ReadOnlySpan<string> keys)
    {
        (Line, this.errors, this.what) = (node.Line, errors, what);
        if (node is not YamlMap map)
        {
            errors.Add(node.Line, $"{what} is keys and values.");
            return;
        }

        foreach (var (key, value) in map.Pairs)
        {
            if (keys.Length > 0 && !keys.Contains(key.Text))
                errors.Add(key.Line, $"{what} has no key \"{key.Text}\". Its keys are {string.Join(", ", keys.ToArray())}.");
            else if (!values.TryAdd(key.Text, value))
                errors.Add(key.Line, $"The key \"{key.Text}\" occurs twice.");
        }
    }

    public int Line { get; }

    public IEnumerable<KeyValuePair<string, YamlNode>> Pairs => values;

    public YamlNode? Find(string key) => values.GetValueOrDefault(key);

    public int LineOf(string key) => values.TryGetValue(key, out var node) ? node.Line : Line;

    /// <summary>A text that must be there; empty when it is not.</summary>
    public string Text(string key)
    {
        if (Optional(key) is { Length: > 0 } text)
            return text;
        if (!values.TryGetValue(key, out var node) || node is YamlScalar)
            errors.Add(LineOf(key), $"{what} needs \"{key}\".");
        return "";
    }

    /// <summary>A text, or empty.</summary>
    public string Optional(string key)
    {
        switch (values.GetValueOrDefault(key))
        {
            case null:
                return "";
            case YamlScalar scalar:
                return scalar.Text;
            case var other:
                errors.Add(other.Line, $"\"{key}\" must be a text.");
                return "";
        }
    }
}
