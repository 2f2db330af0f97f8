using System.Collections.Concurrent;
using System.Collections.Immutable;
using Coordination.Ledger;
using Coordination.Sdk.Grains;

namespace Coordination.Sdk.Tests;

/// <summary>A ledger in memory that keeps the contract, and whose commits and faults a test directs.</summary>
internal sealed class ScriptedLedger : ILedger, ISnapshots
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<LedgerEntry>> streams = new(StringComparer.Ordinal);
    private readonly Queue<(ImmutableArray<Append> Appends, TaskCompletionSource<AppendResult> Done)> waiting = [];
    private readonly Queue<AppendStatus> script = [];
    private bool holding;

    public bool Away { get; set; }

    public ConcurrentQueue<Append> Committed { get; } = [];

    public ConcurrentDictionary<string, Snapshot> Kept { get; } = new(StringComparer.Ordinal);

    public int Loads { get; private set; }

    /// <summary>The next appends that are settled get these outcomes instead of being written.</summary>
    public void Next(params AppendStatus[] statuses)
    {
        lock (gate)
        {
            foreach (var status in statuses)
                script.Enqueue(status);
        }
    }

    /// <summary>Appends wait until <see cref="Release"/>.</summary>
    public void Hold()
    {
        lock (gate)
            holding = true;
    }

    public int Waiting
    {
        get
        {
            lock (gate)
                return waiting.Count;
        }
    }

    public void Release()
    {
        lock (gate)
        {
            holding = false;
            while (waiting.TryDequeue(out var next))
                next.Done.SetResult(Settle(next.Appends));
        }
    }

    public Task<AppendResult> AppendAsync(Append append) => AppendTogetherAsync([append]);

    public Task<AppendResult> AppendTogetherAsync(ImmutableArray<Append> appends)
    {
        lock (gate)
        {
            if (!holding)
                return Task.FromResult(Settle(appends));
            var done = new TaskCompletionSource<AppendResult>(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Enqueue((appends, done));
            return done.Task;
        }
    }

    /// <summary>Writes past the grain, as another activation would.</summary>
    public void WriteElsewhere(string stream, string type, string json)
    {
        lock (gate)
        {
            var entries = Stream(stream);
            Settle([new Append(stream, entries.Count, [new NewEntry(type, System.Text.Encoding.UTF8.GetBytes(json), Guid.NewGuid(), 1, "elsewhere", "s", default)], null, null)]);
        }
    }

    public Task<ImmutableArray<LedgerEntry>> LoadAsync(string stream, int afterVersion, int limit, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (Away)
                throw new LedgerUnavailableException("away");
            Loads++;
            return Task.FromResult<ImmutableArray<LedgerEntry>>([.. Stream(stream).Skip(afterVersion).Take(limit)]);
        }
    }

    public Task<Snapshot?> ReadAsync(string stream) => Task.FromResult(Kept.GetValueOrDefault(stream));

    public Task WriteAsync(string stream, Snapshot snapshot)
    {
        Kept[stream] = snapshot;
        return Task.CompletedTask;
    }

    private AppendResult Settle(ImmutableArray<Append> appends)
    {
        if (script.TryDequeue(out var status) && status is not AppendStatus.Appended)
            return new AppendResult(status);

        if (Away)
            return new AppendResult(AppendStatus.Unavailable);

        if (appends.Any(append => Stream(append.Stream).Count != append.ExpectedVersion))
            return new AppendResult(AppendStatus.Conflict);

        foreach (var append in appends)
        {
            var entries = Stream(append.Stream);
            foreach (var e in append.Entries)
                entries.Add(new LedgerEntry(0, append.Stream, entries.Count + 1, e.Type, e.Data, e.RequestId, e.CommandHash, e.Agency, e.Subject, e.At));
            Committed.Enqueue(append);
        }

        return new AppendResult(AppendStatus.Appended, 1);
    }

    private List<LedgerEntry> Stream(string stream)
    {
        if (!streams.TryGetValue(stream, out var entries))
            streams.Add(stream, entries = []);
        return entries;
    }
}
