using Coordination.Outcomes;
using Coordination.Tasks;

namespace Coordination.Silo.Tasks;

/// <summary>A case's tasks go with its lead.</summary>
internal static class MoveRules
{
    /// <summary>
    /// Only what the former lead leads and has yet to do moves; what it completed stays its work. The new lead begins the
    /// part anew, with the time that the former one had. Where it supports already, the leading part takes that one's place.
    /// </summary>
    public static Decision<TaskEvent> Move(TaskState state, MoveLead command, DateTimeOffset now)
    {
        if (state.Header is null || state.Head.Case != command.Case || !state.Stage.IsOpen())
            return Decision<TaskEvent>.Nothing;
        if (state.Find(command.From) is not { Role: AssignmentRole.Lead } part || !LifeCycle.Open.Contains(part.Stage))
            return Decision<TaskEvent>.Nothing;
        if (state.Find(command.To) is null && state.Assignments.Length >= TaskLimits.Assignees)
            return TaskRefusals.TooManyAssignees;

        var due = Instant.Later(state.Head.Due, Instant.Of(WorkRules.AfterHold(part, now)));
        return new AssignmentReassigned(command.From, command.To, command.Why, due.OrNull());
    }
}
