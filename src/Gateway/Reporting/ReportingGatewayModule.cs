using Coordination.Sdk.Modules;

namespace Coordination.Reporting;

/// <summary>Vertical reporting at the gateway.</summary>
public sealed class ReportingGatewayModule : IGatewayModule
{
    public string Id => "reporting";

    public void Configure(GatewayModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(ReportingPermissions.All).AddService<ReportingGrpcService>(V1.ReportingService.Descriptor);
    }
}
