using Coordination.Sdk.Modules;

namespace Coordination.Cases;

/// <summary>Cases, their notes and identities at the gateway.</summary>
public sealed class CasesGatewayModule : IGatewayModule
{
    public string Id => "cases";

    public void Configure(GatewayModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(CasePermissions.All)
            .AddService<CaseGrpcService>(V1.CaseService.Descriptor)
            .AddService<CaseNoteGrpcService>(V1.CaseNoteService.Descriptor)
            .AddService<IdentityGrpcService>(V1.IdentityService.Descriptor);
    }
}
