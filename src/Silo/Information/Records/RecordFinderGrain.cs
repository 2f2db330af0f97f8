using Coordination.Access;
using Coordination.Information;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sealing;
using Orleans.Concurrency;

namespace Coordination.Silo.Information.Records;

[StatelessWorker, Reentrant]
internal sealed class RecordFinderGrain(IKeyStore keys) : Grain, IRecordFinderGrain
{
    public Task<Outcome<RecordView>> OfferAsync(OfferRecord command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        return GrainFactory.Record(RecordNames.For(keys, command.Type, command.Reference)).OfferAsync(command, cancellationToken);
    }

    public Task<Outcome<RecordView>> FindAsync(Principal principal, RecordTypeName type, PlainText reference, CancellationToken cancellationToken) =>
        GrainFactory.Record(RecordNames.For(keys, type, reference)).GetAsync(principal, cancellationToken);
}
