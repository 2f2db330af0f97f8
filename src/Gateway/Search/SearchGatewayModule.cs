using Coordination.Sdk.Modules;

namespace Coordination.Search;

/// <summary>Searching at the gateway.</summary>
internal sealed class SearchGatewayModule : IGatewayModule
{
    public string Id => "search";

    public void Configure(GatewayModuleBuilder builder) =>
        builder.AddPermissions(SearchPermissions.All).AddService<SearchGrpcService>(V1.SearchService.Descriptor);
}
