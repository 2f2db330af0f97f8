using System.Text.Json;
using Coordination.Names;
using Coordination.PlanOfAction.Workflows;
using Coordination.Registry;
using Coordination.Sdk.Calls;
using Coordination.Workflows;
using Google.Protobuf;
using Grpc.Core;

namespace Coordination.PlanOfAction.Gateway;

/// <summary>Agreements over gRPC: a typed door to the workflow <c>agreement</c>.</summary>
internal sealed class AgreementGrpcService(IGrainFactory grains) : V1.AgreementService.AgreementServiceBase
{
    public override async Task<V1.Agreement> ExploreAgreement(V1.ExploreAgreementRequest request, ServerCallContext context)
    {
        var partner = new PartBinding(AgreementWorkflow.Partner, ListCalls.Name<AgencyName>(request.Partner), null);
        var data = ProtoFields.Read(request).RemoveAll(input => input.Field == AgreementWorkflow.Partner);
        var start = new StartWorkflow(context.Command(request.RequestId), AgreementWorkflow.Id, null, "", "", [partner], data);
        return ProcessMapper.ToAgreement(await grains.StartAsync(context, request.RequestId, start));
    }

    public override async Task<V1.ListAgreementsResponse> ListAgreements(V1.ListAgreementsRequest request, ServerCallContext context)
    {
        var query = new RegistryQuery
        {
            Kind = WorkflowName.Collection,
            Terms = [$"definition:{AgreementWorkflow.Id}"],
            States = [.. request.States.Distinct(StringComparer.Ordinal)],
            OpenOnly = request.OpenOnly,
            Order = RegistryOrder.NewestFirst,
        };
        var list = await grains.ListAsync(context, WorkflowPermissions.List, query, request.PageSize, request.PageToken);
        var response = new V1.ListAgreementsResponse { NextPageToken = list.NextPageToken };
        response.Agreements.AddRange(list.Hits
            .Select(hit => JsonSerializer.Deserialize(hit.View.AsSpan(), WorkflowJson.Default.WorkflowSummaryView))
            .OfType<WorkflowSummaryView>()
            .Select(ProcessMapper.ToSummary));
        return response;
    }

    public override Task<V1.Agreement> StartDrafting(V1.StartDraftingRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "start_drafting", request);

    public override Task<V1.Agreement> StartNegotiation(V1.StartNegotiationRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "start_negotiation", request);

    public override Task<V1.Agreement> ProposeText(V1.ProposeTextRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "propose_text", request);

    public override Task<V1.Agreement> ReturnToDrafting(V1.ReturnToDraftingRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "return_to_drafting", request);

    public override Task<V1.Agreement> SubmitForApproval(V1.SubmitForApprovalRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "submit_for_approval", request);

    public override Task<V1.Agreement> ApproveText(V1.ApproveTextRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "approve_text", request);

    public override Task<V1.Agreement> ReturnText(V1.ReturnTextRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "return_text", request);

    public override Task<V1.Agreement> SignAgreement(V1.SignAgreementRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "sign", request);

    public override Task<V1.Agreement> EnterIntoForce(V1.EnterIntoForceRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "enter_into_force", request);

    public override Task<V1.Agreement> EnterIntoForceWithoutEnd(V1.EnterIntoForceWithoutEndRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "enter_into_force_without_end", request);

    public override Task<V1.Agreement> AttachJointPlan(V1.AttachJointPlanRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "attach_joint_plan", request);

    public override Task<V1.Agreement> RenewAgreement(V1.RenewAgreementRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "renew", request);

    public override Task<V1.Agreement> EndAgreement(V1.EndAgreementRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "end", request);

    public override Task<V1.Agreement> AbandonAgreement(V1.AbandonAgreementRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "abandon", request);

    public override async Task<V1.Agreement> GetAgreement(V1.GetAgreementRequest request, ServerCallContext context) =>
        ProcessMapper.ToAgreement(await grains.GetWorkflowAsync(context, request.Name));

    private async Task<V1.Agreement> FireAsync(
        ServerCallContext context, string name, string requestId, string etag, string transition, IMessage request) =>
        ProcessMapper.ToAgreement(await grains.FireAsync(context, name, requestId, etag, transition, ProtoFields.Read(request)));
}
