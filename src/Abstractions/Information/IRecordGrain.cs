using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sealing;
using Orleans.Concurrency;

namespace Coordination.Information;

/// <summary>One record. Its key is its name, <c>records/…</c>.</summary>
public interface IRecordGrain : IAggregateGrain
{
    /// <summary>
    /// Refused: RECORD_TYPE_UNKNOWN, RECORD_TYPE_NOT_YOURS, RECORD_TYPE_RETIRED, SUBJECT_UNKNOWN, SUBJECT_ERASED,
    /// VALUES_HELD_BY_PROVIDER, FIELD_TWICE, FIELD_UNKNOWN, RECORD_EXISTS, KEY_STORE_UNAVAILABLE.
    /// </summary>
    Task<Outcome<RecordView>> OfferAsync(OfferRecord command, CancellationToken cancellationToken);

    /// <summary>Refused: RECORD_ENDED, VALUES_HELD_BY_PROVIDER, FIELD_TWICE, FIELD_UNKNOWN, SUBJECT_ERASED, KEY_STORE_UNAVAILABLE.</summary>
    Task<Outcome<RecordView>> UpdateAsync(UpdateRecord command, CancellationToken cancellationToken);

    /// <summary>Refused: RECORD_ENDED.</summary>
    Task<Outcome<RecordView>> WithdrawAsync(WithdrawRecord command, CancellationToken cancellationToken);

    /// <summary>Refused: RECORD_ENDED, LABEL_NOT_STRICTER.</summary>
    Task<Outcome<RecordView>> RaiseHandlingAsync(RaiseHandling command, CancellationToken cancellationToken);

    /// <summary>Refused: RECORD_ENDED, LABEL_NOT_WIDER.</summary>
    Task<Outcome<RecordView>> ProposeLowerHandlingAsync(ProposeLowerHandling command, CancellationToken cancellationToken);

    /// <summary>Refused: RECORD_ENDED, NOTHING_TO_APPROVE, CONTENT_CHANGED, SELF_APPROVAL.</summary>
    Task<Outcome<RecordView>> ApproveLowerHandlingAsync(ApproveLowerHandling command, CancellationToken cancellationToken);

    [ReadOnly]
    Task<Outcome<RecordView>> GetAsync(Principal principal, CancellationToken cancellationToken);

    /// <summary>The person's keys are being destroyed. By the person's grain only; a repeat does nothing.</summary>
    Task<Refusal?> EraseAsync();

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

/// <summary>Finds records by their owner's reference; it has the secret that names are made with. A stateless worker; its key is 0.</summary>
public interface IRecordFinderGrain : IGrainWithIntegerKey
{
    /// <summary>Offers a record under the name that follows from its reference. Refused as <see cref="IRecordGrain.OfferAsync"/>.</summary>
    Task<Outcome<RecordView>> OfferAsync(OfferRecord command, CancellationToken cancellationToken);

    /// <summary>One of the caller's agency's own records. Refused: NOT_FOUND.</summary>
    [ReadOnly]
    Task<Outcome<RecordView>> FindAsync(Principal principal, RecordTypeName type, PlainText reference, CancellationToken cancellationToken);
}
