using Coordination.Names;
using Grpc.Core;

namespace Coordination.Cases;

/// <summary>Links over gRPC: map, call one grain, map back.</summary>
internal sealed class LinkGrpcService(IGrainFactory grains) : V1.LinkService.LinkServiceBase
{
    private const int DefaultPageSize = 50;

    public override async Task<V1.Link> GetLink(V1.GetLinkRequest request, ServerCallContext context) =>
        LinkMapper.ToProto(await Grain(request.Name).GetAsync(context.Principal(), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.ListLinksResponse> ListLinks(V1.ListLinksRequest request, ServerCallContext context)
    {
        var list = await grains.LinkShelf().ListAsync(
            context.Principal(),
            CaseOf(request.Case),
            [.. request.States.Select(state => (LinkStage)state).Distinct()],
            request.PageSize == 0 ? DefaultPageSize : request.PageSize,
            request.PageToken,
            context.CancellationToken).ValueOrRefuse();
        var response = new V1.ListLinksResponse { NextPageToken = list.NextPageToken };
        response.Links.AddRange(list.Links.Select(LinkMapper.ToProto));
        return response;
    }

    public override async Task<V1.Link> ConfirmLink(V1.ConfirmLinkRequest request, ServerCallContext context)
    {
        var command = new ConfirmLink(context.Command(request.RequestId, request.Etag), CaseOf(request.Case));
        return LinkMapper.ToProto(await Grain(request.Name).ConfirmAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Link> RejectLink(V1.RejectLinkRequest request, ServerCallContext context)
    {
        var command = new RejectLink(context.Command(request.RequestId, request.Etag), CaseOf(request.Case), (LinkRejection)request.Reason);
        return LinkMapper.ToProto(await Grain(request.Name).RejectAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.GetLinkHistoryResponse> GetLinkHistory(V1.GetLinkHistoryRequest request, ServerCallContext context)
    {
        var page = await Grain(request.Name).HistoryAsync(context.Principal(), context.CancellationToken).ValueOrRefuse();
        var response = new V1.GetLinkHistoryResponse();
        response.Entries.AddRange(page.Entries.Select(LinkMapper.ToProto));
        return response;
    }

    private ILinkGrain Grain(string name) => grains.Link(ResourceName.Parse<LinkName>(name));

    private static CaseName? CaseOf(string text) => text.Length == 0 ? null : ResourceName.Parse<CaseName>(text);
}
