using Coordination.Sdk.Calls;
using Coordination.VictimProtection.V1;
using Grpc.Core;

namespace Coordination.VictimProtection.Gateway;

/// <summary>Shelter stays over gRPC: every method is a step of the workflow, with the same rights and refusals as through ModuleService.</summary>
internal sealed class ShelterStayGrpcService(IGrainFactory grains) : ShelterStayService.ShelterStayServiceBase
{
    public override async Task<ShelterStay> StartShelterStay(StartShelterStayRequest request, ServerCallContext context) =>
        Messages.ToShelterStay(await grains.StartAsync(request, Workflows.ShelterStayWorkflow.Id, context));

    public override async Task<ShelterStay> Admit(AdmitRequest request, ServerCallContext context) =>
        Messages.ToShelterStay(await grains.FireAsync(request, "admit", context));

    public override async Task<ShelterStay> DeclineStay(DeclineStayRequest request, ServerCallContext context) =>
        Messages.ToShelterStay(await grains.FireAsync(request, "decline", context));

    public override async Task<ShelterStay> WithdrawRequest(WithdrawRequestRequest request, ServerCallContext context) =>
        Messages.ToShelterStay(await grains.FireAsync(request, "withdraw_request", context));

    public override async Task<ShelterStay> AssessNeeds(AssessNeedsRequest request, ServerCallContext context) =>
        Messages.ToShelterStay(await grains.FireAsync(request, "assess_needs", context));

    public override async Task<ShelterStay> AgreeCarePlan(AgreeCarePlanRequest request, ServerCallContext context) =>
        Messages.ToShelterStay(await grains.FireAsync(request, "agree_care_plan", context));

    public override async Task<ShelterStay> BeginCare(BeginCareRequest request, ServerCallContext context) =>
        Messages.ToShelterStay(await grains.FireAsync(request, "begin_care", context));

    public override async Task<ShelterStay> ReviewCare(ReviewCareRequest request, ServerCallContext context) =>
        Messages.ToShelterStay(await grains.FireAsync(request, "review_care", context));

    public override async Task<ShelterStay> MarkEligible(MarkEligibleRequest request, ServerCallContext context) =>
        Messages.ToShelterStay(await grains.FireAsync(request, "mark_eligible", context));

    public override async Task<ShelterStay> DecideStayBestInterests(DecideStayBestInterestsRequest request, ServerCallContext context) =>
        Messages.ToShelterStay(await grains.FireAsync(request, "decide_best_interests", context));

    public override async Task<ShelterStay> BeginReintegration(BeginReintegrationRequest request, ServerCallContext context) =>
        Messages.ToShelterStay(await grains.FireAsync(request, "begin_reintegration", context));

    public override async Task<ShelterStay> TransferOut(TransferOutRequest request, ServerCallContext context) =>
        Messages.ToShelterStay(await grains.FireAsync(request, "transfer_out", context));

    public override async Task<ShelterStay> LeaveEarly(LeaveEarlyRequest request, ServerCallContext context) =>
        Messages.ToShelterStay(await grains.FireAsync(request, "leave_early", context));

    public override async Task<ShelterStay> ReportExit(ReportExitRequest request, ServerCallContext context) =>
        Messages.ToShelterStay(await grains.FireAsync(request, "report_exit", context));

    public override async Task<ShelterStay> FollowUp(FollowUpRequest request, ServerCallContext context) =>
        Messages.ToShelterStay(await grains.FireAsync(request, "follow_up", context));

    public override async Task<ShelterStay> CloseStay(CloseStayRequest request, ServerCallContext context) =>
        Messages.ToShelterStay(await grains.FireAsync(request, "close", context));

    public override async Task<ShelterStay> ReferResidentToService(ReferResidentToServiceRequest request, ServerCallContext context) =>
        Messages.ToShelterStay(await grains.FireAsync(request, "refer_to_service", context));

    public override async Task<ShelterStay> RecordStrand(RecordStrandRequest request, ServerCallContext context) =>
        Messages.ToShelterStay(await StrandCalls.RecordAsync(grains, request, context));

    public override async Task<ShelterStay> GetShelterStay(GetShelterStayRequest request, ServerCallContext context) =>
        Messages.ToShelterStay(await grains.GetWorkflowAsync(context, request.Name));
}
