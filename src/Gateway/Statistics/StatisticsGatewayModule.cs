using Coordination.Sdk.Modules;

namespace Coordination.Statistics;

/// <summary>Statistics at the gateway.</summary>
public sealed class StatisticsGatewayModule : IGatewayModule
{
    public string Id => "statistics";

    public void Configure(GatewayModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(StatisticsPermissions.All).AddService<StatisticsGrpcService>(V1.StatisticsService.Descriptor);
    }
}
