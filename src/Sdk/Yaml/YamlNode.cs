using System.Collections.Immutable;

namespace Coordination.Yaml;

/// <summary>Something wrong in a file that people write.</summary>
/// <param name="Line">From 1; 0: the file as a whole.</param>
public sealed record YamlFault(string File, int Line, string Message)
{
    public override string ToString() => Line == 0 ? $"{File}: {Message}" : $"{File}:{Line}: {Message}";
}

/// <summary>A piece of a file and the line on which it begins.</summary>
internal abstract record YamlNode(int Line);

/// <summary>A text, normalised to NFKC.</summary>
internal sealed record YamlScalar(int Line, string Text) : YamlNode(Line);

internal sealed record YamlMap(int Line, ImmutableArray<KeyValuePair<YamlScalar, YamlNode>> Pairs) : YamlNode(Line);

internal sealed record YamlList(int Line, ImmutableArray<YamlNode> Items) : YamlNode(Line);

/// <summary>Collects what is wrong, of all files, so that nobody has to correct them one error at a time.</summary>
internal sealed class YamlErrors
{
    /// <summary>Beyond these they are not worth listing.</summary>
    private const int Bound = 1_000;

    private readonly List<YamlFault> errors = [];

    public bool Any => errors.Count > 0;

    public void Add(string file, int line, string message)
    {
        if (errors.Count < Bound)
            errors.Add(new YamlFault(file, line, message));
    }

    /// <summary>By file in the order of reading, then by line.</summary>
    public ImmutableArray<YamlFault> Sorted(IReadOnlyList<string> files) =>
        [.. errors.Distinct().OrderBy(e => Place(files, e.File)).ThenBy(e => e.Line).ThenBy(e => e.Message, StringComparer.Ordinal)];

    private static int Place(IReadOnlyList<string> files, string file)
    {
        for (var i = 0; i < files.Count; i++)
        {
            if (string.Equals(files[i], file, StringComparison.Ordinal))
                return i;
        }

        return files.Count;
    }
}
