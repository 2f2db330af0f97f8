using Coordination.Cases.V1;
using Grpc.Core;

namespace Coordination.Fakes;

/// <summary>The services of cases, answering as the platform is told.</summary>
internal static class FakeCases
{
    internal sealed class Cases(FakePlatform platform) : CaseService.CaseServiceBase
    {
        public override Task<Case> OpenCase(OpenCaseRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> GetCase(GetCaseRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<ListCasesResponse> ListCases(ListCasesRequest request, ServerCallContext context) => platform.Reply<ListCasesResponse>(request, context);

        public override Task<GetCaseHistoryResponse> GetCaseHistory(GetCaseHistoryRequest request, ServerCallContext context) => platform.Reply<GetCaseHistoryResponse>(request, context);

        public override Task<Case> UpdateCase(UpdateCaseRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> AssessCase(AssessCaseRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> ActivateCase(ActivateCaseRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> FollowUpCase(FollowUpCaseRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> CloseCase(CloseCaseRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> ReopenCase(ReopenCaseRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> AddParticipant(AddParticipantRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> RemoveParticipant(RemoveParticipantRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> SetParticipantUnit(SetParticipantUnitRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> AddPerson(AddPersonRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> UpdatePerson(UpdatePersonRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> WithdrawPerson(WithdrawPersonRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> DecideVictimStatus(DecideVictimStatusRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> AppealVictimStatus(AppealVictimStatusRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> AppointGuardian(AppointGuardianRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> RecordOffence(RecordOffenceRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> RemoveOffence(RemoveOffenceRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> RecordEvent(RecordEventRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> RetractEvent(RetractEventRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> PlanService(PlanServiceRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> UpdateService(UpdateServiceRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> ExtendCaseRetention(ExtendCaseRetentionRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> PlaceCaseHold(PlaceCaseHoldRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> LiftCaseHold(LiftCaseHoldRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> BlockOfficer(BlockOfficerRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);

        public override Task<Case> UnblockOfficer(UnblockOfficerRequest request, ServerCallContext context) => platform.Reply<Case>(request, context);
    }

    internal sealed class Notes(FakePlatform platform) : CaseNoteService.CaseNoteServiceBase
    {
        public override Task<CaseNote> AddCaseNote(AddCaseNoteRequest request, ServerCallContext context) => platform.Reply<CaseNote>(request, context);

        public override Task<ReadCaseNoteResponse> ReadCaseNote(ReadCaseNoteRequest request, ServerCallContext context) => platform.Reply<ReadCaseNoteResponse>(request, context);

        public override Task<ListCaseNotesResponse> ListCaseNotes(ListCaseNotesRequest request, ServerCallContext context) => platform.Reply<ListCaseNotesResponse>(request, context);

        public override Task<CaseNote> RetractCaseNote(RetractCaseNoteRequest request, ServerCallContext context) => platform.Reply<CaseNote>(request, context);

        public override Task<ListCaseAccessesResponse> ListCaseAccesses(ListCaseAccessesRequest request, ServerCallContext context) => platform.Reply<ListCaseAccessesResponse>(request, context);
    }

    internal sealed class Identities(FakePlatform platform) : IdentityService.IdentityServiceBase
    {
        public override Task<Identity> StoreIdentity(StoreIdentityRequest request, ServerCallContext context) => platform.Reply<Identity>(request, context);

        public override Task<Identity> GetIdentity(GetIdentityRequest request, ServerCallContext context) => platform.Reply<Identity>(request, context);

        public override Task<ReadIdentityResponse> ReadIdentity(ReadIdentityRequest request, ServerCallContext context) => platform.Reply<ReadIdentityResponse>(request, context);

        public override Task<Identity> ProposeIdentityErasure(ProposeIdentityErasureRequest request, ServerCallContext context) => platform.Reply<Identity>(request, context);

        public override Task<Identity> ApproveIdentityErasure(ApproveIdentityErasureRequest request, ServerCallContext context) => platform.Reply<Identity>(request, context);
    }
}
