using Coordination.Names;
using Grpc.Core;

namespace Coordination.Cases;

/// <summary>Each verb: map, call the case, map back.</summary>
internal sealed partial class CaseGrpcService
{
    public override Task<V1.Case> UpdateCase(V1.UpdateCaseRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, CaseCommandMapper.ToCommand(request, context.Command(request.RequestId, request.Etag)), context);

    public override Task<V1.Case> AssessCase(V1.AssessCaseRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new AssessCase(context.Command(request.RequestId, request.Etag)), context);

    public override Task<V1.Case> ActivateCase(V1.ActivateCaseRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new ActivateCase(context.Command(request.RequestId, request.Etag)), context);

    public override Task<V1.Case> FollowUpCase(V1.FollowUpCaseRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new FollowUpCase(context.Command(request.RequestId, request.Etag)), context);

    public override Task<V1.Case> CloseCase(V1.CloseCaseRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new CloseCase(context.Command(request.RequestId, request.Etag), request.Reason), context);

    public override Task<V1.Case> ReopenCase(V1.ReopenCaseRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new ReopenCase(context.Command(request.RequestId, request.Etag), request.Reason), context);

    public override Task<V1.Case> AddParticipant(V1.AddParticipantRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new AddParticipant(context.Command(request.RequestId, request.Etag), Name<AgencyName>(request.Agency), (ParticipantRole)request.Role, NameOrNull<UnitName>(request.Unit)), context);

    public override Task<V1.Case> RemoveParticipant(V1.RemoveParticipantRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new RemoveParticipant(context.Command(request.RequestId, request.Etag), Name<AgencyName>(request.Agency), request.Reason), context);

    public override Task<V1.Case> SetParticipantUnit(V1.SetParticipantUnitRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new SetParticipantUnit(context.Command(request.RequestId, request.Etag), NameOrNull<UnitName>(request.Unit)), context);

    public override Task<V1.Case> AddPerson(V1.AddPersonRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new AddPerson(context.Command(request.RequestId, request.Etag), CaseCommandMapper.ToProfile(request.Profile)), context);

    public override Task<V1.Case> UpdatePerson(V1.UpdatePersonRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new UpdatePerson(context.Command(request.RequestId, request.Etag), request.Person, CaseCommandMapper.ToProfile(request.Profile)), context);

    public override Task<V1.Case> WithdrawPerson(V1.WithdrawPersonRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new WithdrawPerson(context.Command(request.RequestId, request.Etag), request.Person, request.Reason), context);

    public override Task<V1.Case> DecideVictimStatus(V1.DecideVictimStatusRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new DecideVictimStatus(context.Command(request.RequestId, request.Etag), request.Person, (VictimStatus)request.Status, request.Reason), context);

    public override Task<V1.Case> AppealVictimStatus(V1.AppealVictimStatusRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new AppealVictimStatus(context.Command(request.RequestId, request.Etag), request.Person, request.Reason), context);

    public override Task<V1.Case> AppointGuardian(V1.AppointGuardianRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new AppointGuardian(context.Command(request.RequestId, request.Etag), request.Person, (GuardianKind)request.Kind, NameOrNull<AgencyName>(request.Agency), OrNull(request.Guardian)), context);

    public override Task<V1.Case> RecordOffence(V1.RecordOffenceRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new RecordOffence(context.Command(request.RequestId, request.Etag), request.Person, CaseCommandMapper.ToOffence(request.Offence)), context);

    public override Task<V1.Case> RemoveOffence(V1.RemoveOffenceRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new RemoveOffence(context.Command(request.RequestId, request.Etag), request.Person, CaseCommandMapper.ToOffence(request.Offence), request.Reason), context);

    public override Task<V1.Case> RecordEvent(V1.RecordEventRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new RecordEvent(context.Command(request.RequestId, request.Etag), CaseCommandMapper.ToContent(request.Event)), context);

    public override Task<V1.Case> RetractEvent(V1.RetractEventRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new RetractEvent(context.Command(request.RequestId, request.Etag), request.Event, request.Reason), context);

    public override Task<V1.Case> PlanService(V1.PlanServiceRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new PlanService(context.Command(request.RequestId, request.Etag), request.Person, (Pillar)request.Pillar, request.Code, NameOrNull<AgencyName>(request.Provider)), context);

    public override Task<V1.Case> UpdateService(V1.UpdateServiceRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new UpdateService(context.Command(request.RequestId, request.Etag), request.Service, (ServiceStage)request.State, NameOrNull<AgencyName>(request.Provider), request.Reason), context);

    public override Task<V1.Case> ExtendCaseRetention(V1.ExtendCaseRetentionRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new ExtendCaseRetention(context.Command(request.RequestId, request.Etag), request.RetainUntil.ToDateTimeOffset(), request.Reason), context);

    public override Task<V1.Case> PlaceCaseHold(V1.PlaceCaseHoldRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new PlaceCaseHold(context.Command(request.RequestId, request.Etag), request.Reason), context);

    public override Task<V1.Case> LiftCaseHold(V1.LiftCaseHoldRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new LiftCaseHold(context.Command(request.RequestId, request.Etag), request.Reason), context);

    public override Task<V1.Case> BlockOfficer(V1.BlockOfficerRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new BlockOfficer(context.Command(request.RequestId, request.Etag), request.Issuer, request.Subject, request.Reason), context);

    public override Task<V1.Case> UnblockOfficer(V1.UnblockOfficerRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new UnblockOfficer(context.Command(request.RequestId, request.Etag), request.Issuer, request.Subject, request.Reason), context);

    private async Task<V1.Case> ExecuteAsync(string name, CaseCommand command, ServerCallContext context) =>
        CaseMapper.ToProto(await Case(name).ExecuteAsync(command, context.CancellationToken).ValueOrRefuse());
}
