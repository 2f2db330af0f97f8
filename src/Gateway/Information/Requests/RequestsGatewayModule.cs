using Coordination.Sdk.Modules;

namespace Coordination.Information;

/// <summary>Information requests at the gateway.</summary>
public sealed class RequestsGatewayModule : IGatewayModule
{
    public string Id => "information-requests";

    public void Configure(GatewayModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(InformationPermissions.All).AddService<InformationGrpcService>(V1.InformationService.Descriptor);
    }
}
