using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Names;

namespace Coordination.Tasks;

/// <summary>
/// What a list shows of a task: no comments, attachments, description or texts of assignments. It is kept as JSON in
/// the registry's row and rewritten with every change, so its keys are short and what is empty is left out. Properties
/// can be set, because the reader of JSON is twice as fast when nothing is required at construction; a list reads fifty.
/// </summary>
public sealed record TaskSummaryView
{
    [JsonPropertyName("t")] public string Title { get; set; } = "";

    [JsonPropertyName("s")] public TaskStage Stage { get; set; }

    [JsonPropertyName("p")] public TaskPriority Priority { get; set; }

    [JsonPropertyName("r")] public CompletionRule Rule { get; set; }

    [JsonPropertyName("by")] public AgencyName Assigner { get; set; }

    /// <summary>The first <see cref="TaskLimits.ListedAssignments"/>.</summary>
    [JsonPropertyName("a")] public ImmutableArray<AssignmentSummary> Assignments { get; set; } = [];

    [JsonPropertyName("d")] public DateTimeOffset? Due { get; set; }

    /// <summary>The earliest due time of an assignment whose clock runs: the task is overdue from then on.</summary>
    [JsonPropertyName("o")] public DateTimeOffset? OverdueFrom { get; set; }

    [JsonPropertyName("%")] public int Percent { get; set; }

    [JsonPropertyName("up")] public TaskName? Parent { get; set; }

    [JsonPropertyName("sub")] public ImmutableArray<SubTaskView>? SubTasks { get; set; }

    [JsonPropertyName("dep")] public ImmutableArray<TaskName>? Dependencies { get; set; }

    [JsonPropertyName("ins")] public InstrumentName? Instrument { get; set; }

    [JsonPropertyName("obj")] public string? Objective { get; set; }

    [JsonPropertyName("c")] public CaseName? Case { get; set; }

    [JsonPropertyName("pr")] public string? Province { get; set; }

    [JsonPropertyName("h")] public Handling Handling { get; set; }

    [JsonPropertyName("at")] public DateTimeOffset CreatedAt { get; set; }

    [JsonPropertyName("ch")] public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>What a list shows of one agency's part.</summary>
public sealed record AssignmentSummary
{
    [JsonPropertyName("g")] public AgencyName Agency { get; set; }

    [JsonPropertyName("r")] public AssignmentRole Role { get; set; }

    [JsonPropertyName("s")] public AssignmentStage Stage { get; set; }

    [JsonPropertyName("u")] public UnitName? Unit { get; set; }

    [JsonPropertyName("%")] public int Percent { get; set; }

    [JsonPropertyName("d")] public DateTimeOffset? Due { get; set; }

    [JsonPropertyName("q")] public DateTimeOffset RequestedAt { get; set; }

    [JsonPropertyName("k")] public DateTimeOffset? AcceptedAt { get; set; }

    [JsonPropertyName("f")] public DateTimeOffset? CompletedAt { get; set; }

    [JsonPropertyName("to")] public AgencyName? Successor { get; set; }

    /// <summary>The version of its last change.</summary>
    [JsonPropertyName("v")] public int Version { get; set; }
}

/// <summary>Reading and writing the registry's view of a task.</summary>
public static class TaskSummary
{
    public static byte[] Write(TaskSummaryView view) => JsonSerializer.SerializeToUtf8Bytes(view, TaskSummaryJson.Default.TaskSummaryView);

    /// <exception cref="JsonException">The bytes are no such view.</exception>
    public static TaskSummaryView Read(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, TaskSummaryJson.Default.TaskSummaryView) ?? throw new JsonException("A view cannot be null.");
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(TaskSummaryView))]
internal sealed partial class TaskSummaryJson : JsonSerializerContext;
