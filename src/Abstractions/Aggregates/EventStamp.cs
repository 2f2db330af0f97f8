using Coordination.Names;

namespace Coordination.Aggregates;

/// <summary>What the ledger knows of an event beside its content.</summary>
/// <param name="Version">The aggregate's version after it, from 1.</param>
/// <param name="At">When it was decided, to the microsecond, UTC.</param>
/// <param name="Actor">The agency that acted; null when the platform did.</param>
/// <param name="RequestId">The request that caused it; empty when the platform did.</param>
public readonly record struct EventStamp(int Version, DateTimeOffset At, AgencyName? Actor, Guid RequestId);

/// <summary>A state that is a fold over its events.</summary>
public interface IAggregateState<TSelf, in TEvent> where TSelf : IAggregateState<TSelf, TEvent>
{
    /// <summary>The state after one more event. Total: an event of an older version must still fold.</summary>
    TSelf Apply(TEvent happened, EventStamp stamp);
}
