using System.Text.Json;
using Coordination.Calendar;
using Coordination.Directory;
using Coordination.Names;
using Coordination.Sdk.Grains;
using Coordination.Sdk.Modules;
using Coordination.Silo.Search;
using Coordination.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace Coordination.Silo.Tasks;

/// <summary>Tasks in the silo. Needs <see cref="IDirectory"/>, <see cref="IWorkingCalendar"/> and <see cref="DeadlinePolicy"/>.</summary>
public sealed class TasksSiloModule : ISiloModule
{
    public string Id => "tasks";

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(TaskPermissions.All);
        builder.AddSearch(TaskName.Collection, TaskPermissions.List, static (_, match) => match.Hit(TaskSummary.Read(match.View.AsSpan()).Title));
        builder.Services.AddSingleton<DeadlineClock>();
        builder.Services.AddSingleton<TaskInputs>();
        builder.AddAggregate<ITaskGrain, TaskState, TaskEvent>(provider => Definition(provider.GetRequiredService<DeadlineClock>()));
        builder.AddAggregate<ITaskGraphGrain, TaskGraph, TaskGraphEvent>(_ => TaskGraphGrain.Definition);
    }

    internal static AggregateDefinition<TaskState, TaskEvent> Definition(DeadlineClock clock) => new()
    {
        Kind = TaskName.Collection,
        Initial = TaskState.Initial,
        EventType = TaskJson.Default.TaskEvent,
        CommandBytes = static command => JsonSerializer.SerializeToUtf8Bytes((TaskCommand)command, TaskJson.Default.TaskCommand),
        SnapshotType = TaskStateJson.Default.TaskState,
        Project = (name, state, version, at) => TaskProjection.Of(name, state, version, at, clock),
        Relate = TaskRelations.Of,
        IsBlocked = static (state, principal) => state.IsBlocked(principal),
        ReadPermission = TaskPermissions.Read,
    };
}
