using Coordination.Prosecution.Gateway;
using Coordination.Prosecution.Offences;
using Coordination.Prosecution.Workflows;
using Coordination.Sdk.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Coordination.Prosecution;

/// <summary>Criminal proceedings against traffickers: the workflow <c>justice</c>, the register of offences, and their service.</summary>
public sealed class ProsecutionModule : ICoordinationModule
{
    public string Id => "prosecution";

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(OffenceRegister.LaoPdr);
        builder.AddWorkflow(JusticeWorkflow.Version1);
    }

    public void Configure(GatewayModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddWorkflow(JusticeWorkflow.Version1)
            .AddService<ProsecutionGrpcService>(V1.ProsecutionService.Descriptor)
            .AddResources(typeof(ProsecutionModule).Assembly);
    }
}
