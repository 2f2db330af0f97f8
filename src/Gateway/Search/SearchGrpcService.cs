using Grpc.Core;

namespace Coordination.Search;

/// <summary>Searching over gRPC.</summary>
internal sealed class SearchGrpcService(IGrainFactory grains) : V1.SearchService.SearchServiceBase
{
    private const int DefaultPageSize = 20;

    public override async Task<V1.SearchResponse> Search(V1.SearchRequest request, ServerCallContext context)
    {
        var query = new SearchQuery(
            Text.Normalize(request.Text), [.. request.Kinds], request.PageSize == 0 ? DefaultPageSize : request.PageSize, request.PageToken);
        var page = await grains.GetGrain<ISearchGrain>(0).SearchAsync(context.Principal(), query, context.CancellationToken).ValueOrRefuse();
        var response = new V1.SearchResponse { NextPageToken = page.NextPageToken };
        response.Hits.AddRange(page.Hits.Select(hit => new V1.SearchHit
        {
            Name = hit.Name,
            Kind = hit.Kind,
            Title = hit.Title,
            State = hit.State,
            Province = hit.Province ?? "",
            UpdateTime = hit.UpdatedAt.ToProto(),
            Version = hit.Version,
        }));
        return response;
    }
}
