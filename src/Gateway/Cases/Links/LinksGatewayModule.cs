using Coordination.Sdk.Modules;

namespace Coordination.Cases;

/// <summary>Links at the gateway.</summary>
public sealed class LinksGatewayModule : IGatewayModule
{
    public string Id => "links";

    public void Configure(GatewayModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(LinkPermissions.All).AddService<LinkGrpcService>(V1.LinkService.Descriptor);
    }
}
