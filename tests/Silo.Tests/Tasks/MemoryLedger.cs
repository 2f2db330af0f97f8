using System.Collections.Immutable;
using Coordination.Ledger;
using Coordination.Registry;
using Coordination.Sdk.Grains;

namespace Coordination.Silo.Tests.Tasks;

/// <summary>A ledger in memory that keeps the contract, and whose commits and faults a test directs stream by stream.</summary>
internal sealed class MemoryLedger : ILedger, ISnapshots
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Stream> streams = new(StringComparer.Ordinal);
    private long position;

    /// <summary>What is stored of a stream.</summary>
    public ImmutableArray<LedgerEntry> Entries(string stream)
    {
        lock (gate)
            return [.. Of(stream).Entries];
    }

    public RegistryRow? Row(string stream)
    {
        lock (gate)
            return Of(stream).Row;
    }

    public ImmutableArray<PartyRow> Parties(string stream)
    {
        lock (gate)
            return [.. Of(stream).Parties.Values];
    }

    public ImmutableArray<DueRow> Due(string stream)
    {
        lock (gate)
            return [.. Of(stream).Due.Select(d => new DueRow(d.Key, d.Value))];
    }

    /// <summary>The next appends to a stream get these outcomes; Appended: it is written.</summary>
    public void Next(string stream, params AppendStatus[] statuses)
    {
        lock (gate)
        {
            foreach (var status in statuses)
                Of(stream).Script.Enqueue(status);
        }
    }

    /// <summary>Appends to a stream wait until <see cref="Release"/>.</summary>
    public void Hold(string stream)
    {
        lock (gate)
            Of(stream).Held ??= [];
    }

    public int Waiting(string stream)
    {
        lock (gate)
            return Of(stream).Held?.Count ?? 0;
    }

    public void Release(string stream)
    {
        lock (gate)
        {
            var held = Of(stream).Held ?? [];
            Of(stream).Held = null;
            foreach (var (append, done) in held)
                done.SetResult(Settle(append));
        }
    }

    public bool HasSnapshot(string stream)
    {
        lock (gate)
            return Of(stream).Snapshot is not null;
    }

    public Task<AppendResult> AppendAsync(Append append)
    {
        lock (gate)
        {
            if (Of(append.Stream).Held is not { } held)
                return Task.FromResult(Settle(append));

            var done = new TaskCompletionSource<AppendResult>(TaskCreationOptions.RunContinuationsAsynchronously);
            held.Add((append, done));
            return done.Task;
        }
    }

    /// <summary>Scripts of the first one's stream speak for all; nothing is held.</summary>
    public Task<AppendResult> AppendTogetherAsync(ImmutableArray<Append> appends)
    {
        lock (gate)
        {
            if (Of(appends[0].Stream).Script.TryDequeue(out var status) && status is not AppendStatus.Appended)
                return Task.FromResult(new AppendResult(status));
            if (appends.Any(append => Of(append.Stream).Entries.Count != append.ExpectedVersion))
                return Task.FromResult(new AppendResult(AppendStatus.Conflict));

            var first = position + 1;
            foreach (var append in appends)
                Write(append);
            return Task.FromResult(new AppendResult(AppendStatus.Appended, first));
        }
    }

    public Task<ImmutableArray<LedgerEntry>> LoadAsync(string stream, int afterVersion, int limit, CancellationToken cancellationToken)
    {
        lock (gate)
            return Task.FromResult<ImmutableArray<LedgerEntry>>([.. Of(stream).Entries.Skip(afterVersion).Take(limit)]);
    }

    public Task<Snapshot?> ReadAsync(string stream)
    {
        lock (gate)
            return Task.FromResult(Of(stream).Snapshot);
    }

    public Task WriteAsync(string stream, Snapshot snapshot)
    {
        lock (gate)
            Of(stream).Snapshot = snapshot;
        return Task.CompletedTask;
    }

    private AppendResult Settle(Append append)
    {
        var stream = Of(append.Stream);
        if (stream.Script.TryDequeue(out var status) && status is not AppendStatus.Appended)
            return new AppendResult(status);
        if (stream.Entries.Count != append.ExpectedVersion)
            return new AppendResult(AppendStatus.Conflict);

        var first = position + 1;
        Write(append);
        return new AppendResult(AppendStatus.Appended, first);
    }

    private void Write(Append append)
    {
        var stream = Of(append.Stream);
        foreach (var e in append.Entries)
        {
            stream.Entries.Add(new LedgerEntry(
                ++position, append.Stream, stream.Entries.Count + 1, e.Type, e.Data, e.RequestId, e.CommandHash, e.Agency, e.Subject, e.At));
        }

        if (append.Registry is { } registry)
        {
            stream.Row = registry.Row;
            foreach (var gone in registry.RemovedParties)
                stream.Parties.Remove((gone.Agency, gone.Role));
            foreach (var party in registry.Parties)
                stream.Parties[(party.Agency, party.Role)] = party;
        }

        foreach (var gone in append.Due?.Removed ?? [])
            stream.Due.Remove(gone);
        foreach (var row in append.Due?.Upserts ?? [])
            stream.Due[row.Kind] = row.At;
    }

    private Stream Of(string name)
    {
        if (!streams.TryGetValue(name, out var stream))
            streams.Add(name, stream = new Stream());
        return stream;
    }

    private sealed class Stream
    {
        public List<LedgerEntry> Entries { get; } = [];

        public Queue<AppendStatus> Script { get; } = [];

        public List<(Append Append, TaskCompletionSource<AppendResult> Done)>? Held { get; set; }

        public RegistryRow? Row { get; set; }

        public Dictionary<(string Agency, string Role), PartyRow> Parties { get; } = [];

        public Dictionary<string, DateTimeOffset> Due { get; } = new(StringComparer.Ordinal);

        public Snapshot? Snapshot { get; set; }
    }
}
