namespace Coordination.Bench.Peers.Ef;

public sealed class TaskRow
{
    public Guid Id { get; set; }

    public required string Title { get; set; }

    public required string Description { get; set; }

    public required string Lead { get; set; }

    public required string Assigner { get; set; }

    public short Priority { get; set; }

    public required string Province { get; set; }

    public DateTime? Due { get; set; }

    public DateTime Created { get; set; }
}

public sealed class AssignmentRow
{
    public Guid TaskId { get; set; }

    public required string Agency { get; set; }

    public short State { get; set; }

    public int Progress { get; set; }

    public required string Text { get; set; }

    public DateTime Changed { get; set; }
}

public sealed class AuditRow
{
    public long Id { get; set; }

    public Guid TaskId { get; set; }

    public required string Type { get; set; }

    public required string Actor { get; set; }

    public DateTime At { get; set; }

    /// <summary>JSON.</summary>
    public required string Data { get; set; }
}

public sealed class ListRow
{
    public Guid TaskId { get; set; }

    public required string Title { get; set; }

    public required string Lead { get; set; }

    public short State { get; set; }

    public bool Open { get; set; }

    public short Priority { get; set; }

    public required string Province { get; set; }

    public DateTime? Due { get; set; }

    public int Version { get; set; }

    public DateTime Changed { get; set; }
}
