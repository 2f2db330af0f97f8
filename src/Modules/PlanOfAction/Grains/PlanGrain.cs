using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Directory;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Packs;
using Coordination.PlanOfAction.Contracts;
using Coordination.PlanOfAction.Documents;
using Coordination.Reporting;
using Coordination.Sdk.Grains;
using Coordination.Tasks;
using Orleans.Concurrency;

namespace Coordination.PlanOfAction.Grains;

/// <summary>One plan: loads, asks a rule, commits.</summary>
[Reentrant]
internal sealed class PlanGrain(
    LedgerGrainServices services, AggregateDefinition<PlanState, PlanEvent> definition, IDirectory directory, CountryPack pack)
    : LedgerGrain<PlanState, PlanEvent>(services, definition), IPlanGrain
{
    private PlanName Name => ResourceName.Parse<PlanName>(Stream);

    public async Task<Outcome<PlanView>> CreateAsync(CreatePlan command, CancellationToken cancellationToken)
    {
        await directory.Ready.WaitAsync(cancellationToken);
        return await CreateAsync(command, PlanPermissions.Create, (state, now) => PlanRules.Create(state, command, agency => IsAgency(agency, now)), View);
    }

    public async Task<Outcome<PlanView>> SetContentAsync(SetPlanContent command, CancellationToken cancellationToken)
    {
        await directory.Ready.WaitAsync(cancellationToken);
        return await CommitAsync(command, PlanPermissions.Edit, (state, now) => PlanRules.SetContent(state, command, agency => IsAgency(agency, now)), View);
    }

    public Task<Outcome<PlanView>> RecordAsync(RecordIndicatorValue command, CancellationToken cancellationToken) =>
        CommitAsync(command, PlanPermissions.Report, (state, _) => PlanRules.Record(state, command), View);

    public Task<Outcome<PlanView>> ReportAsync(ReportActivity command, CancellationToken cancellationToken) =>
        CommitAsync(command, PlanPermissions.Report, (state, _) => PlanRules.Report(state, command), View);

    public async Task<Outcome<PlanView>> AssignAsync(AssignActivity command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var context = command.Context;
        var task = TaskName.For(context.Principal.Agency, context.RequestId);
        if (!await WasAnsweredAsync(context.RequestId))
        {
            var read = await ReadAsync(context.Principal, PlanPermissions.Assign, static (state, _) => state);
            if (read.IsRefused)
                return read.Refusal;
            if (PlanRules.RefuseAssign(read.Value, command.Activity) is { } no)
                return no;

            // Under the same request: whatever comes between, a repeat meets the same task.
            var activity = read.Value.Content!.Activity(command.Activity)!;
            var due = new DateTimeOffset(activity.End.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
            var assigned = await GrainFactory.GetGrain<ITaskGrain>(task.ToString()).AssignAsync(
                new AssignTask(
                    context with { ETag = null }, activity.Text.En, activity.Text.Lo, activity.Lead, activity.Supporting, TaskPriority.Routine,
                    CompletionRule.Lead, due > Now ? due : null, null, null, read.Value.Content.Instrument, null, null, null, Handling.Green, []),
                cancellationToken);
            if (assigned.IsRefused)
                return assigned.Refusal;
        }

        return await CommitAsync(command, PlanPermissions.Assign, (state, _) => PlanRules.Assign(state, command, task), View);
    }

    public async Task<Outcome<PlanView>> AdoptAsync(AdoptReportCycle command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var caller = command.Context.Principal;
        var cycle = await GrainFactory.ReportCycle(command.Cycle).GetAsync(caller, cancellationToken);
        if (cycle.IsRefused)
            return cycle.Refusal;
        var sums = await GrainFactory.Reporting().RollupAsync(caller, command.Cycle, ReportStage.SecretariatAccepted, cancellationToken);
        return sums.IsRefused
            ? sums.Refusal
            : await CommitAsync(command, PlanPermissions.Edit, (state, _) => PlanRules.Adopt(state, Name, command, cycle.Value, sums.Value), View);
    }

    public Task<Outcome<PreparedAppend>> PrepareMoveAsync(MovePlan command, CancellationToken cancellationToken) =>
        PrepareAsync(command, null, (state, _) => PlanRules.Move(state, command));

    public Task<Outcome<PlanView>> GetAsync(Principal principal, CancellationToken cancellationToken) => ReadAsync(principal, PlanPermissions.Read, View);

    public Task<Outcome<ImmutableArray<ArticleCoverage>>> CoverageAsync(Principal principal, InstrumentName? instrument, CancellationToken cancellationToken) =>
        ReadAsync(principal, PlanPermissions.Read, (state, _) => PlanCoverage.Of(state.Content!, pack.Find, instrument));

    public async Task<Outcome<PlanDocument>> ProgressReportAsync(Principal principal, bool lao, bool html, CancellationToken cancellationToken)
    {
        var read = await ReadAsync(principal, PlanPermissions.Read, (state, version) => (State: state, View: state.View(Name, version, Now)));
        if (read.IsRefused)
            return read.Refusal;
        if (!PlanRules.HasEnded(read.Value.State.Stage) && PlanRules.RefuseReporting(read.Value.State) is { } no)
            return no;

        await directory.Ready.WaitAsync(cancellationToken);
        var coverage = PlanCoverage.Of(read.Value.View.Content, pack.Find, null);
        return ProgressReport.Of(
            read.Value.View, coverage, agency => directory.Find(agency)?.DisplayName, instrument => pack.Find(instrument)?.DisplayName, lao, html);
    }

    private bool IsAgency(AgencyName agency, DateTimeOffset now) => directory.Find(agency) is { } entry && entry.IsInForceAt(now);

    private PlanView View(PlanState state, int version) => state.View(Name, version, Now);
}
