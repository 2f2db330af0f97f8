using System.Diagnostics.Metrics;
using Coordination.Aggregates;
using Coordination.Ledger;
using Coordination.Sdk.Modules;
using Microsoft.Extensions.Logging;

namespace Coordination.Silo.DueWork;

/// <summary>
/// Reads rows whose time has come and wakes their grains. It decides nothing: the grain does, from its own state, so
/// waking twice does no harm. What does not move on is tried again later and later, and never holds up the others.
/// </summary>
internal sealed partial class DueWorkSweeperGrain(IDueWork dueWork, AggregateKinds kinds, TimeProvider time, ILogger<DueWorkSweeperGrain> logger)
    : Grain, IDueWorkSweeperGrain
{
    private const int PageSize = 512;
    private const int AtOnce = 64;
    private static readonly TimeSpan Briefly = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly Meter Meter = new("Coordination.DueWork");
    private static readonly Counter<long> Woken = Meter.CreateCounter<long>("coordination.due_work.woken", "{wake}", "Grains woken for due work");
    private static readonly Histogram<double> Lag = Meter.CreateHistogram<double>("coordination.due_work.lag", "s", "From the due time to the wake-up");

    private readonly Dictionary<(string Stream, string Kind), (DateTimeOffset Due, TimeSpan Pause, DateTimeOffset Next)> paused = [];
    private bool sweeping;

    public async Task SweepAsync()
    {
        if (sweeping)
            return;

        sweeping = true;
        try
        {
            await SweepOnceAsync();
        }
        catch (LedgerUnavailableException)
        {
            // The next sweep tries again; readiness says why nothing moves.
        }
        finally
        {
            sweeping = false;
        }
    }

    public async Task SweepAnewAsync()
    {
        while (sweeping)
            await Task.Delay(Briefly);
        await SweepAsync();
    }

    private async Task SweepOnceAsync()
    {
        var now = time.GetUtcNow();
        var seen = new HashSet<(string, string)>();
        DueItem? after = null;
        while (true)
        {
            var items = await dueWork.ReadDueAsync(now, after, PageSize, CancellationToken.None);
            foreach (var chunk in items.Chunk(AtOnce))
                await Task.WhenAll(chunk.Select(item => WakeAsync(item, now)));
            seen.UnionWith(items.Select(i => (i.Stream, i.Kind)));
            if (items.Length < PageSize)
                break;
            after = items[^1];
        }

        // What is no longer due has moved on.
        foreach (var gone in paused.Keys.Where(key => !seen.Contains(key)).ToArray())
            paused.Remove(gone);
    }

    private async Task WakeAsync(DueItem item, DateTimeOffset now)
    {
        var key = (item.Stream, item.Kind);
        if (paused.TryGetValue(key, out var pause) && pause.Due == item.At && now < pause.Next)
            return;

        if (kinds.Of(item.Stream) is { } kind)
        {
            try
            {
                await ((IAggregateGrain)GrainFactory.GetGrain(kind.GrainInterface, item.Stream)).WakeAsync(item.Kind);
                Woken.Add(1, new KeyValuePair<string, object?>("kind", kind.Kind));
                Lag.Record((now - item.At).TotalSeconds, new KeyValuePair<string, object?>("kind", kind.Kind));
            }
#pragma warning disable CA1031 // Poison stays alone: whatever one grain throws must not stop the others.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogNotWoken(logger, item.Stream, item.Kind, fault.GetType().Name);
            }
        }

        // If it moved on, its row is gone or has another time, and this pause is forgotten.
        var length = pause.Due == item.At && pause.Pause > TimeSpan.Zero ? pause.Pause * 2 : FirstPause;
        length = length > LongestPause ? LongestPause : length;
        paused[key] = (item.At, length, now + length);
    }

    [LoggerMessage(EventId = 2101, Level = LogLevel.Warning, Message = "{Stream} could not be woken for {DueKind} ({Fault}); trying again later")]
    private static partial void LogNotWoken(ILogger logger, string stream, string dueKind, string fault);
}
