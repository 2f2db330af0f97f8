using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Information;

/// <summary>One record type. Its key is its name, <c>recordTypes/…</c>.</summary>
public interface IRecordTypeGrain : IAggregateGrain
{
    /// <summary>Refused: RECORD_TYPE_EXISTS, FIELD_TWICE, PURPOSE_UNKNOWN.</summary>
    Task<Outcome<RecordTypeView>> RegisterAsync(RegisterRecordType command, CancellationToken cancellationToken);

    /// <summary>Refused: RECORD_TYPE_RETIRED, FIELD_TWICE, FIELD_UNKNOWN, TOO_MANY_FIELDS.</summary>
    Task<Outcome<RecordTypeView>> UpdateAsync(UpdateRecordType command, CancellationToken cancellationToken);

    /// <summary>Refused: RECORD_TYPE_RETIRED.</summary>
    Task<Outcome<RecordTypeView>> RetireAsync(RetireRecordType command, CancellationToken cancellationToken);

    [ReadOnly]
    Task<Outcome<RecordTypeView>> GetAsync(Principal principal, CancellationToken cancellationToken);

    /// <summary>For other grains: no right is asked. Refused: NOT_FOUND, LEDGER_UNAVAILABLE.</summary>
    [ReadOnly]
    Task<Outcome<RecordTypeFacts>> FactsAsync();
}
