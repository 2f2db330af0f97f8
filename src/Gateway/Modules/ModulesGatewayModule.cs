using Coordination.Sdk.Modules;
using Coordination.Workflows;

namespace Coordination.Modules;

/// <summary>Modules, their definitions and running workflows at the gateway.</summary>
public sealed class ModulesGatewayModule : IGatewayModule
{
    public string Id => "modules";

    public void Configure(GatewayModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<KnownDefinitions>();
        builder.AddPermissions(ModulePermissions.All)
            .AddPermissions(WorkflowPermissions.All)
            .AddService<ModuleGrpcService>(V1.ModuleService.Descriptor);
    }
}
