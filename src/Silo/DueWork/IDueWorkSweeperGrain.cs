using Orleans.Concurrency;

namespace Coordination.Silo.DueWork;

/// <summary>Wakes what is due. One in the cluster; its key is 0. Every silo keeps it alive by asking it to sweep.</summary>
internal interface IDueWorkSweeperGrain : IGrainWithIntegerKey
{
    /// <summary>Wakes all that is due now; at once when a sweep is under way.</summary>
    [AlwaysInterleave]
    Task SweepAsync();

    /// <summary>The same, but it waits for a sweep that is under way and then sweeps: what became due before the call has been woken when it returns.</summary>
    [AlwaysInterleave]
    Task SweepAnewAsync();
}
