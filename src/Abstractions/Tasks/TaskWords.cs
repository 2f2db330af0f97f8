using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coordination.Tasks;

/// <summary>Where a task stands. It follows from its assignments by the completion rule.</summary>
[JsonConverter(typeof(WordConverter<TaskStage>))]
public enum TaskStage : byte
{
    /// <summary>No assignee has accepted yet.</summary>
    Requested = 1,

    /// <summary>At least one assignee has accepted.</summary>
    InProgress = 2,

    /// <summary>The rule is met by completed assignments that wait for verification.</summary>
    Completed = 3,

    /// <summary>The rule is met by verified assignments.</summary>
    Verified = 4,

    /// <summary>The rule cannot be met any more.</summary>
    Failed = 5,

    Cancelled = 6,
}

/// <summary>Where one agency's part stands. Overdue is not among them: it is a flag.</summary>
[JsonConverter(typeof(WordConverter<AssignmentStage>))]
public enum AssignmentStage : byte
{
    Requested = 1,
    Received = 2,
    Accepted = 3,
    Rejected = 4,
    InProgress = 5,
    OnHold = 6,
    Completed = 7,
    Returned = 8,
    Verified = 9,
    Failed = 10,
    Cancelled = 11,

    /// <summary>Given to another agency.</summary>
    Reassigned = 12,
}

[JsonConverter(typeof(WordConverter<AssignmentRole>))]
public enum AssignmentRole : byte
{
    Lead = 1,
    Support = 2,
}

/// <summary>When a task counts as completed.</summary>
[JsonConverter(typeof(WordConverter<CompletionRule>))]
public enum CompletionRule : byte
{
    /// <summary>Every assignee that did not reject or hand over has completed.</summary>
    All = 1,

    /// <summary>One assignee has completed.</summary>
    Any = 2,

    /// <summary>The lead has completed.</summary>
    Lead = 3,
}

[JsonConverter(typeof(WordConverter<TaskPriority>))]
public enum TaskPriority : byte
{
    Routine = 1,
    Urgent = 2,
    Asap = 3,
    Stat = 4,
}

/// <summary>Writes an enumeration by its words in lower snake case; numbers are not read.</summary>
public sealed class WordConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>The words of the life-cycle as the registry, the country pack and programs see them.</summary>
public static class TaskWords
{
    /// <summary>The part of the agency that assigned, in the registry.</summary>
    public const string Assigner = "assigner";

    public const string Lead = "lead";
    public const string Support = "support";

    public static string Of(TaskStage stage) => stage switch
    {
        TaskStage.Requested => "requested",
        TaskStage.InProgress => "in_progress",
        TaskStage.Completed => "completed",
        TaskStage.Verified => "verified",
        TaskStage.Failed => "failed",
        _ => "cancelled",
    };

    public static string Of(AssignmentStage stage) => stage switch
    {
        AssignmentStage.Requested => "requested",
        AssignmentStage.Received => "received",
        AssignmentStage.Accepted => "accepted",
        AssignmentStage.Rejected => "rejected",
        AssignmentStage.InProgress => "in_progress",
        AssignmentStage.OnHold => "on_hold",
        AssignmentStage.Completed => "completed",
        AssignmentStage.Returned => "returned",
        AssignmentStage.Verified => "verified",
        AssignmentStage.Failed => "failed",
        AssignmentStage.Cancelled => "cancelled",
        _ => "reassigned",
    };

    public static string Of(AssignmentRole role) => role is AssignmentRole.Lead ? Lead : Support;

    public static string Of(TaskPriority priority) => priority switch
    {
        TaskPriority.Urgent => "urgent",
        TaskPriority.Asap => "asap",
        TaskPriority.Stat => "stat",
        _ => "routine",
    };
}
