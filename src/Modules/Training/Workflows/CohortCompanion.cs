using System.Collections.Immutable;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Training.Contracts;
using Coordination.Workflows;

namespace Coordination.Training.Workflows;

/// <summary>The cohort moves together with its training, or neither does.</summary>
internal sealed class CohortCompanion : IWorkflowCompanion
{
    public const string CompanionName = "cohort";

    public string Name => CompanionName;

    public async Task<Outcome<ImmutableArray<PreparedAppend>>> PrepareAsync(WorkflowStep step, IGrainFactory grains, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (!ResourceName.TryParse<CohortName>(step.Facts.Value("cohort"), out var cohort))
            return CommonRefusals.NotFound;

        CourseName? course = ResourceName.TryParse<CourseName>(step.Facts.Value("course"), out var named) ? named : null;
        var command = new MoveCohort(new CommandContext(step.RequestId, step.Caller), step.Facts.Name, course, step.Transition, step.To);
        var prepared = await grains.Cohort(cohort).PrepareMoveAsync(command, cancellationToken);
        return prepared.IsRefused ? prepared.Refusal : ImmutableArray.Create(prepared.Value);
    }

    public IAggregateGrain GrainOf(PreparedAppend prepared, IGrainFactory grains)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        ArgumentNullException.ThrowIfNull(grains);
        return grains.GetGrain<ICohortGrain>(prepared.Stream);
    }
}
