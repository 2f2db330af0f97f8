using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sdk.Grains;
using Coordination.Tasks;

namespace Coordination.Silo.Tasks;

/// <summary>What happened to the dependencies between tasks.</summary>
[JsonDerivedType(typeof(EdgesDrawn), "task_graph.edges_drawn")]
[JsonDerivedType(typeof(EdgeErased), "task_graph.edge_erased")]
internal abstract record TaskGraphEvent;

internal sealed record EdgesDrawn(TaskName Task, ImmutableArray<TaskName> Dependencies) : TaskGraphEvent;

internal sealed record EdgeErased(TaskName Task, TaskName Dependency) : TaskGraphEvent;

/// <summary>All dependencies between tasks.</summary>
/// <param name="Edges">For each task those it waits for.</param>
internal sealed record TaskGraph(ImmutableDictionary<TaskName, ImmutableArray<TaskName>> Edges) : IAggregateState<TaskGraph, TaskGraphEvent>
{
    public static readonly TaskGraph Empty = new(ImmutableDictionary<TaskName, ImmutableArray<TaskName>>.Empty);

    public TaskGraph Apply(TaskGraphEvent happened, EventStamp stamp) => happened switch
    {
        EdgesDrawn e => new TaskGraph(Edges.SetItem(e.Task, [.. Of(e.Task).Union(e.Dependencies)])),
        EdgeErased e => Of(e.Task).Remove(e.Dependency) is { IsEmpty: false } rest
            ? new TaskGraph(Edges.SetItem(e.Task, rest))
            : new TaskGraph(Edges.Remove(e.Task)),
        _ => throw new System.Diagnostics.UnreachableException(happened.GetType().Name),
    };

    public ImmutableArray<TaskName> Of(TaskName task) => Edges.TryGetValue(task, out var known) ? known : [];

    /// <summary>Whether a task waits for another one, directly or through others.</summary>
    public bool Reaches(TaskName from, TaskName to)
    {
        var seen = new HashSet<TaskName> { from };
        var open = new Stack<TaskName>([from]);
        while (open.TryPop(out var task))
        {
            if (task == to)
                return true;
            foreach (var next in Of(task))
            {
                if (seen.Add(next))
                    open.Push(next);
            }
        }

        return false;
    }
}

/// <summary>Drawing edges. A cycle is refused whatever the state of its tasks.</summary>
internal static class TaskGraphRules
{
    public static Decision<TaskGraphEvent> Reserve(TaskGraph graph, TaskName task, ImmutableArray<TaskName> dependencies)
    {
        var missing = dependencies.RemoveAll(graph.Of(task).Contains);
        foreach (var dependency in missing)
        {
            if (graph.Reaches(dependency, task))
                return TaskRefusals.DependencyCycle.With("dependency", dependency.ToString());
        }

        return missing.IsEmpty ? Decision<TaskGraphEvent>.Nothing : new EdgesDrawn(task, missing);
    }

    public static Decision<TaskGraphEvent> Release(TaskGraph graph, TaskName task, TaskName dependency) =>
        graph.Of(task).Contains(dependency) ? new EdgeErased(task, dependency) : Decision<TaskGraphEvent>.Nothing;
}

/// <summary>The one grain of all dependencies.</summary>
internal sealed class TaskGraphGrain(LedgerGrainServices services, AggregateDefinition<TaskGraph, TaskGraphEvent> definition)
    : LedgerGrain<TaskGraph, TaskGraphEvent>(services, definition), ITaskGraphGrain
{
    public Task<Refusal?> ReserveAsync(TaskName task, ImmutableArray<TaskName> dependencies) =>
        CommitByPlatformAsync((graph, _) => TaskGraphRules.Reserve(graph, task, dependencies));

    public Task<Refusal?> ReleaseAsync(TaskName task, TaskName dependency) =>
        CommitByPlatformAsync((graph, _) => TaskGraphRules.Release(graph, task, dependency));

    /// <summary>It is not listed, nothing of it falls due, and nobody reads it but tasks.</summary>
    public static AggregateDefinition<TaskGraph, TaskGraphEvent> Definition { get; } = new()
    {
        Kind = ITaskGraphGrain.Kind,
        Initial = TaskGraph.Empty,
        EventType = TaskGraphJson.Default.TaskGraphEvent,
        CommandBytes = static _ => throw new NotSupportedException("The graph takes no commands of callers."),
        SnapshotType = TaskGraphJson.Default.TaskGraph,
        Project = static (_, _, _, _) => Projection.Empty,
        Relate = static (_, _) => Relation.None,
        ReadPermission = TaskPermissions.Read,
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TaskGraphEvent))]
[JsonSerializable(typeof(TaskGraph))]
internal sealed partial class TaskGraphJson : JsonSerializerContext;
