using Coordination.Information.V1;
using Grpc.Core;

namespace Coordination.Fakes;

/// <summary>The services of information sharing, answering as the platform is told.</summary>
internal static class FakeInformation
{
    internal sealed class Requests(FakePlatform platform) : InformationService.InformationServiceBase
    {
        public override Task<InformationRequest> CreateInformationRequest(CreateInformationRequestRequest request, ServerCallContext context) => platform.Reply<InformationRequest>(request, context);

        public override Task<InformationRequest> ReviseInformationRequest(ReviseInformationRequestRequest request, ServerCallContext context) => platform.Reply<InformationRequest>(request, context);

        public override Task<InformationRequest> GetInformationRequest(GetInformationRequestRequest request, ServerCallContext context) => platform.Reply<InformationRequest>(request, context);

        public override Task<ListInformationRequestsResponse> ListInformationRequests(ListInformationRequestsRequest request, ServerCallContext context) => platform.Reply<ListInformationRequestsResponse>(request, context);

        public override Task<InformationRequest> AnswerQuestion(AnswerQuestionRequest request, ServerCallContext context) => platform.Reply<InformationRequest>(request, context);

        public override Task<InformationRequest> RefuseQuestion(RefuseQuestionRequest request, ServerCallContext context) => platform.Reply<InformationRequest>(request, context);

        public override Task<InformationRequest> Clarify(ClarifyRequest request, ServerCallContext context) => platform.Reply<InformationRequest>(request, context);
    }

    internal sealed class Records(FakePlatform platform) : RecordService.RecordServiceBase
    {
        public override Task<RecordType> RegisterRecordType(RegisterRecordTypeRequest request, ServerCallContext context) => platform.Reply<RecordType>(request, context);

        public override Task<Record> OfferRecord(OfferRecordRequest request, ServerCallContext context) => platform.Reply<Record>(request, context);

        public override Task<Record> FindRecord(FindRecordRequest request, ServerCallContext context) => platform.Reply<Record>(request, context);

        public override Task<ListRecordsResponse> ListRecords(ListRecordsRequest request, ServerCallContext context) => platform.Reply<ListRecordsResponse>(request, context);
    }

    internal sealed class Consents(FakePlatform platform) : ConsentService.ConsentServiceBase
    {
        public override Task<Consent> RecordConsent(RecordConsentRequest request, ServerCallContext context) => platform.Reply<Consent>(request, context);
    }

    internal sealed class Grants(FakePlatform platform) : GrantService.GrantServiceBase
    {
        public override Task<Grant> ProposeGrant(ProposeGrantRequest request, ServerCallContext context) => platform.Reply<Grant>(request, context);

        public override Task<Grant> GetGrant(GetGrantRequest request, ServerCallContext context) => platform.Reply<Grant>(request, context);

        public override Task<Grant> ApproveGrant(ApproveGrantRequest request, ServerCallContext context) => platform.Reply<Grant>(request, context);

        public override Task<ReadGrantedResponse> ReadGranted(ReadGrantedRequest request, ServerCallContext context) => platform.Reply<ReadGrantedResponse>(request, context);
    }

    internal sealed class Disclosures(FakePlatform platform) : DisclosureService.DisclosureServiceBase
    {
        public override Task<ListDisclosuresResponse> ListDisclosures(ListDisclosuresRequest request, ServerCallContext context) => platform.Reply<ListDisclosuresResponse>(request, context);

        public override Task<SummarizeSharingResponse> SummarizeSharing(SummarizeSharingRequest request, ServerCallContext context) => platform.Reply<SummarizeSharingResponse>(request, context);
    }
}
