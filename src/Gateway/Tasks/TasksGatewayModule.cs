using Coordination.Sdk.Modules;

namespace Coordination.Tasks;

/// <summary>Tasks at the gateway.</summary>
public sealed class TasksGatewayModule : IGatewayModule
{
    public string Id => "tasks";

    public void Configure(GatewayModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(new ListedTasks());
        builder.AddPermissions(TaskPermissions.All).AddService<TaskGrpcService>(V1.TaskService.Descriptor);
    }
}
