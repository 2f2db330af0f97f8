using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace Coordination.Bench.Load.Measuring;

/// <summary>The heap of another .NET process, through its diagnostic port.</summary>
internal static class ManagedHeap
{
    private const long GarbageCollectionEvents = 0x1;

    /// <summary>A session with this keyword makes the runtime collect everything, and wait for it.</summary>
    private const long CollectNow = 0x800000;

    /// <summary>Bytes of the heap after a full collection.</summary>
    /// <exception cref="InvalidOperationException">The process told nothing within a minute.</exception>
    public static async Task<long> BytesAfterCollectionAsync(int processId)
    {
        var client = new DiagnosticsClient(processId);
        var provider = new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, GarbageCollectionEvents | CollectNow);
        using var session = await client.StartEventPipeSessionAsync([provider], requestRundown: false, circularBufferMB: 16, CancellationToken.None);
        long? bytes = null;
        using var source = new EventPipeEventSource(session.EventStream);
        source.Clr.GCHeapStats += stats => bytes = stats.TotalHeapSize;
        var reading = Task.Run(source.Process);

        // The events arrive when their buffer is flushed, at the latest with the end of the session.
        await Task.Delay(TimeSpan.FromSeconds(3));
        await session.StopAsync(CancellationToken.None);
        await reading.WaitAsync(TimeSpan.FromMinutes(1));
        return bytes ?? throw new InvalidOperationException("The process did not say how large its heap is.");
    }
}
