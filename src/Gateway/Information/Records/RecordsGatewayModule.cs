using Coordination.Sdk.Modules;

namespace Coordination.Information;

/// <summary>Record types, persons, records and consents at the gateway.</summary>
public sealed class RecordsGatewayModule : IGatewayModule
{
    public string Id => "records";

    public void Configure(GatewayModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(InformationPermissions.All)
            .AddService<RecordGrpcService>(V1.RecordService.Descriptor)
            .AddService<ConsentGrpcService>(V1.ConsentService.Descriptor);
    }
}
