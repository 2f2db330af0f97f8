using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Grpc.Core;

namespace Coordination.Cases;

/// <summary>Transfers over gRPC: map, call one grain, map back.</summary>
internal sealed class TransferGrpcService(IGrainFactory grains) : V1.TransferService.TransferServiceBase
{
    public override async Task<V1.Transfer> OfferTransfer(V1.OfferTransferRequest request, ServerCallContext context)
    {
        var command = new OfferTransfer(
            context.Command(request.RequestId),
            Name<CaseName>(request.Case),
            Name<AgencyName>(request.To),
            NameOrNull<UnitName>(request.ToUnit),
            request.FormerLeadStays,
            HandoverMapper.ToData(request.DataTransfer));
        var name = TransferName.For(command.Context.Principal.Agency, command.Context.RequestId);
        return ToProto(await grains.Transfer(name).OfferAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Transfer> AcceptTransfer(V1.AcceptTransferRequest request, ServerCallContext context)
    {
        var command = new AcceptTransfer(context.Command(request.RequestId, request.Etag));
        return ToProto(await Grain(request.Name).AcceptAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Transfer> DeclineTransfer(V1.DeclineTransferRequest request, ServerCallContext context)
    {
        var command = new DeclineTransfer(context.Command(request.RequestId, request.Etag), request.Reason);
        return ToProto(await Grain(request.Name).DeclineAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Transfer> RevokeTransfer(V1.RevokeTransferRequest request, ServerCallContext context)
    {
        var command = new RevokeTransfer(context.Command(request.RequestId, request.Etag), request.Reason);
        return ToProto(await Grain(request.Name).RevokeAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Transfer> GetTransfer(V1.GetTransferRequest request, ServerCallContext context) =>
        ToProto(await Grain(request.Name).GetAsync(context.Principal(), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.ListTransfersResponse> ListTransfers(V1.ListTransfersRequest request, ServerCallContext context)
    {
        var query = new RegistryQuery
        {
            Kind = TransferName.Collection,
            Case = OrNull(request.Case),
            States = [.. request.States.Select(Word).Distinct(StringComparer.Ordinal)],
            OpenOnly = request.OpenOnly,
            Order = RegistryOrder.NewestFirst,
        };
        var list = await grains.ListAsync(context, TransferPermissions.List, query, request.PageSize, request.PageToken);
        var principal = context.Principal();
        var seen = await HandoverMapper.StillSeenAsync(
            list.Hits.Select(hit => HandoverMapper.Read(hit, TransferJson.Default.TransferView)),
            view => grains.Transfer(view.Name).GetAsync(principal, context.CancellationToken));
        var response = new V1.ListTransfersResponse { NextPageToken = list.NextPageToken };
        response.Transfers.AddRange(seen.Select(ToProto));
        return response;
    }

    public override async Task<V1.Receipt> GetTransferReceipt(V1.GetTransferReceiptRequest request, ServerCallContext context) =>
        HandoverMapper.ToProto(await Grain(request.Name).ReceiptAsync(context.Principal(), request.Version, context.CancellationToken).ValueOrRefuse());

    private ITransferGrain Grain(string name) => grains.Transfer(Name<TransferName>(name));

    private static V1.Transfer ToProto(TransferView view)
    {
        var message = new V1.Transfer
        {
            Name = view.Name.ToString(),
            Case = view.Case.ToString(),
            State = (V1.TransferState)view.Stage,
            From = view.From.ToString(),
            To = view.To.ToString(),
            ToUnit = view.ToUnit?.ToString() ?? "",
            FormerLeadStays = view.FormerStays,
            DataTransfer = HandoverMapper.ToProto(view.DataTransfer),
            Reason = view.Reason,
            AnswerDueTime = view.AnswerDue.ToProto(),
            CreateTime = view.CreatedAt.ToProto(),
            UpdateTime = view.UpdatedAt.ToProto(),
            Etag = ETag.Of(view.Version),
        };
        message.MovedTasks.AddRange(view.Moved.Select(task => task.ToString()));
        return message;
    }

    /// <exception cref="RefusedException">INVALID_ARGUMENT: there is no such state.</exception>
    private static string Word(V1.TransferState state) => state switch
    {
        V1.TransferState.Offered => "offered",
        V1.TransferState.Accepted => "accepted",
        V1.TransferState.Declined => "declined",
        V1.TransferState.Revoked => "revoked",
        V1.TransferState.Lapsed => "lapsed",
        _ => throw RefusedException.Invalid("states", "Name offered, accepted, declined, revoked or lapsed."),
    };
}
