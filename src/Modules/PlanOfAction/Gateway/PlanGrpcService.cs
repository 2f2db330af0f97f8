using System.Text.Json;
using Coordination.Names;
using Coordination.PlanOfAction.Contracts;
using Coordination.Registry;
using Coordination.Sdk.Calls;
using Coordination.Sdk.Grains;
using Grpc.Core;

namespace Coordination.PlanOfAction.Gateway;

/// <summary>Plans over gRPC: map, call one grain, map back.</summary>
internal sealed class PlanGrpcService(IGrainFactory grains) : V1.PlanService.PlanServiceBase
{
    public override async Task<V1.Plan> CreatePlan(V1.CreatePlanRequest request, ServerCallContext context)
    {
        var command = new CreatePlan(context.Command(request.RequestId), PlanMapper.ToContent(request.Content));
        var name = PlanName.For(command.Context.Principal.Agency, command.Context.RequestId);
        return PlanMapper.ToProto(await grains.Plan(name).CreateAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Plan> SetPlanContent(V1.SetPlanContentRequest request, ServerCallContext context)
    {
        var command = new SetPlanContent(context.Command(request.RequestId, request.Etag), PlanMapper.ToContent(request.Content));
        return PlanMapper.ToProto(await Grain(request.Name).SetContentAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Plan> RecordIndicatorValue(V1.RecordIndicatorValueRequest request, ServerCallContext context)
    {
        if (!request.HasValue)
            throw RefusedException.Invalid("value", "Give the value, also when it is 0.");
        var command = new RecordIndicatorValue(
            context.Command(request.RequestId, request.Etag), request.Indicator, request.Period, PlanMapper.ToNumber("value", request.Value),
            Text.Normalize(request.Source));
        return PlanMapper.ToProto(await Grain(request.Name).RecordAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Plan> ReportActivity(V1.ReportActivityRequest request, ServerCallContext context)
    {
        var command = new ReportActivity(context.Command(request.RequestId, request.Etag), request.Activity, (ActivityStatus)request.Status);
        return PlanMapper.ToProto(await Grain(request.Name).ReportAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Plan> AssignActivity(V1.AssignActivityRequest request, ServerCallContext context)
    {
        var command = new AssignActivity(context.Command(request.RequestId, request.Etag), request.Activity);
        return PlanMapper.ToProto(await Grain(request.Name).AssignAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Plan> AdoptReportCycle(V1.AdoptReportCycleRequest request, ServerCallContext context)
    {
        var command = new AdoptReportCycle(context.Command(request.RequestId, request.Etag), ListCalls.Name<ReportCycleName>(request.Cycle));
        return PlanMapper.ToProto(await Grain(request.Name).AdoptAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Plan> GetPlan(V1.GetPlanRequest request, ServerCallContext context) =>
        PlanMapper.ToProto(await Grain(request.Name).GetAsync(context.Principal(), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.ListPlansResponse> ListPlans(V1.ListPlansRequest request, ServerCallContext context)
    {
        var query = new RegistryQuery
        {
            Kind = PlanName.Collection,
            States = [.. request.States.Distinct(StringComparer.Ordinal)],
            OpenOnly = request.OpenOnly,
            Order = RegistryOrder.NewestFirst,
        };
        var list = await grains.ListAsync(context, PlanPermissions.List, query, request.PageSize, request.PageToken);
        var response = new V1.ListPlansResponse { NextPageToken = list.NextPageToken };
        response.Plans.AddRange(list.Hits
            .Select(hit => JsonSerializer.Deserialize(hit.View.AsSpan(), PlanJson.Default.PlanSummaryView))
            .OfType<PlanSummaryView>()
            .Select(PlanMapper.ToProto));
        return response;
    }

    public override async Task<V1.GetPlanCoverageResponse> GetPlanCoverage(V1.GetPlanCoverageRequest request, ServerCallContext context)
    {
        var instrument = ListCalls.NameOrNull<InstrumentName>(request.Instrument);
        var articles = await Grain(request.Name).CoverageAsync(context.Principal(), instrument, context.CancellationToken).ValueOrRefuse();
        var response = new V1.GetPlanCoverageResponse
        {
            Covered = articles.Count(a => !a.Activities.IsEmpty),
            Open = articles.Count(a => a.Activities.IsEmpty),
        };
        response.Articles.AddRange(articles.Select(PlanMapper.ToProto));
        return response;
    }

    public override async Task<V1.GetProgressReportResponse> GetProgressReport(V1.GetProgressReportRequest request, ServerCallContext context)
    {
        var document = await Grain(request.Name)
            .ProgressReportAsync(context.Principal(), request.Language == "lo", request.Format is V1.DocumentFormat.Html, context.CancellationToken)
            .ValueOrRefuse();
        return new V1.GetProgressReportResponse
        {
            Text = document.Text,
            ContentType = document.ContentType,
            Sha256 = document.Sha256,
            Etag = ETag.Of(document.Version),
        };
    }

    private IPlanGrain Grain(string name) => grains.Plan(ListCalls.Name<PlanName>(name));
}
