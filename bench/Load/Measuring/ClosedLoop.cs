using System.Diagnostics;
using Coordination.Bench.Load.Workloads;
using Grpc.Core;

namespace Coordination.Bench.Load.Measuring;

/// <param name="WarmUp">Called but not counted.</param>
/// <param name="Duration">Counted.</param>
/// <param name="Commands">The loop ends after so many calls, warm-up included, when that comes first.</param>
internal sealed record LoopBounds(int Clients, TimeSpan WarmUp, TimeSpan Duration, long Commands);

/// <param name="FirstError">What the first failed call said; null when none failed.</param>
internal sealed record LoopResult(TimeSpan Elapsed, LatencyHistogram Latency, long Errors, string? FirstError);

/// <summary>Clients that each call, wait for the answer, and call again.</summary>
internal sealed class ClosedLoop(IWorkload workload, LoopBounds bounds)
{
    /// <summary>A workload that fails so often is broken: more calls would tell nothing more.</summary>
    private const int ErrorLimit = 100;

    private long sequence = -1;
    private long errors;
    private string? firstError;
    private volatile bool counting;
    private volatile bool over;

    /// <param name="onCounting">Called when the warm-up is over, and again at the end.</param>
    public async Task<LoopResult> RunAsync(Action onCounting)
    {
        counting = bounds.WarmUp == TimeSpan.Zero;
        var clients = Enumerable.Range(0, bounds.Clients).Select(client => Task.Run(() => CallAsync(client))).ToArray();
        var all = Task.WhenAll(clients);
        if (!counting)
            await Task.WhenAny(all, Task.Delay(bounds.WarmUp));

        onCounting();
        var watch = Stopwatch.StartNew();
        counting = true;
        await Task.WhenAny(all, Task.Delay(bounds.Duration));
        var elapsed = watch.Elapsed;
        onCounting();
        over = true;

        var latency = new LatencyHistogram();
        foreach (var one in await all)
            latency.Add(one);
        return new LoopResult(elapsed, latency, errors, firstError);
    }

    private async Task<LatencyHistogram> CallAsync(int client)
    {
        var latency = new LatencyHistogram();
        while (!over && Interlocked.Increment(ref sequence) is var number && number < bounds.Commands)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                await workload.CallAsync(client, number);
            }
            catch (RpcException failed)
            {
                firstError ??= $"{failed.StatusCode}: {failed.Status.Detail}";
                over |= Interlocked.Increment(ref errors) >= ErrorLimit;
                continue;
            }

            // What ends inside the window counts, whenever it began: as many are under way at its start as at its end.
            if (counting && !over)
                latency.Record(Stopwatch.GetElapsedTime(start));
        }

        return latency;
    }
}
