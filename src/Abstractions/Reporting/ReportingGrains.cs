using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Reporting;

/// <summary>One cycle. Its key is its name, <c>reportCycles/…</c>.</summary>
/// <remarks>
/// Every command may be refused as <see cref="CommonRefusals"/> says, and then by the verb's own rules
/// (docs/reference/reporting.md). A repeat gets the first result.
/// </remarks>
public interface IReportCycleGrain : IAggregateGrain
{
    Task<Outcome<CycleView>> CreateAsync(CreateReportCycle command, CancellationToken cancellationToken);

    Task<Outcome<CycleView>> OpenAsync(OpenReportCycle command, CancellationToken cancellationToken);

    Task<Outcome<CycleView>> CloseAsync(CloseReportCycle command, CancellationToken cancellationToken);

    [ReadOnly]
    Task<Outcome<CycleView>> GetAsync(Principal principal, CancellationToken cancellationToken);
}

/// <summary>One unit's report. Its key is its name, <c>reports/…</c>.</summary>
public interface IReportGrain : IAggregateGrain
{
    /// <summary>Only the platform may, and does when the cycle opens.</summary>
    Task<Outcome<ReportView>> MakeAsync(MakeReport command, CancellationToken cancellationToken);

    Task<Outcome<ReportView>> SubmitAsync(SubmitReport command, CancellationToken cancellationToken);

    Task<Outcome<ReportView>> ApproveAsync(ApproveReport command, CancellationToken cancellationToken);

    Task<Outcome<ReportView>> ReturnAsync(ReturnReport command, CancellationToken cancellationToken);

    Task<Outcome<ReportView>> CommentAsync(CommentReport command, CancellationToken cancellationToken);

    Task<Outcome<ReportView>> ExtendAsync(ExtendReport command, CancellationToken cancellationToken);

    /// <summary>Only the platform may, and does when the cycle is closed. A report that was accepted stays so.</summary>
    Task<Outcome<ReportView>> EndAsync(EndReport command, CancellationToken cancellationToken);

    /// <param name="submission">Whose figures and answers; 0: the newest's. Refused: SUBMISSION_UNKNOWN.</param>
    [ReadOnly]
    Task<Outcome<ReportView>> GetAsync(Principal principal, int submission, CancellationToken cancellationToken);

    /// <summary>Without data for who may not read the report.</summary>
    [ReadOnly]
    Task<Outcome<HistoryPage>> HistoryAsync(Principal principal, int afterVersion, int limit, CancellationToken cancellationToken);
}

/// <summary>Sums over reports and over the network. A stateless worker; its key is 0.</summary>
public interface IReportingGrain : IGrainWithIntegerKey
{
    /// <summary>The figures of a cycle over the reports that the caller may see. Refused: PERMISSION_DENIED, NOT_FOUND, LEDGER_UNAVAILABLE.</summary>
    /// <param name="atLeast">Only reports that have come so far.</param>
    [ReadOnly]
    Task<Outcome<RollupView>> RollupAsync(Principal principal, ReportCycleName cycle, ReportStage atLeast, CancellationToken cancellationToken);

    /// <summary>Units over affected provinces. Refused: PERMISSION_DENIED.</summary>
    /// <param name="agency">Null: units of all.</param>
    [ReadOnly]
    Task<Outcome<CoverageView>> CoverageAsync(Principal principal, AgencyName? agency, CancellationToken cancellationToken);
}

/// <summary>Finding the grains of reporting.</summary>
public static class ReportingGrains
{
    public static IReportCycleGrain ReportCycle(this IGrainFactory grains, ReportCycleName name) =>
        Of(grains).GetGrain<IReportCycleGrain>(name.ToString());

    public static IReportGrain Report(this IGrainFactory grains, ReportName name) => Of(grains).GetGrain<IReportGrain>(name.ToString());

    public static IReportingGrain Reporting(this IGrainFactory grains) => Of(grains).GetGrain<IReportingGrain>(0);

    private static IGrainFactory Of(IGrainFactory grains) => grains ?? throw new ArgumentNullException(nameof(grains));
}
