using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Names;

namespace Coordination.Tasks;

/// <summary>A task as its reader gets it.</summary>
/// <param name="Overdue">An open assignment is past its due time and not on hold.</param>
/// <param name="Percent">From 0 to 100.</param>
[GenerateSerializer, Immutable]
public sealed record TaskView(
    TaskName Name,
    string Title,
    string Description,
    TaskStage Stage,
    TaskPriority Priority,
    CompletionRule Rule,
    AgencyName Assigner,
    ImmutableArray<AssignmentView> Assignments,
    DateTimeOffset? Due,
    bool Overdue,
    DateTimeOffset? OverdueSince,
    int Percent,
    TaskName? Parent,
    ImmutableArray<SubTaskView> SubTasks,
    ImmutableArray<TaskName> Dependencies,
    InstrumentName? Instrument,
    string? Objective,
    CaseName? Case,
    string? Province,
    Handling Handling,
    ImmutableArray<AttachmentView> Attachments,
    ImmutableArray<CommentView> Comments,
    ImmutableArray<EscalationView> Escalations,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string ETag,
    string? CancelReason);

/// <summary>One agency's part.</summary>
/// <param name="TaskStage">Where the whole task stood after this part's command.</param>
/// <param name="ETag">The version of this part's last change.</param>
[GenerateSerializer, Immutable]
public sealed record AssignmentView(
    TaskName Task,
    AgencyName Agency,
    AssignmentRole Role,
    AssignmentStage Stage,
    UnitName? Unit,
    int Percent,
    string? ProgressText,
    string? Reason,
    string? Report,
    DateTimeOffset? Due,
    bool Overdue,
    DateTimeOffset RequestedAt,
    DateTimeOffset? ReceivedAt,
    DateTimeOffset? AcceptedAt,
    DateTimeOffset? CompletedAt,
    DateTimeOffset? VerifiedAt,
    AgencyName? Successor,
    TaskStage TaskStage,
    string ETag);

[GenerateSerializer, Immutable]
public sealed record SubTaskView(TaskName Task, TaskStage Stage, int Percent);

/// <param name="Id"><c>c</c> and the task's version after the comment.</param>
[GenerateSerializer, Immutable]
public sealed record CommentView(string Id, AgencyName Agency, string Text, DateTimeOffset At);

/// <param name="Id"><c>a</c> and the task's version after the attachment.</param>
[GenerateSerializer, Immutable]
public sealed record AttachmentView(
    string Id, string Title, string Uri, string Sha256, string MediaType, AgencyName Agency, DateTimeOffset At);

/// <summary>A rung that a late assignment reached.</summary>
[GenerateSerializer, Immutable]
public sealed record EscalationView(string Level, AgencyName Agency, DateTimeOffset At);
