using System.Collections.Immutable;
using Coordination.Aggregates;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Information;

/// <summary>One record. Its key is its name, <c>records/…</c>.</summary>
public interface IRecordGrain : IAggregateGrain
{
    /// <summary>For other grains: no right is asked. With the person's and the type's standing as they are now. Refused: NOT_FOUND, LEDGER_UNAVAILABLE.</summary>
    [ReadOnly]
    Task<Outcome<RecordFacts>> FactsAsync();

    /// <summary>
    /// Plain values of a record that the platform holds, in the order asked. Only a grant's grain calls it, after its
    /// policy allowed exactly these fields. Refused: NOT_FOUND, SUBJECT_ERASED, KEY_STORE_UNAVAILABLE.
    /// </summary>
    [ReadOnly]
    Task<Outcome<ImmutableArray<OpenedField>>> OpenFieldsAsync(ImmutableArray<string> fields, CancellationToken cancellationToken);

    /// <summary>The owner's own key of the record, for its provider. Refused as <see cref="OpenFieldsAsync"/>.</summary>
    [ReadOnly]
    Task<Outcome<string>> OpenReferenceAsync(CancellationToken cancellationToken);
}
