using System.Collections.Frozen;
using Coordination.Access;
using Coordination.Registry;
using Coordination.Search;

namespace Coordination.Sdk.Modules;

/// <summary>A kind of resource whose titles can be searched.</summary>
/// <param name="Kind">The collection of its names, for example <c>tasks</c>.</param>
/// <param name="ListPermission">The permission of its list: holders with <see cref="Relation.None"/> find everything, others what their agency has a part in.</param>
/// <param name="Show">
/// What a list shows this caller of a row, from the row's view; null when a list would leave it out. Pure. It must not
/// show more than the list does: the store has judged parties and blocked officers, nothing else.
/// </param>
public sealed record SearchableKind(string Kind, string ListPermission, Func<Principal, RegistryMatch, SearchHit?> Show);

/// <summary>Every kind of this silo that can be searched.</summary>
public sealed class SearchableKinds
{
    private readonly FrozenDictionary<string, SearchableKind> byKind;

    /// <exception cref="ArgumentException">Two modules claim the same kind.</exception>
    public SearchableKinds(IEnumerable<SearchableKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        var all = kinds.ToArray();
        if (all.GroupBy(k => k.Kind, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"Two modules let the kind '{twice.Key}' be searched.", nameof(kinds));
        byKind = all.ToFrozenDictionary(k => k.Kind, StringComparer.Ordinal);
    }

    public IReadOnlyCollection<SearchableKind> All => byKind.Values;

    /// <summary>Null for a kind that cannot be searched.</summary>
    public SearchableKind? Of(string kind) => byKind.GetValueOrDefault(kind);
}
