using Coordination.Sdk.Modules;

namespace Coordination.Cases;

/// <summary>Referrals and transfers at the gateway.</summary>
public sealed class HandoversGatewayModule : IGatewayModule
{
    public string Id => "handovers";

    public void Configure(GatewayModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(TransferPermissions.All)
            .AddPermissions(ReferralPermissions.All)
            .AddService<TransferGrpcService>(V1.TransferService.Descriptor)
            .AddService<ReferralGrpcService>(V1.ReferralService.Descriptor);
    }
}
