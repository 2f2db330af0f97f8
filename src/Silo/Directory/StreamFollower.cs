using System.Text.Json;
using Coordination.Aggregates;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Sdk.Grains;

namespace Coordination.Silo.Directory;

/// <summary>Keeps a state up to date with entries of its stream that arrive one by one.</summary>
internal sealed class StreamFollower<TState, TEvent>(AggregateDefinition<TState, TEvent> definition, Func<TState, int> versionOf)
    where TState : class, IAggregateState<TState, TEvent>
    where TEvent : class
{
    private const int Page = 256;

    private readonly EventCodec<TEvent> codec = new(definition.EventType);

    /// <summary>The state after an entry; null when it is known already. A stream with a gap is read anew.</summary>
    /// <exception cref="JsonException">An entry cannot be read.</exception>
    public async Task<TState?> NextAsync(ILedger ledger, TState? known, LedgerEntry entry, CancellationToken cancellationToken)
    {
        var version = known is null ? 0 : versionOf(known);
        if (entry.Version <= version)
            return null;
        if (entry.Version == version + 1)
            return Apply(known ?? definition.Initial, entry);

        var state = definition.Initial;
        for (var after = 0; ;)
        {
            var page = await ledger.LoadAsync(entry.Stream, after, Page, cancellationToken);
            foreach (var each in page)
                state = Apply(state, each);
            if (page.Length < Page)
                return state;
            after = page[^1].Version;
        }
    }

    private TState Apply(TState state, LedgerEntry entry) => state.Apply(
        codec.Read(entry.Data.Span),
        new EventStamp(entry.Version, entry.At, entry.Agency.Length == 0 ? null : new AgencyName(entry.Agency), entry.RequestId));
}
