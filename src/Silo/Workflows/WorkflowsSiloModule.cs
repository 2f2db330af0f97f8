using Coordination.Sdk.Modules;
using Coordination.Sealing;
using Coordination.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace Coordination.Silo.Workflows;

/// <summary>The engine that runs the workflows of every module.</summary>
public sealed class WorkflowsSiloModule : ISiloModule
{
    public string Id => "workflows";

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(WorkflowPermissions.All);
        builder.Services.AddSingleton<WorkflowCatalogue>();
        builder.Services.AddSingleton<WorkflowInputs>();
        builder.Services.AddSingleton<WorkflowEffects>();
        builder.Services.AddSingleton<IEffectRunner, CodeEffectRunner>();
        builder.Services.AddSingleton<IEffectRunner, TaskEffectRunner>();
        builder.Services.AddSingleton<IEffectRunner, InformationEffectRunner>();
        builder.Services.AddSingleton<IEffectRunner, ChildEffectRunner>();
        builder.AddAggregate<IWorkflowGrain, WorkflowInstance, WorkflowEvent>(static p =>
            WorkflowProjection.Definition(p.GetRequiredService<IKeyStore>(), p.GetRequiredService<WorkflowCatalogue>()));
    }
}
