using Coordination.Outcomes;
using Coordination.Tasks;

namespace Coordination.Silo.Tasks;

/// <summary>How an agency works on its part. In documented precedence order; the first refusal wins.</summary>
internal static class WorkRules
{
    public static Decision<TaskEvent> Start(TaskState state, StartAssignment command, DependencyStandings dependencies) =>
        OwnPart.Refuse(state, command, LifeCycle.Start) is { } no ? no
        : DependencyRules.RefuseStart(state, dependencies) is { } waits ? waits
        : new AssignmentStarted(command.Agency);

    public static Decision<TaskEvent> ReportProgress(TaskState state, ReportProgress command) =>
        command.Percent is < 0 or > 100 ? TaskRefusals.ValueInvalid.On("progress_percent")
        : OwnPart.Refuse(state, command, LifeCycle.Report) is { } no ? no
        : new ProgressReported(command.Agency, command.Percent, command.Text);

    public static Decision<TaskEvent> Hold(TaskState state, HoldAssignment command) =>
        string.IsNullOrWhiteSpace(command.Reason) ? TaskRefusals.ValueInvalid.On("reason")
        : OwnPart.Refuse(state, command, LifeCycle.Hold) is { } no ? no
        : new AssignmentHeld(command.Agency, command.Reason);

    public static Decision<TaskEvent> Resume(TaskState state, ResumeAssignment command, DateTimeOffset now)
    {
        if (OwnPart.Refuse(state, command, LifeCycle.Resume) is { } no)
            return no;

        var part = state.Find(command.Agency)!;
        return new AssignmentResumed(command.Agency, AfterHold(part, now));
    }

    public static Decision<TaskEvent> Complete(TaskState state, CompleteAssignment command) =>
        string.IsNullOrWhiteSpace(command.Report) ? TaskRefusals.ValueInvalid.On("report")
        : OwnPart.Refuse(state, command, LifeCycle.Complete) is { } no ? no
        : new AssignmentCompleted(command.Agency, command.Report);

    public static Decision<TaskEvent> Fail(TaskState state, FailAssignment command) =>
        string.IsNullOrWhiteSpace(command.Reason) ? TaskRefusals.ValueInvalid.On("reason")
        : OwnPart.Refuse(state, command, LifeCycle.Fail) is { } no ? no
        : new AssignmentFailed(command.Agency, command.Reason);

    /// <summary>The due time, later by the time on hold; a clock that went back takes nothing away.</summary>
    public static DateTimeOffset? AfterHold(Assignment part, DateTimeOffset now)
    {
        if (part.Due.OrNull() is not { } due || !part.HeldSince.IsSet)
            return part.Due.OrNull();

        var held = now - part.HeldSince.ToTime();
        return held > TimeSpan.Zero ? due + held : due;
    }
}
