using Coordination.Sdk.Calls;
using Coordination.Training.Workflows;
using Coordination.Workflows;
using Google.Protobuf;
using Grpc.Core;

namespace Coordination.Training.Gateway;

/// <summary>Campaigns over gRPC: a typed door to the workflow <c>awareness-campaign</c>.</summary>
internal sealed class CampaignGrpcService(IGrainFactory grains) : V1.CampaignService.CampaignServiceBase
{
    public override async Task<V1.Campaign> ProposeCampaign(V1.ProposeCampaignRequest request, ServerCallContext context)
    {
        var start = new StartWorkflow(context.Command(request.RequestId), CampaignWorkflow.Id, null, "", request.Province, [], ProtoFields.Read(request));
        return ProcessMapper.ToCampaign(await grains.StartAsync(context, request.RequestId, start));
    }

    public override async Task<V1.ListCampaignsResponse> ListCampaigns(V1.ListCampaignsRequest request, ServerCallContext context)
    {
        var (rows, next) = await ProcessMapper.ListAsync(grains, context, CampaignWorkflow.Id, request.States, request.OpenOnly, request.PageSize, request.PageToken);
        var response = new V1.ListCampaignsResponse { NextPageToken = next };
        response.Campaigns.AddRange(rows.Select(ProcessMapper.ToCampaignSummary));
        return response;
    }

    public override Task<V1.Campaign> ChangeMaterial(V1.ChangeMaterialRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "change_material", request);

    public override Task<V1.Campaign> ClearCampaign(V1.ClearCampaignRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "clear", request);

    public override Task<V1.Campaign> ReturnCampaign(V1.ReturnCampaignRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "return_campaign", request);

    public override Task<V1.Campaign> LaunchCampaign(V1.LaunchCampaignRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "launch", request);

    public override Task<V1.Campaign> ReportReach(V1.ReportReachRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "report_reach", request);

    public override Task<V1.Campaign> HaltCampaign(V1.HaltCampaignRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "halt", request);

    public override Task<V1.Campaign> EvaluateCampaign(V1.EvaluateCampaignRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "evaluate", request);

    public override Task<V1.Campaign> CloseCampaign(V1.CloseCampaignRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "close", request);

    public override Task<V1.Campaign> CancelCampaign(V1.CancelCampaignRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "cancel", request);

    public override async Task<V1.Campaign> GetCampaign(V1.GetCampaignRequest request, ServerCallContext context) =>
        ProcessMapper.ToCampaign(await grains.GetWorkflowAsync(context, request.Name));

    private async Task<V1.Campaign> FireAsync(
        ServerCallContext context, string name, string requestId, string etag, string transition, IMessage request) =>
        ProcessMapper.ToCampaign(await grains.FireAsync(context, name, requestId, etag, transition, ProtoFields.Read(request)));
}
