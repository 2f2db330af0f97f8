using Coordination.Sdk.Modules;

namespace Coordination.Cases;

/// <summary>Exports of cases at the gateway.</summary>
public sealed class ExportsGatewayModule : IGatewayModule
{
    public string Id => "exports";

    public void Configure(GatewayModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(ExportPermissions.All).AddService<ExportGrpcService>(V1.ExportService.Descriptor);
    }
}
