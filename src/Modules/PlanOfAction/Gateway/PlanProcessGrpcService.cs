using Coordination.PlanOfAction.Workflows;
using Coordination.Sdk.Calls;
using Coordination.Workflows;
using Google.Protobuf;
using Grpc.Core;

namespace Coordination.PlanOfAction.Gateway;

/// <summary>The life of plans over gRPC: a typed door to the workflow <c>plan-of-action</c>.</summary>
internal sealed class PlanProcessGrpcService(IGrainFactory grains) : V1.PlanProcessService.PlanProcessServiceBase
{
    public override async Task<V1.PlanProcess> StartPlanProcess(V1.StartPlanProcessRequest request, ServerCallContext context)
    {
        var start = new StartWorkflow(context.Command(request.RequestId), PlanOfActionWorkflow.Id, null, "", "", [], ProtoFields.Read(request));
        return ProcessMapper.ToProcess(await grains.StartAsync(context, request.RequestId, start));
    }

    public override Task<V1.PlanProcess> OpenConsultation(V1.OpenConsultationRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "open_consultation", request);

    public override Task<V1.PlanProcess> ReturnToDraft(V1.ReturnToDraftRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "return_to_draft", request);

    public override Task<V1.PlanProcess> SubmitPlan(V1.SubmitPlanRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "submit", request);

    public override Task<V1.PlanProcess> ReturnPlan(V1.ReturnPlanRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "return_plan", request);

    public override Task<V1.PlanProcess> EndorsePlan(V1.EndorsePlanRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "endorse", request);

    public override Task<V1.PlanProcess> ApprovePlan(V1.ApprovePlanRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "approve", request);

    public override Task<V1.PlanProcess> ActivatePlan(V1.ActivatePlanRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "activate", request);

    public override Task<V1.PlanProcess> OpenMidTermReview(V1.OpenMidTermReviewRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "open_mid_term_review", request);

    public override Task<V1.PlanProcess> CloseMidTermReview(V1.CloseMidTermReviewRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "close_mid_term_review", request);

    public override Task<V1.PlanProcess> OpenEvaluation(V1.OpenEvaluationRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "open_evaluation", request);

    public override Task<V1.PlanProcess> SupersedePlan(V1.SupersedePlanRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "supersede", request);

    public override Task<V1.PlanProcess> WithdrawPlan(V1.WithdrawPlanRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "withdraw", request);

    public override Task<V1.PlanProcess> OpenPlanReporting(V1.OpenPlanReportingRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "open_reporting", request);

    public override async Task<V1.PlanProcess> GetPlanProcess(V1.GetPlanProcessRequest request, ServerCallContext context) =>
        ProcessMapper.ToProcess(await grains.GetWorkflowAsync(context, request.Name));

    private async Task<V1.PlanProcess> FireAsync(
        ServerCallContext context, string name, string requestId, string etag, string transition, IMessage request) =>
        ProcessMapper.ToProcess(await grains.FireAsync(context, name, requestId, etag, transition, ProtoFields.Read(request)));
}
