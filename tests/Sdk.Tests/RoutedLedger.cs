using System.Collections.Concurrent;
using System.Collections.Immutable;
using Coordination.Ledger;
using Coordination.Sdk.Grains;

namespace Coordination.Sdk.Tests;

/// <summary>Gives each stream the ledger of its test, so that tests run side by side.</summary>
internal sealed class RoutedLedger : ILedger, ISnapshots
{
    private readonly ConcurrentDictionary<string, ScriptedLedger> routes = new(StringComparer.Ordinal);

    public void Route(string stream, ScriptedLedger ledger) => routes[stream] = ledger;

    public Task<AppendResult> AppendAsync(Append append) => routes[append.Stream].AppendAsync(append);

    public Task<AppendResult> AppendTogetherAsync(ImmutableArray<Append> appends) => routes[appends[0].Stream].AppendTogetherAsync(appends);

    public Task<ImmutableArray<LedgerEntry>> LoadAsync(string stream, int afterVersion, int limit, CancellationToken cancellationToken) =>
        routes[stream].LoadAsync(stream, afterVersion, limit, cancellationToken);

    public Task<Snapshot?> ReadAsync(string stream) => routes[stream].ReadAsync(stream);

    public Task WriteAsync(string stream, Snapshot snapshot) => routes[stream].WriteAsync(stream, snapshot);
}
