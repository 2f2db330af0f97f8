using System.Collections.Immutable;

namespace Coordination.Ledger.Writing;

/// <summary>What goes together: queued by its first, judged as one, never cut, settled alike.</summary>
internal sealed partial class GroupCommitWriter
{
    /// <summary>The most appends that go together.</summary>
    public const int MostTogether = 256;

    /// <summary>Appends to different streams in one transaction; they take as many places in the queue as they are.</summary>
    public Task<AppendResult> AppendTogetherAsync(ImmutableArray<Append> appends)
    {
        if (appends.Length == 1)
        {
            return AppendAsync(appends[0]);
        }

        if (appends.Length > MostTogether || !AreOfDifferentStreams(appends))
        {
            return Task.FromResult(new AppendResult(AppendStatus.Rejected));
        }

        var sequence = Interlocked.Increment(ref _sequence);
        var together = new PendingAppend[appends.Length];
        for (var at = 0; at < together.Length; at++)
        {
            together[at] = new PendingAppend(appends[at], sequence, at == 0 ? LedgerTelemetry.StartAppend(appends[0]) : null) { Together = together };
        }

        var beside = together.Length - 1;
        if (Interlocked.Add(ref _queuedBeside, beside) + _queue.Reader.Count < _options.QueueCapacity && _queue.Writer.TryWrite(together[0]))
        {
            return together[0].Task;
        }

        Interlocked.Add(ref _queuedBeside, -beside);
        End(together[0], new AppendResult(_stopping ? AppendStatus.Unavailable : AppendStatus.Busy));
        return together[0].Task;
    }

    // Rejects the one accepted append of a batch that the store refuses, with all that go together with it; false when
    // there are several.
    private static bool RejectOnly(ReadOnlySpan<PendingAppend> items)
    {
        PendingAppend? only = null;
        foreach (var item in items)
        {
            if (item.Verdict is Verdict.Accepted)
            {
                if (only is not null && (only.Together is null || !ReferenceEquals(only.Together, item.Together)))
                {
                    return false;
                }

                only = item;
            }
        }

        only?.Decide(Verdict.Rejected);
        return true;
    }

    // Where a batch of several is cut in two: near its middle, never through what goes together.
    private static int Middle(ReadOnlySpan<PendingAppend> items)
    {
        var middle = items.Length / 2;
        if (items[middle].Together is not { } together)
        {
            return middle;
        }

        var start = middle;
        while (start > 0 && items[start - 1].Together == together)
        {
            start--;
        }

        return start > 0 ? start : together.Length;
    }

    private static bool AreOfDifferentStreams(ImmutableArray<Append> appends)
    {
        var streams = new HashSet<string>(appends.Length, StringComparer.Ordinal);
        foreach (var append in appends)
        {
            if (append?.Stream is not { } stream || !streams.Add(stream))
            {
                return false;
            }
        }

        return streams.Count > 0;
    }
}
