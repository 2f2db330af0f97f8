using Coordination.Repatriation.Gateway;
using Coordination.Repatriation.V1;
using Coordination.Repatriation.Workflows;
using Coordination.Sdk.Modules;

namespace Coordination.Repatriation;

/// <summary>Returns of people from and to Thailand and Viet Nam.</summary>
public sealed class RepatriationModule : ICoordinationModule
{
    public string Id => RepatriationSettings.Module;

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        foreach (var definition in ReturnWorkflow.All(RepatriationSettings.From(builder.Settings(Id))))
            builder.AddWorkflow(definition);
    }

    public void Configure(GatewayModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        foreach (var definition in ReturnWorkflow.All(RepatriationSettings.From(builder.Settings(Id))))
            builder.AddWorkflow(definition);
        builder.AddService<ReturnGrpcService>(ReturnService.Descriptor).AddResources(typeof(RepatriationModule).Assembly);
    }
}
