using Coordination.Sdk.Modules;

namespace Coordination.Information;

/// <summary>Grants, reading, providers and transparency at the gateway.</summary>
public sealed class GrantsGatewayModule : IGatewayModule
{
    public string Id => "grants";

    public void Configure(GatewayModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(InformationPermissions.All)
            .AddService<GrantGrpcService>(V1.GrantService.Descriptor)
            .AddService<DisclosureGrpcService>(V1.DisclosureService.Descriptor)
            .AddService<ProviderGrpcService>(V1.ProviderService.Descriptor);
    }
}
