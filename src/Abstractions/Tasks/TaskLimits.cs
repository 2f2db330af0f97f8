namespace Coordination.Tasks;

/// <summary>The bounds of one task. Each is refused by name when it is met.</summary>
public static class TaskLimits
{
    /// <summary>Assignees of all time, former ones too.</summary>
    public const int Assignees = 1_000;

    public const int Comments = 1_000;
    public const int Attachments = 200;
    public const int Dependencies = 50;
    public const int SubTasks = 1_000;

    /// <summary>How deep sub-tasks may nest; a task without parent has depth 0.</summary>
    public const int Depth = 20;

    /// <summary>How far ahead a due time may lie.</summary>
    public static readonly TimeSpan Due = TimeSpan.FromDays(365.25 * 50);

    /// <summary>A list shows so many assignments of a task, the lead's first; one task read by name shows all.</summary>
    public const int ListedAssignments = 50;
}
