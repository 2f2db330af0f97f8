using Coordination.Search.V1;
using Grpc.Core;

namespace Coordination.Fakes;

/// <summary>Searching, as a test tells it.</summary>
internal sealed class FakeSearch(FakePlatform platform) : SearchService.SearchServiceBase
{
    public override Task<SearchResponse> Search(SearchRequest request, ServerCallContext context) => platform.Reply<SearchResponse>(request, context);
}
