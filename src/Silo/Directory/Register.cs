using System.Collections.Immutable;

namespace Coordination.Silo.Directory;

/// <summary>Resources of one kind by name; a change makes a new register.</summary>
internal sealed class Register<TState, TEntry>
    where TState : class
    where TEntry : class
{
    public static readonly Register<TState, TEntry> Empty = new(ImmutableDictionary.Create<string, Item>(StringComparer.Ordinal));

    private readonly ImmutableDictionary<string, Item> items;
    private readonly Lazy<ImmutableArray<TEntry>> sorted;

    private Register(ImmutableDictionary<string, Item> items)
    {
        this.items = items;
        // Made when first asked for: while a pack is loaded nobody asks between two changes.
        sorted = new(() => [.. items.OrderBy(i => i.Key, StringComparer.Ordinal).Select(i => i.Value.Entry)]);
    }

    public sealed record Item(TState State, TEntry Entry);

    /// <summary>By name.</summary>
    public ImmutableArray<TEntry> Sorted => sorted.Value;

    public Item? Find(string name) => items.GetValueOrDefault(name);

    public Register<TState, TEntry> With(string name, TState state, TEntry entry) => new(items.SetItem(name, new Item(state, entry)));
}
