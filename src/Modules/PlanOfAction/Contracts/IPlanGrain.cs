using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.PlanOfAction.Contracts;

/// <summary>One plan. Its key is its name, <c>plans/…</c>.</summary>
/// <remarks>Every command may be refused as <see cref="CommonRefusals"/> says, and then by <see cref="PlanRefusals"/>. A repeat gets the first result.</remarks>
public interface IPlanGrain : IAggregateGrain
{
    Task<Outcome<PlanView>> CreateAsync(CreatePlan command, CancellationToken cancellationToken);

    Task<Outcome<PlanView>> SetContentAsync(SetPlanContent command, CancellationToken cancellationToken);

    Task<Outcome<PlanView>> RecordAsync(RecordIndicatorValue command, CancellationToken cancellationToken);

    Task<Outcome<PlanView>> ReportAsync(ReportActivity command, CancellationToken cancellationToken);

    /// <summary>Assigns a task with the caller's rights, and notes it.</summary>
    Task<Outcome<PlanView>> AssignAsync(AssignActivity command, CancellationToken cancellationToken);

    /// <summary>Reads the sums of a reporting cycle with the caller's rights, and records them.</summary>
    Task<Outcome<PlanView>> AdoptAsync(AdoptReportCycle command, CancellationToken cancellationToken);

    /// <summary>For the plan's process, which judged who may: what its step does to the plan.</summary>
    Task<Outcome<PreparedAppend>> PrepareMoveAsync(MovePlan command, CancellationToken cancellationToken);

    [ReadOnly]
    Task<Outcome<PlanView>> GetAsync(Principal principal, CancellationToken cancellationToken);

    /// <param name="instrument">Null: every instrument that the plan names.</param>
    [ReadOnly]
    Task<Outcome<ImmutableArray<ArticleCoverage>>> CoverageAsync(Principal principal, InstrumentName? instrument, CancellationToken cancellationToken);

    /// <param name="lao">In Lao; else in English.</param>
    /// <param name="html">As HTML; else as Markdown.</param>
    [ReadOnly]
    Task<Outcome<PlanDocument>> ProgressReportAsync(Principal principal, bool lao, bool html, CancellationToken cancellationToken);
}

/// <summary>Finding the grains of plans.</summary>
public static class PlanGrains
{
    public static IPlanGrain Plan(this IGrainFactory grains, PlanName name)
    {
        ArgumentNullException.ThrowIfNull(grains);
        return grains.GetGrain<IPlanGrain>(name.ToString());
    }
}
