using Orleans.Concurrency;

namespace Coordination.Aggregates;

/// <summary>What every grain with a stream offers to the platform. Its key is the stream's name.</summary>
public interface IAggregateGrain : IGrainWithStringKey
{
    /// <summary>Says that something of this kind may be due. The grain decides; waking it too often does no harm.</summary>
    [AlwaysInterleave]
    Task WakeAsync(string dueKind);

    /// <summary>Says what became of a <see cref="PreparedAppend"/>. Without it the grain finds out by itself; a repeat does no harm.</summary>
    /// <param name="appended">It is durable; false: it is not and never will be.</param>
    [AlwaysInterleave]
    Task SettlePreparedAsync(Guid ticket, int version, bool appended);
}
