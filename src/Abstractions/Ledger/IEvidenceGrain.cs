using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Ledger;

/// <summary>Evidence for callers who may verify. A stateless worker; its key is 0.</summary>
public interface IEvidenceGrain : IGrainWithIntegerKey
{
    [ReadOnly]
    Task<Outcome<LedgerCheckpoint>> CheckpointAsync(Principal principal, CancellationToken cancellationToken);

    /// <summary>At most 4,096 leaves from a position on, concatenated, 32 bytes each; empty at the end.</summary>
    [ReadOnly]
    Task<Outcome<ImmutableArray<byte>>> LeavesAsync(Principal principal, long fromPosition, CancellationToken cancellationToken);

    /// <summary>Verifies everything and reports as it goes. The caller's right is asked by <see cref="CheckpointAsync"/> before.</summary>
    IAsyncEnumerable<VerifyProgress> VerifyAsync(Principal principal, CancellationToken cancellationToken);
}
