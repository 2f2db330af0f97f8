using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Workflows;

namespace Coordination.Tasks;

/// <summary>What can be commanded of a task. The names are stable: they are part of the hash that knows a repeat.</summary>
[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(AssignTask), "assign")]
[JsonDerivedType(typeof(UpdateTask), "update")]
[JsonDerivedType(typeof(ExtendDeadline), "extend_deadline")]
[JsonDerivedType(typeof(CancelTask), "cancel")]
[JsonDerivedType(typeof(AddSupport), "add_support")]
[JsonDerivedType(typeof(AddDependency), "add_dependency")]
[JsonDerivedType(typeof(RemoveDependency), "remove_dependency")]
[JsonDerivedType(typeof(AddComment), "comment")]
[JsonDerivedType(typeof(AddAttachment), "attach")]
[JsonDerivedType(typeof(AcknowledgeAssignment), "acknowledge")]
[JsonDerivedType(typeof(AcceptAssignment), "accept")]
[JsonDerivedType(typeof(RejectAssignment), "reject")]
[JsonDerivedType(typeof(StartAssignment), "start")]
[JsonDerivedType(typeof(ReportProgress), "report_progress")]
[JsonDerivedType(typeof(HoldAssignment), "hold")]
[JsonDerivedType(typeof(ResumeAssignment), "resume")]
[JsonDerivedType(typeof(CompleteAssignment), "complete")]
[JsonDerivedType(typeof(FailAssignment), "fail")]
[JsonDerivedType(typeof(DelegateAssignment), "delegate")]
[JsonDerivedType(typeof(ReturnAssignment), "return")]
[JsonDerivedType(typeof(VerifyAssignment), "verify")]
[JsonDerivedType(typeof(ReassignAssignment), "reassign")]
[JsonDerivedType(typeof(MoveLead), "move_lead")]
public abstract record TaskCommand(CommandContext Context) : Command(Context);

/// <summary>A command about one agency's part.</summary>
/// <param name="Agency">Whose part.</param>
[GenerateSerializer, Immutable]
public abstract record AssignmentCommand(CommandContext Context, AgencyName Agency) : TaskCommand(Context);

/// <summary>Makes the task <see cref="TaskName.For"/> of the caller's agency and request.</summary>
/// <param name="DueInWorkingDays">Counted from the next working day; null with <paramref name="Due"/>.</param>
/// <param name="Origin">The workflow for which it is done and that is told when it is closed; null: none. No call from outside sets it.</param>
[GenerateSerializer, Immutable]
public sealed record AssignTask(
    CommandContext Context,
    string Title,
    string Description,
    AgencyName Lead,
    ImmutableArray<AgencyName> Supporting,
    TaskPriority Priority,
    CompletionRule Rule,
    DateTimeOffset? Due,
    int? DueInWorkingDays,
    TaskName? Parent,
    InstrumentName? Instrument,
    string? Objective,
    CaseName? Case,
    string? Province,
    Handling Handling,
    ImmutableArray<TaskName> Dependencies,
    WorkflowParent? Origin = null) : TaskCommand(Context);

/// <summary>Changes what is not null. An empty text takes the value away; title and priority always have one.</summary>
/// <param name="Instrument">A name in instruments, or empty.</param>
/// <param name="Case">A name in cases, or empty.</param>
[GenerateSerializer, Immutable]
public sealed record UpdateTask(
    CommandContext Context,
    string? Title,
    string? Description,
    TaskPriority? Priority,
    string? Instrument,
    string? Objective,
    string? Case,
    string? Province) : TaskCommand(Context);

/// <param name="Agency">Only this assignee's; null: the task's and every open assignment's.</param>
[GenerateSerializer, Immutable]
public sealed record ExtendDeadline(CommandContext Context, DateTimeOffset Due, AgencyName? Agency, string Reason) : TaskCommand(Context);

[GenerateSerializer, Immutable]
public sealed record CancelTask(CommandContext Context, string Reason) : TaskCommand(Context);

[GenerateSerializer, Immutable]
public sealed record AddSupport(CommandContext Context, AgencyName Agency) : TaskCommand(Context);

[GenerateSerializer, Immutable]
public sealed record AddDependency(CommandContext Context, TaskName Dependency) : TaskCommand(Context);

[GenerateSerializer, Immutable]
public sealed record RemoveDependency(CommandContext Context, TaskName Dependency) : TaskCommand(Context);

[GenerateSerializer, Immutable]
public sealed record AddComment(CommandContext Context, string Text) : TaskCommand(Context);

/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
[GenerateSerializer, Immutable]
public sealed record AddAttachment(CommandContext Context, string Title, string Uri, string Sha256, string MediaType) : TaskCommand(Context);

[GenerateSerializer, Immutable]
public sealed record AcknowledgeAssignment(CommandContext Context, AgencyName Agency) : AssignmentCommand(Context, Agency);

[GenerateSerializer, Immutable]
public sealed record AcceptAssignment(CommandContext Context, AgencyName Agency) : AssignmentCommand(Context, Agency);

[GenerateSerializer, Immutable]
public sealed record RejectAssignment(CommandContext Context, AgencyName Agency, string Reason) : AssignmentCommand(Context, Agency);

[GenerateSerializer, Immutable]
public sealed record StartAssignment(CommandContext Context, AgencyName Agency) : AssignmentCommand(Context, Agency);

/// <param name="Percent">From 0 to 100.</param>
[GenerateSerializer, Immutable]
public sealed record ReportProgress(CommandContext Context, AgencyName Agency, int Percent, string Text) : AssignmentCommand(Context, Agency);

[GenerateSerializer, Immutable]
public sealed record HoldAssignment(CommandContext Context, AgencyName Agency, string Reason) : AssignmentCommand(Context, Agency);

[GenerateSerializer, Immutable]
public sealed record ResumeAssignment(CommandContext Context, AgencyName Agency) : AssignmentCommand(Context, Agency);

[GenerateSerializer, Immutable]
public sealed record CompleteAssignment(CommandContext Context, AgencyName Agency, string Report) : AssignmentCommand(Context, Agency);

[GenerateSerializer, Immutable]
public sealed record FailAssignment(CommandContext Context, AgencyName Agency, string Reason) : AssignmentCommand(Context, Agency);

[GenerateSerializer, Immutable]
public sealed record DelegateAssignment(CommandContext Context, AgencyName Agency, UnitName Unit) : AssignmentCommand(Context, Agency);

[GenerateSerializer, Immutable]
public sealed record ReturnAssignment(CommandContext Context, AgencyName Agency, string Reason) : AssignmentCommand(Context, Agency);

[GenerateSerializer, Immutable]
public sealed record VerifyAssignment(CommandContext Context, AgencyName Agency) : AssignmentCommand(Context, Agency);

/// <param name="Agency">Who has it.</param>
/// <param name="To">Who gets it.</param>
[GenerateSerializer, Immutable]
public sealed record ReassignAssignment(CommandContext Context, AgencyName Agency, AgencyName To, string Reason) : AssignmentCommand(Context, Agency);

/// <summary>A case goes to another lead, and the part that the former one leads in its task with it. Never sent by a caller.</summary>
/// <param name="Why">The transfer's name.</param>
[GenerateSerializer, Immutable]
public sealed record MoveLead(CommandContext Context, CaseName Case, AgencyName From, AgencyName To, string Why) : TaskCommand(Context);
