using System.Collections.Immutable;
using Coordination.Ledger.Hosting;
using Coordination.Ledger.Storage;
using Coordination.Ledger.Writing;

namespace Coordination.Ledger.Feed;

/// <summary>
/// Follows the ledger. Own commits are known at once; those of other silos are looked for while somebody waits.
/// </summary>
internal sealed class LedgerFeed(SqlStore store, LedgerOptions options, TimeProvider time) : ILedgerFeed, IDisposable
{
    private readonly TailCache _tail = new(options.TailCapacity);
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _reading = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private TaskCompletionSource _advanced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _head;
    private int _waiting;
    private bool _polling;

    public long Head => Volatile.Read(ref _head);

    /// <summary>Learns the head from the store.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken) =>
        Advance((await store.ReadHeadAsync(cancellationToken).ConfigureAwait(false)).Position);

    /// <summary>The writer has committed.</summary>
    public void Committed(BatchColumns columns)
    {
        if (columns.Entries.Count > 0)
        {
            _tail.Add(Entries(columns.Entries));
            Advance(columns.Position);
        }
    }

    public async Task WaitAsync(long after, TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (Head > after || atMost <= TimeSpan.Zero)
        {
            return;
        }

        Interlocked.Increment(ref _waiting);
        try
        {
            Poll();
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
            var over = Task.Delay(atMost, time, enough.Token);
            while (true)
            {
                var advanced = Volatile.Read(ref _advanced).Task;
                if (Head > after)
                {
                    break;
                }

                if (await Task.WhenAny(advanced, over).ConfigureAwait(false) == over)
                {
                    break;
                }
            }

            await enough.CancelAsync().ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    public async Task<ImmutableArray<LedgerEntry>> ReadAsync(long after, int limit, CancellationToken cancellationToken)
    {
        if (limit <= 0)
        {
            return [];
        }

        after = Math.Max(0, after);
        if (_tail.Read(after, limit) is { IsDefault: false } known)
        {
            return known;
        }

        var head = Head;
        if (after < head - options.TailCapacity)
        {
            // Far behind: for itself alone.
            return await ReadStoreAsync(after, limit, cancellationToken).ConfigureAwait(false);
        }

        // At the tail: one reads for all.
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_tail.Read(after, limit) is { IsDefault: false } read)
            {
                return read;
            }

            var entries = await ReadStoreAsync(after, limit, cancellationToken).ConfigureAwait(false);
            _tail.Add(entries);
            return entries;
        }
        finally
        {
            _reading.Release();
        }
    }

    public Task<IReadOnlyDictionary<string, RegistryAudience>> ReadAudiencesAsync(
        IReadOnlyCollection<string> resources, CancellationToken cancellationToken) =>
        store.ReadAudiencesAsync(resources, cancellationToken);

    // Cancelled, not disposed: those who wait still look at it.
    public void Dispose() => _stopping.Cancel();

    private async Task<ImmutableArray<LedgerEntry>> ReadStoreAsync(long after, int limit, CancellationToken cancellationToken)
    {
        var entries = await store.ReadEntriesAsync(after, limit, cancellationToken).ConfigureAwait(false);
        if (entries.Length > 0)
        {
            Advance(entries[^1].Position);
        }

        return entries;
    }

    private static IEnumerable<LedgerEntry> Entries(BatchColumns.EntryColumns columns)
    {
        for (var at = 0; at < columns.Count; at++)
        {
            yield return new LedgerEntry(
                columns.Position[at], columns.Stream[at], columns.Version[at], columns.Type[at], columns.Data[at],
                columns.RequestId[at], columns.CommandHash[at], columns.Agency[at], columns.Subject[at], Micros.ToTime(columns.At[at]));
        }
    }

    private void Advance(long position)
    {
        TaskCompletionSource advanced;
        lock (_gate)
        {
            if (position <= _head)
            {
                return;
            }

            // A full fence: whoever begins to wait after this sees the new head.
            Interlocked.Exchange(ref _head, position);
            if (_waiting == 0)
            {
                return;
            }

            advanced = _advanced;
            _advanced = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        advanced.SetResult();
    }

    private void Poll()
    {
        lock (_gate)
        {
            if (_polling || _stopping.IsCancellationRequested)
            {
                return;
            }

            _polling = true;
        }

        _ = Task.Run(PollAsync);
    }

    // Ends when nobody waits any more; the next who waits starts it again.
    private async Task PollAsync()
    {
        var stopping = _stopping.Token;
        while (true)
        {
            try
            {
                await RefreshAsync(stopping).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // The store is away: those who wait go on waiting, up to their time.
            catch (Exception)
#pragma warning restore CA1031
            {
            }

            lock (_gate)
            {
                if (Volatile.Read(ref _waiting) == 0 || stopping.IsCancellationRequested)
                {
                    _polling = false;
                    return;
                }
            }

            try
            {
                await Task.Delay(options.PollInterval, time, stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
            }
        }
    }
}
