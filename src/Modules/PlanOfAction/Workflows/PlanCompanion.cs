using System.Collections.Immutable;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.PlanOfAction.Contracts;
using Coordination.Workflows;

namespace Coordination.PlanOfAction.Workflows;

/// <summary>The plan moves together with its process, or neither does.</summary>
internal sealed class PlanCompanion : IWorkflowCompanion
{
    public const string CompanionName = "plan";

    public string Name => CompanionName;

    public async Task<Outcome<ImmutableArray<PreparedAppend>>> PrepareAsync(WorkflowStep step, IGrainFactory grains, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (!ResourceName.TryParse<PlanName>(step.Facts.Value("plan"), out var plan))
            return CommonRefusals.NotFound;

        var command = new MovePlan(new CommandContext(step.RequestId, step.Caller), step.Facts.Name, step.Transition, step.To);
        var prepared = await grains.Plan(plan).PrepareMoveAsync(command, cancellationToken);
        return prepared.IsRefused ? prepared.Refusal : ImmutableArray.Create(prepared.Value);
    }

    public IAggregateGrain GrainOf(PreparedAppend prepared, IGrainFactory grains)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        ArgumentNullException.ThrowIfNull(grains);
        return grains.GetGrain<IPlanGrain>(prepared.Stream);
    }
}
