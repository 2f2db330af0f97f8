using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Coordination.Ledger.Writing;

/// <summary>Spans and measures of the ledger. Identifiers and counts only.</summary>
internal sealed class LedgerTelemetry : IDisposable
{
    public const string Name = "Coordination.Ledger";

    /// <summary>The most callers' spans that a batch's span links to.</summary>
    private const int MostLinks = 64;

    private static readonly string[] StatusNames =
        [.. Enum.GetNames<AppendStatus>().Select(static name => string.Create(name.Length, name, static (chars, text) => text.AsSpan().ToLowerInvariant(chars)))];

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _appends;
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _commitSeconds;

    public LedgerTelemetry(Func<int> queueDepth)
    {
        _appends = _meter.CreateCounter<long>("coordination.ledger.appends", "{append}", "Appends by how they were settled.");
        _batchSize = _meter.CreateHistogram<int>("coordination.ledger.batch.size", "{append}", "Appends in one transaction.");
        _commitSeconds = _meter.CreateHistogram<double>("coordination.ledger.commit.duration", "s", "Time of one transaction.");
        _meter.CreateObservableGauge("coordination.ledger.queue.depth", queueDepth, "{append}", "Appends that wait for the writer.");
    }

    public static ActivitySource Source { get; } = new(Name);

    /// <summary>A span for one append, below the caller's, and ended by the writer. The caller's current span stays.</summary>
    public static Activity? StartAppend(Append append)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var caller = Activity.Current;
        var activity = Source.StartActivity("ledger.append");
        activity?.SetTag("ledger.stream", append.Stream);
        activity?.SetTag("ledger.expected_version", append.ExpectedVersion);
        Activity.Current = caller;
        return activity;
    }

    public static Activity? StartBatch(ReadOnlySpan<PendingAppend> items)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var links = new List<ActivityLink>(Math.Min(items.Length, MostLinks));
        foreach (var item in items)
        {
            if (item.Activity is { } activity && links.Count < MostLinks)
            {
                links.Add(new ActivityLink(activity.Context));
            }
        }

        // The writer serves many traces: its span starts one of its own.
        Activity.Current = null;
        var batch = Source.StartActivity(ActivityKind.Internal, links: links, name: "ledger.commit");
        batch?.SetTag("ledger.appends", items.Length);
        return batch;
    }

    public void Settled(AppendStatus status, int count = 1) =>
        _appends.Add(count, new KeyValuePair<string, object?>("status", StatusNames[(int)status]));

    public void Committed(int appends, TimeSpan took)
    {
        _batchSize.Record(appends);
        _commitSeconds.Record(took.TotalSeconds);
    }

    public void Dispose() => _meter.Dispose();
}
