using Coordination.Ledger.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Coordination.Ledger;

/// <summary>Checkpoints, leaves and verification.</summary>
internal sealed class LedgerGrpcService(IGrainFactory grains) : LedgerService.LedgerServiceBase
{
    private const int LeafLength = 32;

    private IEvidenceGrain Evidence => grains.GetGrain<IEvidenceGrain>(0);

    public override async Task<Checkpoint> GetCheckpoint(GetCheckpointRequest request, ServerCallContext context)
    {
        var checkpoint = await Evidence.CheckpointAsync(context.Principal(), context.CancellationToken).ValueOrRefuse();
        return new Checkpoint
        {
            Size = checkpoint.Size,
            Root = ByteString.CopyFrom(checkpoint.Root.AsSpan()),
            Time = checkpoint.At.ToProto(),
            Note = checkpoint.Note,
            PublicKey = ByteString.CopyFrom(checkpoint.PublicKey.AsSpan()),
        };
    }

    public override async Task ExportLeaves(
        ExportLeavesRequest request, IServerStreamWriter<ExportLeavesResponse> responseStream, ServerCallContext context)
    {
        var position = Math.Max(1, request.FromPosition);
        while (true)
        {
            var leaves = await Evidence.LeavesAsync(context.Principal(), position, context.CancellationToken).ValueOrRefuse();
            if (leaves.IsDefaultOrEmpty)
                return;

            await responseStream.WriteAsync(
                new ExportLeavesResponse { FirstPosition = position, Leaves = ByteString.CopyFrom(leaves.AsSpan()) }, context.CancellationToken);
            position += leaves.Length / LeafLength;
        }
    }

    public override async Task VerifyLedger(
        VerifyLedgerRequest request, IServerStreamWriter<VerifyLedgerResponse> responseStream, ServerCallContext context)
    {
        await foreach (var progress in Evidence.VerifyAsync(context.Principal(), context.CancellationToken).WithCancellation(context.CancellationToken))
            await responseStream.WriteAsync(Response(progress), context.CancellationToken);
    }

    private static VerifyLedgerResponse Response(VerifyProgress progress)
    {
        var response = new VerifyLedgerResponse
        {
            Checked = progress.Checked,
            Size = progress.Size,
            Done = progress.Done,
            Root = ByteString.CopyFrom(progress.Root.IsDefault ? [] : progress.Root.AsSpan()),
            Checkpoints = progress.Checkpoints,
        };
        foreach (var finding in progress.Findings)
            response.Findings.Add(new Finding { Position = finding.Position, Code = finding.Code, Detail = finding.Detail });
        return response;
    }
}
