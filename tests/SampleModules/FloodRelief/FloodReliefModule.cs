using Coordination.Sdk.Modules;
using FloodRelief.V1;

namespace FloodRelief;

/// <summary>What the platform finds in the assembly: both halves register the same workflow.</summary>
public sealed class FloodReliefModule : ICoordinationModule
{
    public string Id => "flood-relief";

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddWorkflow(FloodReliefWorkflow.Version1);
    }

    public void Configure(GatewayModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddWorkflow(FloodReliefWorkflow.Version1)
            .AddService<FloodReliefGrpcService>(FloodReliefService.Descriptor)
            .AddResources(typeof(FloodReliefModule).Assembly);
    }
}
