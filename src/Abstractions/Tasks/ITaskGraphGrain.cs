using System.Collections.Immutable;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;

namespace Coordination.Tasks;

/// <summary>
/// All dependencies between tasks, so that a cycle is refused whichever tasks it runs through. There is one; its key
/// is <see cref="Key"/>. A task reserves its edge here before it writes its own event.
/// </summary>
public interface ITaskGraphGrain : IAggregateGrain
{
    const string Kind = "task-graph";

    const string Key = Kind + "/all";

    /// <summary>Adds edges, all or none; those that exist stay. Refused: DEPENDENCY_CYCLE, LEDGER_UNAVAILABLE.</summary>
    /// <returns>Null when they are durable.</returns>
    Task<Refusal?> ReserveAsync(TaskName task, ImmutableArray<TaskName> dependencies);

    /// <summary>Takes an edge away; one that does not exist is no error.</summary>
    Task<Refusal?> ReleaseAsync(TaskName task, TaskName dependency);
}
