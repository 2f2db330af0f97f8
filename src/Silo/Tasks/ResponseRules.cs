using Coordination.Directory;
using Coordination.Outcomes;
using Coordination.Tasks;

namespace Coordination.Silo.Tasks;

/// <summary>How an agency answers to its part. In documented precedence order; the first refusal wins.</summary>
internal static class ResponseRules
{
    public static Decision<TaskEvent> Acknowledge(TaskState state, AcknowledgeAssignment command) =>
        OwnPart.Refuse(state, command, LifeCycle.Acknowledge) is { } no ? no : new AssignmentReceived(command.Agency);

    public static Decision<TaskEvent> Accept(TaskState state, AcceptAssignment command) =>
        OwnPart.Refuse(state, command, LifeCycle.Accept) is { } no ? no : new AssignmentAccepted(command.Agency);

    public static Decision<TaskEvent> Reject(TaskState state, RejectAssignment command) =>
        string.IsNullOrWhiteSpace(command.Reason) ? TaskRefusals.ValueInvalid.On("reason")
        : OwnPart.Refuse(state, command, LifeCycle.Reject) is { } no ? no
        : new AssignmentRejected(command.Agency, command.Reason);

    /// <summary>A unit that has the work does not hand it on: its agency is accountable and decides.</summary>
    public static Decision<TaskEvent> Delegate(TaskState state, DelegateAssignment command, DateTimeOffset now, IDirectory directory)
    {
        if (command.Context.Principal.Unit is not null)
            return CommonRefusals.PermissionDenied;
        if (OwnPart.Refuse(state, command, LifeCycle.Delegate) is { } no)
            return no;

        return directory.Find(command.Unit) is not { } unit ? TaskRefusals.UnitUnknown.With("unit", command.Unit.ToString())
            : unit.Agency != command.Agency ? TaskRefusals.UnitNotOwn.With("unit", command.Unit.ToString())
            : !unit.IsInForceAt(now) ? TaskRefusals.UnitNotInForce.With("unit", command.Unit.ToString())
            : state.Find(command.Agency)!.Unit == command.Unit ? Decision<TaskEvent>.Nothing
            : new AssignmentDelegated(command.Agency, command.Unit);
    }
}

/// <summary>Whether a command about one's own part may go on.</summary>
internal static class OwnPart
{
    public static Refusal? Refuse(TaskState state, AssignmentCommand command, Stages from)
    {
        var caller = command.Context.Principal;
        if (command.Agency != caller.Agency)
            return TaskRefusals.NotYourAssignment;
        if (state.Find(command.Agency) is not { IsPresent: true } part)
            return TaskRefusals.AssignmentNotFound;

        return caller.Unit is { } unit && part.Unit != unit ? TaskRefusals.NotYourAssignment : from.Refuse(part.Stage);
    }
}
