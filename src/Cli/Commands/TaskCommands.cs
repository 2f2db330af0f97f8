using System.CommandLine;

namespace Coordination.Cli.Commands;

/// <summary><c>coord task …</c>: every verb of a task and of an assignment.</summary>
internal static class TaskCommands
{
    public static Command Build(Leaves leaves)
    {
        var task = leaves.Group("task", TaskAssignCommand.Build(leaves));
        foreach (var command in TaskReadCommands.Build(leaves).Concat(TaskManageCommands.Build(leaves)).Concat(AssignmentVerbs.Build(leaves)))
            task.Add(command);
        return task;
    }
}
