using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Names;
using Coordination.Tasks;
using Coordination.Workflows;

namespace Coordination.Silo.Tasks;

/// <summary>What of a task changes rarely, kept apart so that a step of its life copies little.</summary>
internal sealed record TaskHeader
{
    public required AgencyName Assigner { get; init; }

    public required string Title { get; init; }

    public string Description { get; init; } = "";

    public required TaskPriority Priority { get; init; }

    public required CompletionRule Rule { get; init; }

    public required Handling Handling { get; init; }

    public TaskName? Parent { get; init; }

    /// <summary>The workflow for which it is done; null: none.</summary>
    public WorkflowParent? Origin { get; init; }

    public int Depth { get; init; }

    public InstrumentName? Instrument { get; init; }

    public string? Objective { get; init; }

    public CaseName? Case { get; init; }

    public string? Province { get; init; }

    public required Instant CreatedAt { get; init; }

    public Instant Due { get; init; }

    public string? CancelReason { get; init; }

    /// <summary>Officers (<see cref="OfficerKey"/>) for whom the task does not exist; default: none.</summary>
    public ImmutableArray<string> Blocked { get; init; }
}
