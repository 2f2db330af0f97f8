using Coordination.Reporting.V1;
using Grpc.Core;

namespace Coordination.Fakes;

/// <summary>Vertical reporting, answering as the platform is told.</summary>
internal sealed class FakeReporting(FakePlatform platform) : ReportingService.ReportingServiceBase
{
    public override Task<ReportCycle> CreateReportCycle(CreateReportCycleRequest request, ServerCallContext context) => platform.Reply<ReportCycle>(request, context);

    public override Task<ReportCycle> GetReportCycle(GetReportCycleRequest request, ServerCallContext context) => platform.Reply<ReportCycle>(request, context);

    public override Task<Report> SubmitReport(SubmitReportRequest request, ServerCallContext context) => platform.Reply<Report>(request, context);

    public override Task<Report> ApproveReport(ApproveReportRequest request, ServerCallContext context) => platform.Reply<Report>(request, context);

    public override Task<Report> ReturnReport(ReturnReportRequest request, ServerCallContext context) => platform.Reply<Report>(request, context);

    public override Task<Report> GetReport(GetReportRequest request, ServerCallContext context) => platform.Reply<Report>(request, context);

    public override Task<ListReportsResponse> ListReports(ListReportsRequest request, ServerCallContext context) => platform.Reply<ListReportsResponse>(request, context);

    public override Task<Rollup> GetRollup(GetRollupRequest request, ServerCallContext context) => platform.Reply<Rollup>(request, context);
}
