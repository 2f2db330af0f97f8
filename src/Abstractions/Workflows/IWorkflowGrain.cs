using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Workflows;

/// <summary>One running workflow of any definition. Its key is its name, <c>workflows/…</c>.</summary>
/// <remarks>Refusals of each verb: docs/reference/workflows.md.</remarks>
public interface IWorkflowGrain : IAggregateGrain
{
    Task<Outcome<WorkflowView>> StartAsync(StartWorkflow command, CancellationToken cancellationToken);

    Task<Outcome<WorkflowView>> FireAsync(FireTransition command, CancellationToken cancellationToken);

    Task<Outcome<ImmutableArray<OpenedText>>> ReadTextAsync(ReadWorkflowText command, CancellationToken cancellationToken);

    [ReadOnly]
    Task<Outcome<WorkflowView>> GetAsync(Principal principal, CancellationToken cancellationToken);

    [ReadOnly]
    Task<Outcome<HistoryPage>> HistoryAsync(Principal principal, int afterVersion, int limit, CancellationToken cancellationToken);

    /// <summary>Told by what it started that it ended. A repeat does no harm.</summary>
    /// <returns>Null when it is durable; else why it is not.</returns>
    [PlatformOnly]
    Task<Refusal?> EffectEndedAsync(string effect, string state);

    /// <summary>The case says which officers (<see cref="OfficerKey"/>) do not see it nor what is about it. A repeat does no harm.</summary>
    /// <returns>Null when it is durable; else why it is not.</returns>
    [PlatformOnly]
    Task<Refusal?> NoteBlockedAsync(ImmutableArray<string> officers);
}

/// <summary>Finding the grains of workflows.</summary>
public static class WorkflowGrains
{
    public static IWorkflowGrain Workflow(this IGrainFactory grains, WorkflowName name)
    {
        ArgumentNullException.ThrowIfNull(grains);
        return grains.GetGrain<IWorkflowGrain>(name.ToString());
    }
}
