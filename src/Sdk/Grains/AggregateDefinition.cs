using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Ledger;
using Coordination.Registry;

namespace Coordination.Sdk.Grains;

/// <summary>What of an aggregate is visible beside its events: its index row, its parties, what is due.</summary>
/// <param name="Row">Null: the resource is not listed anywhere.</param>
/// <param name="Parties">All parties; the grain writes only those that changed.</param>
/// <param name="Due">All that is due, at most one a kind; the grain writes only what changed.</param>
public readonly record struct Projection(RegistryRow? Row, ImmutableArray<PartyRow> Parties, ImmutableArray<DueRow> Due)
{
    /// <summary>All that is counted of it; the grain writes only what changed. Default: nothing.</summary>
    public ImmutableArray<FactRow> Facts { get; init; } = [];

    public static readonly Projection Empty = new(null, [], []);
}

/// <summary>All that a <see cref="LedgerGrain{TState,TEvent}"/> has to know of its noun, and all of it pure.</summary>
public sealed record AggregateDefinition<TState, TEvent>
    where TState : class, IAggregateState<TState, TEvent>
    where TEvent : class
{
    /// <summary>The collection of the names, for example <c>tasks</c>; the registry's kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The state before the first event.</summary>
    public required TState Initial { get; init; }

    /// <summary>How events are written. The base type lists its events by <c>JsonDerivedType</c> with their stable names.</summary>
    public required JsonTypeInfo<TEvent> EventType { get; init; }

    /// <summary>How commands are hashed. The base type lists its commands by <c>JsonDerivedType</c>.</summary>
    public required Func<Command, byte[]> CommandBytes { get; init; }

    /// <summary>How snapshots of long streams are written; null: no snapshots.</summary>
    public JsonTypeInfo<TState>? SnapshotType { get; init; }

    /// <summary>The index row, parties and due work of a state at a version. Arguments: the resource's name, state, version, time of the newest event.</summary>
    public required Func<string, TState, int, DateTimeOffset, Projection> Project { get; init; }

    /// <summary>How a caller stands to the resource. For the initial state: how it stands to a resource it would create.</summary>
    public required Func<TState, Principal, Relation> Relate { get; init; }

    /// <summary>
    /// Whether the resource does not exist for a caller, whatever its roles: an officer with a conflict of interest. Its row
    /// says the same (<see cref="RegistryRow.Blocked"/>). Default: it exists for everybody who may see it.
    /// </summary>
    public Func<TState, Principal, bool>? IsBlocked { get; init; }

    /// <summary>The permission that shows that the resource exists.</summary>
    public required string ReadPermission { get; init; }

    /// <summary>The permission that shows its events on the watch stream. Default: <see cref="ReadPermission"/>.</summary>
    public string? WatchPermission { get; init; }

    /// <summary>
    /// Whether an event is for a party on the watch stream, for nouns whose parties do not see each other. Pure; it must not
    /// throw for an event that the noun wrote. Default: every party sees every event.
    /// </summary>
    public Func<LedgerEntry, PartyRow, bool>? IsFor { get; init; }

    /// <summary>
    /// What of an event's content the watch stream shows to a caller that stands for these parties, JSON in UTF-8. Pure; it must not
    /// throw for an event that the noun wrote. Default: all of it.
    /// </summary>
    public Func<LedgerEntry, IReadOnlyCollection<PartyRow>, byte[]>? Show { get; init; }
}
