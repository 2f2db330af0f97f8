using Coordination.Sdk.Modules;

namespace Coordination.Information;

/// <summary>Standing agreements at the gateway.</summary>
public sealed class AgreementsGatewayModule : IGatewayModule
{
    public string Id => "agreements";

    public void Configure(GatewayModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(InformationPermissions.All).AddService<StandingAgreementGrpcService>(V1.StandingAgreementService.Descriptor);
    }
}
