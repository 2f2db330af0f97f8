using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Tasks;

namespace Coordination.Silo.Tasks;

/// <summary>What a task waits for. In documented precedence order; the first refusal wins.</summary>
internal static class DependencyRules
{
    /// <param name="link">Why the edge cannot be drawn; null when it can.</param>
    public static Decision<TaskEvent> Add(TaskState state, AddDependency command, TaskName self, Refusal? link) =>
        LifeCycle.RefuseClosed(state.Stage) is { } closed ? closed
        : command.Dependency == self ? TaskRefusals.DependencyCycle
        : state.Dependencies.Contains(command.Dependency) ? Decision<TaskEvent>.Nothing
        : link is not null ? link
        : state.Dependencies.Length >= TaskLimits.Dependencies ? TaskRefusals.TooManyDependencies
        : new DependencyAdded(command.Dependency);

    public static Decision<TaskEvent> Remove(TaskState state, RemoveDependency command) =>
        LifeCycle.RefuseClosed(state.Stage) is { } closed ? closed
        : !state.Dependencies.Contains(command.Dependency) ? Decision<TaskEvent>.Nothing
        : new DependencyRemoved(command.Dependency);

    /// <summary>The dependency that keeps a part from starting; null when none does.</summary>
    public static Refusal? RefuseStart(TaskState state, DependencyStandings standings)
    {
        foreach (var dependency in state.Dependencies)
        {
            if (!standings.Done.Contains(dependency))
                return standings.Refusal ?? TaskRefusals.DependencyOpen.With("dependency", dependency.ToString());
        }

        return null;
    }
}
