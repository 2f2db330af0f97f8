using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Tasks;

/// <summary>One task. Its key is its name, <c>tasks/…</c>.</summary>
/// <remarks>
/// Every command may be refused as <see cref="CommonRefusals"/> says (NOT_FOUND, PERMISSION_DENIED, REQUEST_ID_REUSED,
/// ETAG_STALE, in this order, then the store's), and then by the verb's own rules: <see cref="TaskRefusals"/>.
/// A repeat gets the first result.
/// </remarks>
public interface ITaskGrain : IAggregateGrain
{
    Task<Outcome<TaskView>> AssignAsync(AssignTask command, CancellationToken cancellationToken);

    [ReadOnly]
    Task<Outcome<TaskView>> GetAsync(Principal principal, CancellationToken cancellationToken);

    /// <summary>What happened, oldest first. For an auditor without its content.</summary>
    /// <param name="limit">From 1 to 1,000.</param>
    [ReadOnly]
    Task<Outcome<HistoryPage>> HistoryAsync(Principal principal, int afterVersion, int limit, CancellationToken cancellationToken);

    Task<Outcome<TaskView>> UpdateAsync(UpdateTask command, CancellationToken cancellationToken);

    Task<Outcome<TaskView>> ExtendDeadlineAsync(ExtendDeadline command, CancellationToken cancellationToken);

    Task<Outcome<TaskView>> CancelAsync(CancelTask command, CancellationToken cancellationToken);

    Task<Outcome<TaskView>> AddSupportAsync(AddSupport command, CancellationToken cancellationToken);

    Task<Outcome<TaskView>> AddDependencyAsync(AddDependency command, CancellationToken cancellationToken);

    Task<Outcome<TaskView>> RemoveDependencyAsync(RemoveDependency command, CancellationToken cancellationToken);

    Task<Outcome<CommentView>> CommentAsync(AddComment command, CancellationToken cancellationToken);

    Task<Outcome<AttachmentView>> AttachAsync(AddAttachment command, CancellationToken cancellationToken);

    Task<Outcome<AssignmentView>> AcknowledgeAsync(AcknowledgeAssignment command, CancellationToken cancellationToken);

    Task<Outcome<AssignmentView>> AcceptAsync(AcceptAssignment command, CancellationToken cancellationToken);

    Task<Outcome<AssignmentView>> RejectAsync(RejectAssignment command, CancellationToken cancellationToken);

    Task<Outcome<AssignmentView>> StartAsync(StartAssignment command, CancellationToken cancellationToken);

    Task<Outcome<AssignmentView>> ReportProgressAsync(ReportProgress command, CancellationToken cancellationToken);

    Task<Outcome<AssignmentView>> HoldAsync(HoldAssignment command, CancellationToken cancellationToken);

    Task<Outcome<AssignmentView>> ResumeAsync(ResumeAssignment command, CancellationToken cancellationToken);

    Task<Outcome<AssignmentView>> CompleteAsync(CompleteAssignment command, CancellationToken cancellationToken);

    Task<Outcome<AssignmentView>> FailAsync(FailAssignment command, CancellationToken cancellationToken);

    Task<Outcome<AssignmentView>> DelegateAsync(DelegateAssignment command, CancellationToken cancellationToken);

    Task<Outcome<AssignmentView>> ReturnAsync(ReturnAssignment command, CancellationToken cancellationToken);

    Task<Outcome<AssignmentView>> VerifyAsync(VerifyAssignment command, CancellationToken cancellationToken);

    /// <summary>Returns the new assignment.</summary>
    Task<Outcome<AssignmentView>> ReassignAsync(ReassignAssignment command, CancellationToken cancellationToken);

    /// <summary>How the task stands, for another task that hangs on it. Refused NOT_FOUND when the viewer may not see it.</summary>
    [ReadOnly]
    Task<Outcome<TaskStanding>> StandingAsync(Principal viewer, CancellationToken cancellationToken);

    /// <summary>
    /// Prepares that the part of a case's former lead goes to the new one, to be written together with the case. Empty when the
    /// task is closed, belongs to another case, or is not led by the former lead.
    /// </summary>
    [PlatformOnly]
    Task<Outcome<PreparedAppend>> PrepareMoveAsync(MoveLead command);

    /// <summary>The same, written at once by the platform. Null, or why it is not.</summary>
    [PlatformOnly]
    Task<Refusal?> MoveAsync(MoveLead command);

    /// <summary>When it was assigned, for the platform's own use. Refused: NOT_FOUND, LEDGER_UNAVAILABLE.</summary>
    [ReadOnly, PlatformOnly]
    Task<Outcome<DateTimeOffset>> CreatedAtAsync();

    /// <summary>A sub-task says how it stands. What is not newer than the last is no news; a repeat does no harm.</summary>
    /// <returns>Null when it is durable; else why it is not.</returns>
    [PlatformOnly]
    Task<Refusal?> ReportSubTaskAsync(TaskName subTask, int version, TaskStage stage, int percent);

    /// <summary>The case says which officers (<see cref="OfficerKey"/>) do not see it nor its tasks. A repeat does no harm.</summary>
    /// <returns>Null when it is durable; else why it is not.</returns>
    [PlatformOnly]
    Task<Refusal?> NoteBlockedAsync(ImmutableArray<string> officers);
}

/// <summary>How a task stands towards another one.</summary>
/// <param name="Depth">How many tasks are above it.</param>
/// <param name="SubTasks">How many sub-tasks it has.</param>
/// <param name="MayExtend">Whether the viewer may make sub-tasks of it: its assigner's agency, an assignee, or who manages all.</param>
[GenerateSerializer, Immutable]
public readonly record struct TaskStanding(TaskStage Stage, int Depth, int SubTasks, bool MayExtend)
{
    /// <summary>Verified, failed or cancelled.</summary>
    public bool IsClosed => Stage is TaskStage.Verified or TaskStage.Failed or TaskStage.Cancelled;

    /// <summary>What depends on it can start.</summary>
    public bool IsDone => Stage is TaskStage.Completed or TaskStage.Verified;
}
