using Coordination.Names;
using Grpc.Core;

namespace Coordination.Reporting;

/// <summary>Vertical reporting over gRPC: map, call one grain, map back.</summary>
internal sealed class ReportingGrpcService(IGrainFactory grains) : V1.ReportingService.ReportingServiceBase
{
    private const int DefaultHistoryPage = 200;

    public override Task<V1.ReportCycle> CreateReportCycle(V1.CreateReportCycleRequest request, ServerCallContext context)
    {
        var command = new CreateReportCycle(context.Command(request.RequestId), CycleMapper.ToContent(request.Content), CycleMapper.Time(request.OpenTime));
        var name = ReportCycleName.For(command.Context.Principal.Agency, command.Context.RequestId);
        return Shown(grains.ReportCycle(name).CreateAsync(command, context.CancellationToken));
    }

    public override Task<V1.ReportCycle> OpenReportCycle(V1.OpenReportCycleRequest request, ServerCallContext context) =>
        Shown(Cycle(request.Name).OpenAsync(new OpenReportCycle(context.Command(request.RequestId, request.Etag)), context.CancellationToken));

    public override Task<V1.ReportCycle> CloseReportCycle(V1.CloseReportCycleRequest request, ServerCallContext context) =>
        Shown(Cycle(request.Name).CloseAsync(
            new CloseReportCycle(context.Command(request.RequestId, request.Etag), Text.Normalize(request.Reason)), context.CancellationToken));

    public override Task<V1.ReportCycle> GetReportCycle(V1.GetReportCycleRequest request, ServerCallContext context) =>
        Shown(Cycle(request.Name).GetAsync(context.Principal(), context.CancellationToken));

    public override async Task<V1.ListReportCyclesResponse> ListReportCycles(V1.ListReportCyclesRequest request, ServerCallContext context)
    {
        var list = await grains.ListAsync(
            context, ReportingPermissions.ReadCycles, CycleMapper.ToQuery(request), request.PageSize, request.PageToken);
        var response = new V1.ListReportCyclesResponse { NextPageToken = list.NextPageToken };
        response.Cycles.AddRange(list.Hits.Select(hit => CycleMapper.ToProto(CycleMapper.Read(hit))));
        return response;
    }

    public override Task<V1.Report> SubmitReport(V1.SubmitReportRequest request, ServerCallContext context) =>
        Shown(Report(request.Name).SubmitAsync(ReportMapper.ToCommand(request, context.Command(request.RequestId, request.Etag)), context.CancellationToken));

    public override Task<V1.Report> ApproveReport(V1.ApproveReportRequest request, ServerCallContext context) =>
        Shown(Report(request.Name).ApproveAsync(ReportMapper.ToCommand(request, context.Command(request.RequestId, request.Etag)), context.CancellationToken));

    public override Task<V1.Report> AcceptReport(V1.AcceptReportRequest request, ServerCallContext context) =>
        Shown(Report(request.Name).ApproveAsync(
            new ApproveReport(
                context.Command(request.RequestId, request.Etag), ReportStep.Secretariat, request.Submission, Text.Normalize(request.Comment)),
            context.CancellationToken));

    public override Task<V1.Report> ReturnReport(V1.ReturnReportRequest request, ServerCallContext context) =>
        Shown(Report(request.Name).ReturnAsync(
            new ReturnReport(
                context.Command(request.RequestId, request.Etag), request.Submission, Text.Normalize(request.Reason), (ReportStep)request.To),
            context.CancellationToken));

    public override Task<V1.Report> CommentReport(V1.CommentReportRequest request, ServerCallContext context) =>
        Shown(Report(request.Name).CommentAsync(
            new CommentReport(context.Command(request.RequestId, request.Etag), Text.Normalize(request.Text)), context.CancellationToken));

    public override Task<V1.Report> ExtendReport(V1.ExtendReportRequest request, ServerCallContext context) =>
        Shown(Report(request.Name).ExtendAsync(
            new ExtendReport(context.Command(request.RequestId, request.Etag), CycleMapper.Time(request.DueTime)!.Value), context.CancellationToken));

    public override Task<V1.Report> GetReport(V1.GetReportRequest request, ServerCallContext context) =>
        Shown(Report(request.Name).GetAsync(context.Principal(), request.Submission, context.CancellationToken));

    public override async Task<V1.ListReportsResponse> ListReports(V1.ListReportsRequest request, ServerCallContext context)
    {
        var list = await grains.ListAsync(
            context, ReportingPermissions.List, ReportMapper.ToQuery(request, context.Principal()), request.PageSize, request.PageToken);
        var response = new V1.ListReportsResponse { NextPageToken = list.NextPageToken };
        response.Reports.AddRange(list.Hits.Select(hit => ReportMapper.ToProto(ReportMapper.Read(hit))));
        return response;
    }

    public override async Task<V1.GetReportHistoryResponse> GetReportHistory(V1.GetReportHistoryRequest request, ServerCallContext context)
    {
        var after = HistoryToken.Read(request.Name, request.PageToken);
        var page = await Report(request.Name)
            .HistoryAsync(context.Principal(), after, request.PageSize == 0 ? DefaultHistoryPage : request.PageSize, context.CancellationToken)
            .ValueOrRefuse();
        var response = new V1.GetReportHistoryResponse
        {
            NextPageToken = page.NextAfterVersion is { } next ? HistoryToken.Of(request.Name, next) : "",
        };
        response.Entries.AddRange(page.Entries.Select(ReportMapper.ToProto));
        return response;
    }

    public override async Task<V1.Rollup> GetRollup(V1.GetRollupRequest request, ServerCallContext context) =>
        ReportMapper.ToProto(await grains.Reporting()
            .RollupAsync(context.Principal(), Name<ReportCycleName>(request.Cycle), ReportMapper.AtLeast(request.AtLeast), context.CancellationToken)
            .ValueOrRefuse());

    public override async Task<V1.Coverage> GetCoverage(V1.GetCoverageRequest request, ServerCallContext context) =>
        ReportMapper.ToProto(await grains.Reporting()
            .CoverageAsync(context.Principal(), NameOrNull<AgencyName>(request.Agency), context.CancellationToken).ValueOrRefuse());

    private static async Task<V1.ReportCycle> Shown(Task<Outcomes.Outcome<CycleView>> call) => CycleMapper.ToProto(await call.ValueOrRefuse());

    private static async Task<V1.Report> Shown(Task<Outcomes.Outcome<ReportView>> call) => ReportMapper.ToProto(await call.ValueOrRefuse());

    private IReportCycleGrain Cycle(string name) => grains.ReportCycle(Name<ReportCycleName>(name));

    private IReportGrain Report(string name) => grains.Report(Name<ReportName>(name));
}
