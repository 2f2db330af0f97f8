using Coordination.Outcomes;
using Coordination.Tasks;

namespace Coordination.Silo.Tasks;

/// <summary>A set of stages of an assignment.</summary>
internal readonly record struct Stages(int Bits)
{
    public static Stages Of(params ReadOnlySpan<AssignmentStage> stages)
    {
        var bits = 0;
        foreach (var stage in stages)
            bits |= 1 << (int)stage;
        return new Stages(bits);
    }

    public bool Contains(AssignmentStage stage) => (Bits & (1 << (int)stage)) != 0;

    public override string ToString() => string.Join(',', Enum.GetValues<AssignmentStage>().Where(Contains).Select(TaskWords.Of));
}

/// <summary>From which stages each verb leads on. The whole life-cycle of an assignment stands here.</summary>
internal static class LifeCycle
{
    /// <summary>Something remains to be done by the agency.</summary>
    public static readonly Stages Open = Stages.Of(
        AssignmentStage.Requested, AssignmentStage.Received, AssignmentStage.Accepted,
        AssignmentStage.InProgress, AssignmentStage.OnHold, AssignmentStage.Returned);

    /// <summary>What a cancellation ends: all that is open, and what waits for verification.</summary>
    public static readonly Stages Cancellable = new(Open.Bits | Stages.Of(AssignmentStage.Completed).Bits);

    public static readonly Stages Acknowledge = Stages.Of(AssignmentStage.Requested);
    public static readonly Stages Accept = Stages.Of(AssignmentStage.Received);
    public static readonly Stages Reject = Stages.Of(AssignmentStage.Received);
    public static readonly Stages Start = Stages.Of(AssignmentStage.Accepted, AssignmentStage.Returned);
    public static readonly Stages Report = Stages.Of(AssignmentStage.InProgress);
    public static readonly Stages Hold = Stages.Of(AssignmentStage.InProgress);
    public static readonly Stages Resume = Stages.Of(AssignmentStage.OnHold);
    public static readonly Stages Complete = Stages.Of(AssignmentStage.InProgress);
    public static readonly Stages Fail = Stages.Of(AssignmentStage.InProgress);

    /// <summary>Once it was received: nobody delegates what he has not seen.</summary>
    public static readonly Stages Delegate = Stages.Of(
        AssignmentStage.Received, AssignmentStage.Accepted, AssignmentStage.InProgress, AssignmentStage.OnHold, AssignmentStage.Returned);

    public static readonly Stages Return = Stages.Of(AssignmentStage.Completed);
    public static readonly Stages Verify = Stages.Of(AssignmentStage.Completed);

    /// <summary>Also what an agency rejected or failed: it goes to another, and a task that had failed by it goes on.</summary>
    public static readonly Stages Reassign = new(Open.Bits | Stages.Of(AssignmentStage.Rejected, AssignmentStage.Failed).Bits);

    public static readonly Stages Extend = Open;

    /// <summary>Null when the verb leads on from here; else the refusal, which names where it would.</summary>
    public static Refusal? Refuse(this Stages from, AssignmentStage stage) =>
        from.Contains(stage) ? null : TaskRefusals.TransitionNotAllowed.With("state", TaskWords.Of(stage)).With("allowed", from.ToString());

    /// <summary>Null while the task is open.</summary>
    public static Refusal? RefuseClosed(TaskStage stage) =>
        stage.IsOpen() ? null : TaskRefusals.TransitionNotAllowed.With("state", TaskWords.Of(stage)).With("allowed", "requested,in_progress,completed");

    public static bool IsOpen(this TaskStage stage) => stage is TaskStage.Requested or TaskStage.InProgress or TaskStage.Completed;
}
