using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Names;
using Coordination.Workflows;

namespace Coordination.Tasks;

/// <summary>
/// What happened to a task. The names are stored for ever; a field may be added, never renamed. Who acted and when
/// stands in the ledger's entry, not here.
/// </summary>
[JsonDerivedType(typeof(TaskAssigned), "task.assigned")]
[JsonDerivedType(typeof(TaskUpdated), "task.updated")]
[JsonDerivedType(typeof(DeadlineExtended), "task.deadline_extended")]
[JsonDerivedType(typeof(TaskCancelled), "task.cancelled")]
[JsonDerivedType(typeof(SupportAdded), "task.support_added")]
[JsonDerivedType(typeof(DependencyAdded), "task.dependency_added")]
[JsonDerivedType(typeof(DependencyRemoved), "task.dependency_removed")]
[JsonDerivedType(typeof(CommentAdded), "task.commented")]
[JsonDerivedType(typeof(AttachmentAdded), "task.attached")]
[JsonDerivedType(typeof(TaskReminded), "task.reminded")]
[JsonDerivedType(typeof(TaskOverdue), "task.overdue")]
[JsonDerivedType(typeof(TaskEscalated), "task.escalated")]
[JsonDerivedType(typeof(SubTaskReported), "task.sub_task_reported")]
[JsonDerivedType(typeof(TaskRolledUp), "task.rolled_up")]
[JsonDerivedType(typeof(TaskOriginTold), "task.origin_told")]
[JsonDerivedType(typeof(AssignmentReceived), "assignment.received")]
[JsonDerivedType(typeof(AssignmentAccepted), "assignment.accepted")]
[JsonDerivedType(typeof(AssignmentRejected), "assignment.rejected")]
[JsonDerivedType(typeof(AssignmentStarted), "assignment.started")]
[JsonDerivedType(typeof(ProgressReported), "assignment.progress_reported")]
[JsonDerivedType(typeof(AssignmentHeld), "assignment.held")]
[JsonDerivedType(typeof(AssignmentResumed), "assignment.resumed")]
[JsonDerivedType(typeof(AssignmentCompleted), "assignment.completed")]
[JsonDerivedType(typeof(AssignmentFailed), "assignment.failed")]
[JsonDerivedType(typeof(OfficersBlocked), "task.officers_blocked")]
[JsonDerivedType(typeof(AssignmentDelegated), "assignment.delegated")]
[JsonDerivedType(typeof(AssignmentReturned), "assignment.returned")]
[JsonDerivedType(typeof(AssignmentVerified), "assignment.verified")]
[JsonDerivedType(typeof(AssignmentReassigned), "assignment.reassigned")]
public abstract record TaskEvent;

/// <summary>What happened to one agency's part.</summary>
public abstract record AssignmentEvent(AgencyName Agency) : TaskEvent;

/// <param name="Assigner">Who verifies it.</param>
/// <param name="Assignees">The lead first.</param>
/// <param name="Depth">How many tasks are above it.</param>
/// <param name="Blocked">Officers who do not see its case, and so not it.</param>
/// <param name="Origin">The workflow for which it is done; null: none.</param>
public sealed record TaskAssigned(
    AgencyName Assigner,
    string Title,
    string Description,
    TaskPriority Priority,
    CompletionRule Rule,
    ImmutableArray<Assignee> Assignees,
    DateTimeOffset? Due,
    TaskName? Parent,
    int Depth,
    InstrumentName? Instrument,
    string? Objective,
    CaseName? Case,
    string? Province,
    Handling Handling,
    ImmutableArray<TaskName> Dependencies,
    ImmutableArray<string>? Blocked = null,
    WorkflowParent? Origin = null) : TaskEvent;

/// <summary>Which officers do not see the task: those who do not see its case. All of them; it replaces what was said before.</summary>
/// <param name="Officers">By <see cref="OfficerKey"/>.</param>
public sealed record OfficersBlocked(ImmutableArray<string> Officers) : TaskEvent;

/// <summary>An agency and its part.</summary>
public sealed record Assignee(AgencyName Agency, AssignmentRole Role);

/// <summary>What is null did not change; an empty text was taken away.</summary>
public sealed record TaskUpdated(
    string? Title,
    string? Description,
    TaskPriority? Priority,
    string? Instrument,
    string? Objective,
    string? Case,
    string? Province) : TaskEvent;

/// <param name="Agency">Only this assignee's; null: the task's and every open assignment's.</param>
public sealed record DeadlineExtended(DateTimeOffset Due, AgencyName? Agency, string Reason) : TaskEvent;

/// <summary>The task and its open assignments ended.</summary>
public sealed record TaskCancelled(string Reason) : TaskEvent;

public sealed record SupportAdded(AgencyName Agency) : AssignmentEvent(Agency);

public sealed record DependencyAdded(TaskName Dependency) : TaskEvent;

public sealed record DependencyRemoved(TaskName Dependency) : TaskEvent;

public sealed record CommentAdded(string Text) : TaskEvent;

public sealed record AttachmentAdded(string Title, string Uri, string Sha256, string MediaType) : TaskEvent;

/// <summary>The platform reminded an agency before its due time.</summary>
/// <param name="Reminder">The rule's id in the country pack.</param>
public sealed record TaskReminded(AgencyName Agency, string Reminder, DateTimeOffset Due) : AssignmentEvent(Agency);

/// <summary>The platform raised the flag: open, not on hold, and past its due time.</summary>
public sealed record TaskOverdue(AgencyName Agency, DateTimeOffset Since) : AssignmentEvent(Agency);

/// <summary>A late assignment reached a rung of the ladder.</summary>
/// <param name="Level">unit, province, ministry, secretariat or chair.</param>
/// <param name="Unit">The unit that has the work, when one has.</param>
public sealed record TaskEscalated(AgencyName Agency, string Level, UnitName? Unit, DateTimeOffset Due) : AssignmentEvent(Agency);

/// <summary>A sub-task said how it stands.</summary>
/// <param name="SubTaskVersion">The sub-task's version when it said so; an older one is no news.</param>
public sealed record SubTaskReported(TaskName SubTask, int SubTaskVersion, TaskStage Stage, int Percent) : TaskEvent;

/// <summary>The task above was told how this one stands.</summary>
public sealed record TaskRolledUp(TaskName Parent, TaskStage Stage, int Percent) : TaskEvent;

/// <summary>The workflow for which the task is done knows how it ended.</summary>
public sealed record TaskOriginTold(WorkflowName Workflow, TaskStage Stage) : TaskEvent;

public sealed record AssignmentReceived(AgencyName Agency) : AssignmentEvent(Agency);

public sealed record AssignmentAccepted(AgencyName Agency) : AssignmentEvent(Agency);

public sealed record AssignmentRejected(AgencyName Agency, string Reason) : AssignmentEvent(Agency);

public sealed record AssignmentStarted(AgencyName Agency) : AssignmentEvent(Agency);

public sealed record ProgressReported(AgencyName Agency, int Percent, string Text) : AssignmentEvent(Agency);

public sealed record AssignmentHeld(AgencyName Agency, string Reason) : AssignmentEvent(Agency);

/// <param name="Due">The due time after the time on hold was added; null without a deadline.</param>
public sealed record AssignmentResumed(AgencyName Agency, DateTimeOffset? Due) : AssignmentEvent(Agency);

public sealed record AssignmentCompleted(AgencyName Agency, string Report) : AssignmentEvent(Agency);

public sealed record AssignmentFailed(AgencyName Agency, string Reason) : AssignmentEvent(Agency);

public sealed record AssignmentDelegated(AgencyName Agency, UnitName Unit) : AssignmentEvent(Agency);

public sealed record AssignmentReturned(AgencyName Agency, string Reason) : AssignmentEvent(Agency);

public sealed record AssignmentVerified(AgencyName Agency) : AssignmentEvent(Agency);

/// <param name="Agency">Who had it.</param>
/// <param name="To">Who has it now, in the same role and with the task's due time or the former one's, whichever is later.</param>
/// <param name="Due">The new assignment's due time; null without a deadline.</param>
public sealed record AssignmentReassigned(AgencyName Agency, AgencyName To, string Reason, DateTimeOffset? Due) : AssignmentEvent(Agency);
