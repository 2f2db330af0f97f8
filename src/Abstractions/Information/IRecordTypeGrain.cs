using Coordination.Aggregates;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Information;

/// <summary>One record type. Its key is its name, <c>recordTypes/…</c>.</summary>
public interface IRecordTypeGrain : IAggregateGrain
{
    /// <summary>For other grains: no right is asked. Refused: NOT_FOUND, LEDGER_UNAVAILABLE.</summary>
    [ReadOnly]
    Task<Outcome<RecordTypeFacts>> FactsAsync();
}
