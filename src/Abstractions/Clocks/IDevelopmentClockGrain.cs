using Orleans.Concurrency;

namespace Coordination.Clocks;

/// <summary>For the endpoint that moves a development clock. Its key is 0.</summary>
public interface IDevelopmentClockGrain : IGrainWithIntegerKey
{
    /// <summary>Returns when a sweep of due work has ended that began after the call. Does nothing without a development clock.</summary>
    [AlwaysInterleave]
    Task SweepAsync();
}
