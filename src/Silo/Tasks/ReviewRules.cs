using Coordination.Directory;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Tasks;

namespace Coordination.Silo.Tasks;

/// <summary>What the assigner does with one agency's part. In documented precedence order; the first refusal wins.</summary>
internal static class ReviewRules
{
    public static Decision<TaskEvent> Return(TaskState state, ReturnAssignment command) =>
        string.IsNullOrWhiteSpace(command.Reason) ? TaskRefusals.ValueInvalid.On("reason")
        : Refuse(state, command.Agency, LifeCycle.Return) is { } no ? no
        : new AssignmentReturned(command.Agency, command.Reason);

    public static Decision<TaskEvent> Verify(TaskState state, VerifyAssignment command) =>
        Refuse(state, command.Agency, LifeCycle.Verify) is { } no ? no : new AssignmentVerified(command.Agency);

    public static Decision<TaskEvent> Reassign(TaskState state, ReassignAssignment command, DateTimeOffset now, IDirectory directory)
    {
        if (string.IsNullOrWhiteSpace(command.Reason))
            return TaskRefusals.ValueInvalid.On("reason");
        if (Refuse(state, command.Agency, LifeCycle.Reassign) is { } no)
            return no;
        if (state.Stage is not TaskStage.Failed && LifeCycle.RefuseClosed(state.Stage) is { } closed)
            return closed;
        if (AssignRules.RefusePart(state, command.To, now, directory) is { } unfit)
            return unfit;

        // The new one gets the time that the former one had, hold included, and never less than the task's.
        var due = Instant.Later(state.Head.Due, Instant.Of(WorkRules.AfterHold(state.Find(command.Agency)!, now)));
        return new AssignmentReassigned(command.Agency, command.To, command.Reason, due.OrNull());
    }

    private static Refusal? Refuse(TaskState state, AgencyName agency, Stages from) =>
        state.Find(agency) is not { } part ? TaskRefusals.AssignmentNotFound : from.Refuse(part.Stage);
}
