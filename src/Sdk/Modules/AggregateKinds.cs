using System.Collections.Frozen;

namespace Coordination.Sdk.Modules;

/// <summary>Every kind of resource of this silo.</summary>
public sealed class AggregateKinds
{
    private readonly FrozenDictionary<string, AggregateKind> byKind;

    /// <exception cref="ArgumentException">Two modules claim the same kind.</exception>
    public AggregateKinds(IEnumerable<AggregateKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        var all = kinds.ToArray();
        if (all.GroupBy(k => k.Kind, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"Two modules claim the kind '{twice.Key}'.", nameof(kinds));
        byKind = all.ToFrozenDictionary(k => k.Kind, StringComparer.Ordinal);
    }

    public IReadOnlyCollection<AggregateKind> All => byKind.Values;

    /// <summary>The kind of a resource or stream, or null when no module of this silo owns it.</summary>
    public AggregateKind? Of(string resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && byKind.TryGetValue(resource[..slash], out var kind) ? kind : null;
    }
}
