using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Tasks;

namespace Coordination.Silo.Tasks;

/// <summary>A task as the fold of its events.</summary>
internal sealed partial record TaskState : Derived<TaskTotals>, IAggregateState<TaskState, TaskEvent>
{
    /// <summary>So many assignments are searched one by one; more by an index.</summary>
    internal const int Few = 16;

    public static readonly TaskState Initial = new();

    private Dictionary<string, int>? index;

    /// <summary>Null before the first event.</summary>
    public TaskHeader? Header { get; init; }

    /// <summary>In the order in which they were made, the lead's first; an agency has at most one.</summary>
    public ImmutableArray<Assignment> Assignments { get; init; } = [];

    public ImmutableArray<SubTask> SubTasks { get; init; } = [];

    public ImmutableArray<TaskName> Dependencies { get; init; } = [];

    public ImmutableArray<TaskComment> Comments { get; init; } = [];

    public ImmutableArray<TaskAttachment> Attachments { get; init; } = [];

    /// <summary>What the task above was last told.</summary>
    public Standing? Told { get; init; }

    /// <summary>The end that the workflow of the task was last told; null: none.</summary>
    public TaskStage? OriginTold { get; init; }

    public bool Cancelled { get; init; }

    public Instant UpdatedAt { get; init; }

    /// <summary>The header of a task that exists.</summary>
    [JsonIgnore]
    public TaskHeader Head => Header ?? throw new InvalidOperationException("The task does not exist.");

    /// <summary>What follows from all parts together.</summary>
    [JsonIgnore]
    public TaskTotals Totals => Keep(this, TaskTotals.Of);

    [JsonIgnore]
    public TaskStage Stage => Totals.Stage;

    /// <summary>What the task above has yet to be told; null when it knows, or when there is none.</summary>
    [JsonIgnore]
    public Standing? News => Header?.Parent is not null && Told != Totals.Standing ? Totals.Standing : null;

    /// <summary>The end that the workflow of the task has yet to be told; null when it knows, while it is open, or when there is none.</summary>
    [JsonIgnore]
    public TaskStage? OriginNews => Header?.Origin is not null && Stage is var stage && !stage.IsOpen() && OriginTold != stage ? stage : null;

    /// <summary>Whether the task does not exist for this officer.</summary>
    public bool IsBlocked(Principal principal) =>
        Header is { Blocked: { IsDefaultOrEmpty: false } blocked } && blocked.Contains(OfficerKey.Of(principal), StringComparer.Ordinal);

    /// <summary>An agency's part, also a former one; null when it never had one.</summary>
    public Assignment? Find(AgencyName agency) => IndexOf(agency) is >= 0 and var i ? Assignments[i] : null;

    private int IndexOf(AgencyName agency)
    {
        if (Assignments.Length > Few)
            return (index ??= Index()).TryGetValue(agency.Id, out var at) ? at : -1;

        for (var i = 0; i < Assignments.Length; i++)
        {
            if (string.Equals(Assignments[i].Agency.Id, agency.Id, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }

    private Dictionary<string, int> Index()
    {
        var made = new Dictionary<string, int>(Assignments.Length, StringComparer.Ordinal);
        for (var i = 0; i < Assignments.Length; i++)
            made[Assignments[i].Agency.Id] = i;
        return made;
    }
}

/// <summary>How a task stands, as the one above it is told.</summary>
internal readonly record struct Standing(TaskStage Stage, int Percent);

/// <param name="Version">The sub-task's version when it last said how it stands.</param>
internal sealed record SubTask(TaskName Name, int Version, TaskStage Stage, int Percent);

/// <param name="Version">The task's version after it: its id.</param>
internal sealed record TaskComment(int Version, AgencyName Agency, string Text, Instant At);

/// <param name="Version">The task's version after it: its id.</param>
internal sealed record TaskAttachment(int Version, string Title, string Uri, string Sha256, string MediaType, AgencyName Agency, Instant At);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(TaskState))]
internal sealed partial class TaskStateJson : JsonSerializerContext;
