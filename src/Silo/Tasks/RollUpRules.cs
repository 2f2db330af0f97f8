using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Tasks;

namespace Coordination.Silo.Tasks;

/// <summary>How a sub-task's standing reaches the task above, each change once.</summary>
internal static class RollUpRules
{
    /// <summary>At the task above: what is not newer than the last report is no news.</summary>
    public static Decision<TaskEvent> Report(TaskState state, TaskName subTask, int version, TaskStage stage, int percent)
    {
        if (state.Header is null)
            return CommonRefusals.NotFound;

        foreach (var known in state.SubTasks)
        {
            if (known.Name == subTask && known.Version >= version)
                return Decision<TaskEvent>.Nothing;
        }

        return new SubTaskReported(subTask, version, stage, percent);
    }

    /// <summary>At the sub-task: the task above knows this now.</summary>
    public static Decision<TaskEvent> Told(TaskState state, Standing told) =>
        state.Header?.Parent is not { } parent || state.Told == told
            ? Decision<TaskEvent>.Nothing
            : new TaskRolledUp(parent, told.Stage, told.Percent);
}
