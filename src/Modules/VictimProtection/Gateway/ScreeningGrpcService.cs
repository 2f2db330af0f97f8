using Coordination.Sdk.Calls;
using Coordination.VictimProtection.V1;
using Grpc.Core;

namespace Coordination.VictimProtection.Gateway;

/// <summary>Screenings over gRPC: every method is a step of the workflow, with the same rights and refusals as through ModuleService.</summary>
internal sealed class ScreeningGrpcService(IGrainFactory grains) : ScreeningService.ScreeningServiceBase
{
    public override async Task<Screening> StartScreening(StartScreeningRequest request, ServerCallContext context) =>
        Messages.ToScreening(await grains.StartAsync(request, Workflows.ScreeningWorkflow.Id, context));

    public override async Task<Screening> Screen(ScreenRequest request, ServerCallContext context) =>
        Messages.ToScreening(await grains.FireAsync(request, "screen", context));

    public override async Task<Screening> FindPossible(FindPossibleRequest request, ServerCallContext context) =>
        Messages.ToScreening(await grains.FireAsync(request, "find_possible", context));

    public override async Task<Screening> FindNoIndication(FindNoIndicationRequest request, ServerCallContext context) =>
        Messages.ToScreening(await grains.FireAsync(request, "find_no_indication", context));

    public override async Task<Screening> RequestIdentification(RequestIdentificationRequest request, ServerCallContext context) =>
        Messages.ToScreening(await grains.FireAsync(request, "request_identification", context));

    public override async Task<Screening> DecideIdentification(DecideIdentificationRequest request, ServerCallContext context) =>
        Messages.ToScreening(await grains.FireAsync(request, "decide", context));

    public override async Task<Screening> ConfirmDecision(ConfirmDecisionRequest request, ServerCallContext context) =>
        Messages.ToScreening(await grains.FireAsync(request, "confirm", context));

    public override async Task<Screening> ConfirmRejection(ConfirmRejectionRequest request, ServerCallContext context) =>
        Messages.ToScreening(await grains.FireAsync(request, "confirm_rejection", context));

    public override async Task<Screening> AppealDecision(AppealDecisionRequest request, ServerCallContext context) =>
        Messages.ToScreening(await grains.FireAsync(request, "appeal", context));

    public override async Task<Screening> DecideAppeal(DecideAppealRequest request, ServerCallContext context) =>
        Messages.ToScreening(await grains.FireAsync(request, "decide_appeal", context));

    public override async Task<Screening> ScreenAgain(ScreenAgainRequest request, ServerCallContext context) =>
        Messages.ToScreening(await grains.FireAsync(request, "screen_again", context));

    public override async Task<Screening> DecideBestInterests(DecideBestInterestsRequest request, ServerCallContext context) =>
        Messages.ToScreening(await grains.FireAsync(request, "decide_best_interests", context));

    public override async Task<Screening> NameSupport(NameSupportRequest request, ServerCallContext context) =>
        Messages.ToScreening(await grains.FireAsync(request, "name_support", context));

    public override async Task<Screening> PlaceInShelter(PlaceInShelterRequest request, ServerCallContext context) =>
        Messages.ToScreening(await grains.FireAsync(request, "place_in_shelter", context));

    public override async Task<Screening> ReferToService(ReferToServiceRequest request, ServerCallContext context) =>
        Messages.ToScreening(await grains.FireAsync(request, "refer_to_service", context));

    public override async Task<Screening> CloseScreening(CloseScreeningRequest request, ServerCallContext context) =>
        Messages.ToScreening(await grains.FireAsync(request, "close", context));

    public override async Task<Screening> WithdrawFromScreening(WithdrawFromScreeningRequest request, ServerCallContext context) =>
        Messages.ToScreening(await grains.FireAsync(request, "withdraw", context));

    public override async Task<Screening> GetScreening(GetScreeningRequest request, ServerCallContext context) =>
        Messages.ToScreening(await grains.GetWorkflowAsync(context, request.Name));
}
