using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Names;

namespace Coordination.Tasks;

/// <summary>
/// What a list shows of a task: no comments, attachments, description or texts of assignments. It is kept as JSON in
/// the registry's row and rewritten with every change, so its keys are short and what is empty is left out.
/// </summary>
public sealed record TaskSummaryView
{
    [JsonPropertyName("t")] public required string Title { get; init; }

    [JsonPropertyName("s")] public required TaskStage Stage { get; init; }

    [JsonPropertyName("p")] public required TaskPriority Priority { get; init; }

    [JsonPropertyName("r")] public required CompletionRule Rule { get; init; }

    [JsonPropertyName("by")] public required AgencyName Assigner { get; init; }

    /// <summary>The first <see cref="TaskLimits.ListedAssignments"/>.</summary>
    [JsonPropertyName("a")] public required ImmutableArray<AssignmentSummary> Assignments { get; init; }

    [JsonPropertyName("d")] public DateTimeOffset? Due { get; init; }

    /// <summary>The earliest due time of an assignment whose clock runs: the task is overdue from then on.</summary>
    [JsonPropertyName("o")] public DateTimeOffset? OverdueFrom { get; init; }

    [JsonPropertyName("%")] public int Percent { get; init; }

    [JsonPropertyName("up")] public TaskName? Parent { get; init; }

    [JsonPropertyName("sub")] public ImmutableArray<SubTaskView>? SubTasks { get; init; }

    [JsonPropertyName("dep")] public ImmutableArray<TaskName>? Dependencies { get; init; }

    [JsonPropertyName("ins")] public InstrumentName? Instrument { get; init; }

    [JsonPropertyName("obj")] public string? Objective { get; init; }

    [JsonPropertyName("c")] public CaseName? Case { get; init; }

    [JsonPropertyName("pr")] public string? Province { get; init; }

    [JsonPropertyName("h")] public Handling Handling { get; init; }

    [JsonPropertyName("at")] public required DateTimeOffset CreatedAt { get; init; }

    [JsonPropertyName("ch")] public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>What a list shows of one agency's part.</summary>
public sealed record AssignmentSummary
{
    [JsonPropertyName("g")] public required AgencyName Agency { get; init; }

    [JsonPropertyName("r")] public required AssignmentRole Role { get; init; }

    [JsonPropertyName("s")] public required AssignmentStage Stage { get; init; }

    [JsonPropertyName("u")] public UnitName? Unit { get; init; }

    [JsonPropertyName("%")] public int Percent { get; init; }

    [JsonPropertyName("d")] public DateTimeOffset? Due { get; init; }

    [JsonPropertyName("q")] public required DateTimeOffset RequestedAt { get; init; }

    [JsonPropertyName("k")] public DateTimeOffset? AcceptedAt { get; init; }

    [JsonPropertyName("f")] public DateTimeOffset? CompletedAt { get; init; }

    [JsonPropertyName("to")] public AgencyName? Successor { get; init; }

    /// <summary>The version of its last change.</summary>
    [JsonPropertyName("v")] public required int Version { get; init; }
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
