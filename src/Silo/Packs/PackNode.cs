using System.Collections.Immutable;
using Coordination.Packs;

namespace Coordination.Silo.Packs;

/// <summary>A piece of a pack file and the line on which it begins.</summary>
internal abstract record PackNode(int Line);

/// <summary>A text, normalised to NFKC.</summary>
internal sealed record PackScalar(int Line, string Text) : PackNode(Line);

internal sealed record PackMap(int Line, ImmutableArray<KeyValuePair<PackScalar, PackNode>> Pairs) : PackNode(Line);

internal sealed record PackList(int Line, ImmutableArray<PackNode> Items) : PackNode(Line);

/// <summary>Collects what is wrong, of all files, so that nobody has to correct a pack one error at a time.</summary>
internal sealed class PackErrors
{
    /// <summary>Beyond these a pack is not worth listing.</summary>
    private const int Bound = 1_000;

    private readonly List<PackError> errors = [];

    public bool Any => errors.Count > 0;

    public void Add(string file, int line, string message)
    {
        if (errors.Count < Bound)
            errors.Add(new PackError(file, line, message));
    }

    /// <summary>By file in the order of reading, then by line.</summary>
    public ImmutableArray<PackError> Sorted(IReadOnlyList<string> files) =>
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
