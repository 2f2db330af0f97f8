using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Tasks;

namespace Coordination.Silo.Tasks;

/// <summary>What the assigner does with the task as a whole. In documented precedence order; the first refusal wins.</summary>
internal static class ManageRules
{
    public static Decision<TaskEvent> Update(TaskState state, UpdateTask command)
    {
        if (command is { Title: null, Description: null, Priority: null, Instrument: null, Objective: null, Case: null, Province: null })
            return TaskRefusals.NothingToUpdate;
        if (command.Title is not null && string.IsNullOrWhiteSpace(command.Title))
            return TaskRefusals.ValueInvalid.On("task.title");
        if (command.Priority is { } priority && !Enum.IsDefined(priority))
            return TaskRefusals.ValueInvalid.On("task.priority");
        if (!IsNameOrEmpty<InstrumentName>(command.Instrument))
            return TaskRefusals.ValueInvalid.On("task.instrument");
        if (!IsNameOrEmpty<CaseName>(command.Case))
            return TaskRefusals.ValueInvalid.On("task.case");
        if (LifeCycle.RefuseClosed(state.Stage) is { } closed)
            return closed;

        return new TaskUpdated(
            command.Title, command.Description, command.Priority, command.Instrument, command.Objective, command.Case, command.Province);
    }

    public static Decision<TaskEvent> ExtendDeadline(TaskState state, ExtendDeadline command, DateTimeOffset now) =>
        command.Agency is { } agency ? ExtendPart(state, state.Find(agency), command, now) : ExtendTask(state, command, now);

    public static Decision<TaskEvent> Cancel(TaskState state, CancelTask command) =>
        string.IsNullOrWhiteSpace(command.Reason) ? TaskRefusals.ValueInvalid.On("reason")
        : LifeCycle.RefuseClosed(state.Stage) is { } closed ? closed
        : new TaskCancelled(command.Reason);

    private static Decision<TaskEvent> ExtendTask(TaskState state, ExtendDeadline command, DateTimeOffset now) =>
        LifeCycle.RefuseClosed(state.Stage) is { } closed ? closed
        : command.Due <= now ? TaskRefusals.DueTimePassed
        : command.Due > now + TaskLimits.Due ? TaskRefusals.DueTimeTooFar
        : Instant.Of(command.Due) <= state.Head.Due ? TaskRefusals.DueTimeNotLater.With("due_time", Text(state.Head.Due))
        : new DeadlineExtended(command.Due, null, command.Reason);

    private static Decision<TaskEvent> ExtendPart(TaskState state, Assignment? part, ExtendDeadline command, DateTimeOffset now) =>
        part is not { IsPresent: true } ? TaskRefusals.AssignmentNotFound.On("agency")
        : LifeCycle.RefuseClosed(state.Stage) is { } closed ? closed
        : LifeCycle.Extend.Refuse(part.Stage) is { } no ? no
        : command.Due <= now ? TaskRefusals.DueTimePassed
        : command.Due > now + TaskLimits.Due ? TaskRefusals.DueTimeTooFar
        : Instant.Of(command.Due) <= part.Due ? TaskRefusals.DueTimeNotLater.With("due_time", Text(part.Due))
        : new DeadlineExtended(command.Due, part.Agency, command.Reason);

    private static string Text(Instant due) => due.ToTime().ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsNameOrEmpty<T>(string? text) where T : struct, IResourceName<T> =>
        string.IsNullOrEmpty(text) || ResourceName.TryParse<T>(text, out _);
}
