using Coordination.Repatriation.V1;
using Coordination.Sdk.Calls;
using Grpc.Core;

namespace Coordination.Repatriation.Gateway;

/// <summary>Returns over gRPC: every method is a step of the workflow, with the same rights and refusals as through ModuleService.</summary>
internal sealed class ReturnGrpcService(IGrainFactory grains) : ReturnService.ReturnServiceBase
{
    public override async Task<Return> StartReturn(StartReturnRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.StartAsync(request, Messages.DefinitionOf(request.Route), context));

    public override async Task<Return> RequestTracing(RequestTracingRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.FireAsync(request, "request_tracing", context));

    public override async Task<Return> SendToProvince(SendToProvinceRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.FireAsync(request, "send_to_province", context));

    public override async Task<Return> RecordFamilyAssessment(RecordFamilyAssessmentRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.FireAsync(request, "record_family_assessment", context));

    public override async Task<Return> ReturnResult(ReturnResultRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.FireAsync(request, "return_result", context));

    public override async Task<Return> AssessSafety(AssessSafetyRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.FireAsync(request, "assess_safety", context));

    public override async Task<Return> RecordConsent(RecordConsentRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.FireAsync(request, "record_consent", context));

    public override async Task<Return> DecideBestInterests(DecideBestInterestsRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.FireAsync(request, "decide_best_interests", context));

    public override async Task<Return> PlanReturn(PlanReturnRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.FireAsync(request, "plan_return", context));

    public override async Task<Return> ChooseAlternative(ChooseAlternativeRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.FireAsync(request, "choose_alternative", context));

    public override async Task<Return> WithdrawConsent(WithdrawConsentRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.FireAsync(request, "withdraw_consent", context));

    public override async Task<Return> RecordAlternative(RecordAlternativeRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.FireAsync(request, "record_alternative", context));

    public override async Task<Return> PrepareFamily(PrepareFamilyRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.FireAsync(request, "prepare_family", context));

    public override async Task<Return> HandOver(HandOverRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.FireAsync(request, "hand_over", context));

    public override async Task<Return> Receive(ReceiveRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.FireAsync(request, "receive", context));

    public override async Task<Return> RecordPoliceInterview(RecordPoliceInterviewRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.FireAsync(request, "record_police_interview", context));

    public override async Task<Return> RecordHealthCheck(RecordHealthCheckRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.FireAsync(request, "record_health_check", context));

    public override async Task<Return> RecordPsychosocial(RecordPsychosocialRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.FireAsync(request, "record_psychosocial", context));

    public override async Task<Return> PlaceInShelter(PlaceInShelterRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.FireAsync(request, "place_in_shelter", context));

    public override async Task<Return> StartScreening(StartScreeningRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.FireAsync(request, "start_screening", context));

    public override async Task<Return> EscortHome(EscortHomeRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.FireAsync(request, "escort_home", context));

    public override async Task<Return> BeginReintegration(BeginReintegrationRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.FireAsync(request, "begin_reintegration", context));

    public override async Task<Return> RecordFollowUp(RecordFollowUpRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.FireAsync(request, "record_follow_up", context));

    public override async Task<Return> SendFeedback(SendFeedbackRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.FireAsync(request, "send_feedback", context));

    public override async Task<Return> CloseReturn(CloseReturnRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.FireAsync(request, "close", context));

    public override async Task<Return> GetReturn(GetReturnRequest request, ServerCallContext context) =>
        Messages.ToReturn(await grains.GetWorkflowAsync(context, request.Name));
}
