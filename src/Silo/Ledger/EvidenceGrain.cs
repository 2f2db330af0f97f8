using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Coordination.Access;
using Coordination.Ledger;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Silo.Ledger;

[StatelessWorker, Reentrant]
internal sealed class EvidenceGrain(ILedgerEvidence evidence, AccessPolicy access) : Grain, IEvidenceGrain
{
    private const int LeavesAtOnce = 4_096;

    public async Task<Outcome<LedgerCheckpoint>> CheckpointAsync(Principal principal, CancellationToken cancellationToken)
    {
        if (!access.May(principal, CorePermissions.ReadLedger, Relation.Everyone))
            return CommonRefusals.PermissionDenied;

        try
        {
            return await evidence.CheckpointAsync(cancellationToken);
        }
        catch (LedgerUnavailableException)
        {
            return CommonRefusals.LedgerUnavailable;
        }
    }

    public async Task<Outcome<ImmutableArray<byte>>> LeavesAsync(Principal principal, long fromPosition, CancellationToken cancellationToken)
    {
        if (!access.May(principal, CorePermissions.VerifyLedger, Relation.Everyone))
            return CommonRefusals.PermissionDenied;

        try
        {
            var leaves = await evidence.ReadLeavesAsync(Math.Max(1, fromPosition), LeavesAtOnce, cancellationToken);
            var bytes = ImmutableArray.CreateBuilder<byte>(leaves.Length * 32);
            foreach (var leaf in leaves)
                bytes.AddRange(leaf);
            return bytes.MoveToImmutable();
        }
        catch (LedgerUnavailableException)
        {
            return CommonRefusals.LedgerUnavailable;
        }
    }

    public async IAsyncEnumerable<VerifyProgress> VerifyAsync(Principal principal, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!access.May(principal, CorePermissions.VerifyLedger, Relation.Everyone))
            yield break;

        await foreach (var progress in evidence.VerifyAsync(cancellationToken))
            yield return progress;
    }
}
