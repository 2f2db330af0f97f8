using System.Threading.Channels;
using Coordination.Ledger.Feed;
using Coordination.Ledger.Hosting;
using Coordination.Ledger.Storage;
using Microsoft.Extensions.Logging;

namespace Coordination.Ledger.Writing;

/// <summary>
/// The one writer of a silo. Commits whatever waits, up to a bound, in one transaction, and tells each caller the truth.
/// It never lingers: while one transaction is on its way the next batch gathers by itself. It never dies.
/// </summary>
internal sealed partial class GroupCommitWriter : IAsyncDisposable
{
    /// <summary>How often a batch is tried again after the connection was lost and nothing had been written.</summary>
    private const int MostRetries = 1;

    /// <summary>A batch ends early beyond this many bytes of events.</summary>
    private const int MostBatchBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan LeastBackoff = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MostBackoff = TimeSpan.FromSeconds(1);

    private readonly SqlStore _store;
    private readonly LedgerFeed _feed;
    private readonly LedgerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LedgerTelemetry _telemetry;
    private readonly Channel<PendingAppend> _queue;
    private readonly Batch _batch = new();
    private readonly Orphans _orphans;
    private readonly PendingAppend[] _items;
    private readonly List<string> _streams = [];
    private readonly List<int> _versions = [];
    private IWriterSession? _session;
    private Task? _running;
    private volatile bool _stopping;
    private long _sequence;
    private int _queuedBeside;
    private int _failures;
    private long _lastFailure;

    public GroupCommitWriter(SqlStore store, LedgerFeed feed, LedgerOptions options, TimeProvider time, ILogger logger)
    {
        _store = store;
        _feed = feed;
        _options = options;
        _time = time;
        _logger = logger;
        _queue = Channel.CreateBounded<PendingAppend>(new BoundedChannelOptions(options.QueueCapacity) { SingleReader = true });
        _items = new PendingAppend[options.MaxBatch + MostTogether - 1];
        _orphans = new Orphans(options.QueueCapacity);
        _telemetry = new LedgerTelemetry(() => _queue.Reader.Count);
    }

    public void Start() =>
        _running ??= _store.Blocks
            // A store in this process blocks its thread while the disk turns: it gets one of its own.
            ? Task.Factory.StartNew(
                () => RunAsync().GetAwaiter().GetResult(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            : Task.Run(RunAsync);

    public Task<AppendResult> AppendAsync(Append append)
    {
        var item = new PendingAppend(append, Interlocked.Increment(ref _sequence), LedgerTelemetry.StartAppend(append));
        if (_queue.Writer.TryWrite(item))
        {
            return item.Task;
        }

        // Full, or the host is stopping.
        var status = _stopping ? AppendStatus.Unavailable : AppendStatus.Busy;
        End(item, new AppendResult(status));
        return item.Task;
    }

    /// <summary>Takes no more, writes what it has taken, and ends.</summary>
    public async Task StopAsync()
    {
        _stopping = true;
        _queue.Writer.TryComplete();
        if (_running is { } running)
        {
            await running.ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await DropSessionAsync().ConfigureAwait(false);
        _telemetry.Dispose();
    }

    private async Task RunAsync()
    {
        while (await MoreAsync().ConfigureAwait(false))
        {
            var count = Take();
            var items = _items.AsMemory(0, count);
            try
            {
                await WriteAsync(items).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // The writer never dies: whoever still waits is told that it is not known.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogUnexpected(_logger, exception);
                await DropSessionAsync().ConfigureAwait(false);
                SettleAll(items.Span, AppendStatus.Unknown);
            }

            items.Span.Clear();
        }
    }

    private ValueTask<bool> MoreAsync()
    {
        var more = _queue.Reader.WaitToReadAsync();
        return _store.Blocks && !more.IsCompleted ? ValueTask.FromResult(more.AsTask().GetAwaiter().GetResult()) : more;
    }

    // What goes together stands together, and is never cut: the last of a batch may go beyond its bound.
    private int Take()
    {
        var count = 0;
        var bytes = 0L;
        while (count < _options.MaxBatch && bytes < MostBatchBytes && _queue.Reader.TryRead(out var first))
        {
            var verdict = Verdict.Accepted;
            foreach (var item in first.Together ?? new ReadOnlySpan<PendingAppend>(in first))
            {
                _items[count++] = item;
                verdict = verdict is Verdict.Rejected || !AppendCheck.CanBeStored(item.Append) ? Verdict.Rejected
                    : _orphans.Contains(item) ? Verdict.Orphaned
                    : verdict;
                foreach (var entry in verdict is Verdict.Accepted ? item.Append.Entries : [])
                {
                    bytes += entry.Data.Length;
                }
            }

            first.Decide(verdict);
            if (first.Together is { Length: > 1 and var length })
            {
                Interlocked.Add(ref _queuedBeside, 1 - length);
            }
        }

        return count;
    }

    private async ValueTask WriteAsync(ReadOnlyMemory<PendingAppend> items)
    {
        using var activity = LedgerTelemetry.StartBatch(items.Span);
        var askAll = false;
        var retries = 0;
        while (true)
        {
            if (await EnsureSessionAsync().ConfigureAwait(false) is not { } session)
            {
                SettleAll(items.Span, AppendStatus.Unavailable);
                RefuseQueued();
                return;
            }

            var committing = false;
            StoreFault fault;
            try
            {
                _batch.PrepareViews(items.Span);
                _batch.CollectProbes(items.Span, askAll, _streams);
                var started = _time.GetTimestamp();
                var head = await session.BeginAsync(_streams, _versions).ConfigureAwait(false);
                if (!_batch.Build(items.Span, head, _streams, _versions))
                {
                    await session.RollbackAsync().ConfigureAwait(false);
                    Settle(items.Span);
                    return;
                }

                committing = true;
                await session.CommitAsync(_batch.Columns).ConfigureAwait(false);
                _telemetry.Committed(items.Length, _time.GetElapsedTime(started));
                Settle(items.Span);
                return;
            }
#pragma warning disable CA1031 // The store decides what its exceptions mean.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                fault = _store.Classify(exception);
                if (fault is not StoreFault.VersionTaken)
                {
                    LogFault(_logger, items.Length, fault, _store.Describe(exception));
                }
            }

            if (fault is not StoreFault.Lost)
            {
                await TryRollbackAsync(session).ConfigureAwait(false);
            }

            switch (fault)
            {
                case StoreFault.VersionTaken when !askAll:
                    askAll = true;
                    continue;

                case StoreFault.VersionTaken or StoreFault.Content:
                    if (RejectOnly(items.Span))
                    {
                        continue;
                    }

                    var half = Middle(items.Span);
                    await WriteAsync(items[..half]).ConfigureAwait(false);
                    await WriteAsync(items[half..]).ConfigureAwait(false);
                    return;

                case StoreFault.Unavailable:
                    SettleAll(items.Span, AppendStatus.Unavailable);
                    return;

                default:
                    await DropSessionAsync().ConfigureAwait(false);
                    var landed = committing ? await AskAsync(items.Length).ConfigureAwait(false) : false;
                    if (landed is true)
                    {
                        Settle(items.Span);
                        return;
                    }

                    if (landed is null || retries++ == MostRetries)
                    {
                        SettleAll(items.Span, landed is null ? AppendStatus.Unknown : AppendStatus.Unavailable);
                        return;
                    }

                    continue;
            }
        }
    }

    // Whether a commit of which the answer was lost was done; null when the store could not be asked in time.
    private async ValueTask<bool?> AskAsync(int count)
    {
        var columns = _batch.Columns.Entries;
        var (stream, version, salt) = (columns.Stream[0], columns.Version[0], columns.Salt[0]);
        var started = _time.GetTimestamp();
        do
        {
            try
            {
                _session ??= await _store.OpenSessionAsync().ConfigureAwait(false);
                var found = await _session.FindSaltAsync(stream, version).ConfigureAwait(false);
                var landed = found is not null && salt.Span.SequenceEqual(found);
                LogAsked(_logger, count, landed ? "written" : "not written");
                return landed;
            }
#pragma warning disable CA1031 // Whatever it is, it is asked again until the time is over.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogFault(_logger, count, StoreFault.Lost, _store.Describe(exception));
                await DropSessionAsync().ConfigureAwait(false);
                await PauseAsync(LeastBackoff).ConfigureAwait(false);
            }
        }
        while (_time.GetElapsedTime(started) < _options.SettleWithin);

        LogAsked(_logger, count, "nothing");
        return null;
    }

    private async ValueTask<IWriterSession?> EnsureSessionAsync()
    {
        if (_session is not null)
        {
            return _session;
        }

        if (_failures > 0)
        {
            var left = Backoff() - _time.GetElapsedTime(_lastFailure);
            if (left > TimeSpan.Zero)
            {
                await PauseAsync(left).ConfigureAwait(false);
            }
        }

        try
        {
            _session = await _store.OpenSessionAsync().ConfigureAwait(false);
            _failures = 0;
            LogOpen(_logger);
            return _session;
        }
#pragma warning disable CA1031 // Not to be had, for whatever reason: tried again later.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _failures++;
            _lastFailure = _time.GetTimestamp();
            LogAway(_logger, _failures, _queue.Reader.Count, Backoff().TotalMilliseconds, _store.Describe(exception));
            return null;
        }
    }

    private TimeSpan Backoff() => TimeSpan.FromTicks(Math.Min(MostBackoff.Ticks, LeastBackoff.Ticks << Math.Min(_failures, 10)));

    // Nobody waits on for a store that was found to be away after they had asked.
    private void RefuseQueued()
    {
        for (var left = _queue.Reader.Count; left > 0 && _queue.Reader.TryRead(out var first); left--)
        {
            foreach (var item in first.Together ?? new ReadOnlySpan<PendingAppend>(in first))
            {
                Fail(item, AppendStatus.Unavailable);
            }

            Interlocked.Add(ref _queuedBeside, first.Together is { } together ? 1 - together.Length : 0);
        }
    }

    private async ValueTask PauseAsync(TimeSpan time)
    {
        if (_store.Blocks)
        {
            Thread.Sleep(time);
        }
        else
        {
            await Task.Delay(time, _time).ConfigureAwait(false);
        }
    }

    private void Settle(ReadOnlySpan<PendingAppend> items)
    {
        _feed.Committed(_batch.Columns);
        var appended = 0;
        foreach (var item in items)
        {
            switch (item.Verdict)
            {
                case Verdict.Accepted:
                    appended++;
                    End(item, new AppendResult(AppendStatus.Appended, item.FirstPosition));
                    break;

                case Verdict.Rejected:
                    LogRejected(_logger, item.Append.Stream, item.Append.ExpectedVersion);
                    Fail(item, AppendStatus.Rejected);
                    break;

                default:
                    Fail(item, AppendStatus.Conflict);
                    break;
            }
        }

        if (appended > 0)
        {
            _telemetry.Settled(AppendStatus.Appended, appended);
        }
    }

    private void SettleAll(ReadOnlySpan<PendingAppend> items, AppendStatus status)
    {
        foreach (var item in items)
        {
            if (!item.Task.IsCompleted)
            {
                Fail(item, item.Verdict is Verdict.Rejected ? AppendStatus.Rejected : status);
            }
        }
    }

    private void Fail(PendingAppend item, AppendStatus status)
    {
        End(item, new AppendResult(status));
        _orphans.Failed(item.Append, Volatile.Read(ref _sequence));
        _telemetry.Settled(status);
    }

    private static void End(PendingAppend item, AppendResult result)
    {
        if (item.Activity is { } activity)
        {
            activity.SetTag("ledger.status", result.Status.ToString());
            activity.Dispose();
        }

        item.TrySetResult(result);
    }

    private static async ValueTask TryRollbackAsync(IWriterSession session)
    {
        try
        {
            await session.RollbackAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A session that cannot roll back fails at its next use and is replaced then.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    private async ValueTask DropSessionAsync()
    {
        if (_session is { } session)
        {
            _session = null;
            try
            {
                await session.DisposeAsync().ConfigureAwait(false);
            }
#pragma warning disable CA1031 // It is gone either way.
            catch (Exception)
#pragma warning restore CA1031
            {
            }
        }
    }
}
