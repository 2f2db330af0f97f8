using Orleans.Concurrency;

namespace Coordination.Aggregates;

/// <summary>What every grain with a stream offers to the platform. Its key is the stream's name.</summary>
public interface IAggregateGrain : IGrainWithStringKey
{
    /// <summary>Says that something of this kind may be due. The grain decides; waking it too often does no harm.</summary>
    [AlwaysInterleave]
    Task WakeAsync(string dueKind);
}
