using Coordination.Access;
using Coordination.Hosting;
using Coordination.Sdk.Modules;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using static Coordination.Access.Role;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Coordination.Auth;

/// <summary>Every method of the core with every role, against expectations that are written by hand. A new method needs a row.</summary>
public sealed class MatrixTests : IAsyncLifetime
{
    private static readonly string[] Everybody = [.. Assignable];
    private static readonly string[] Committee = [Chair, Secretariat];
    private static readonly string[] Agencies = [AgencyFocalPoint, AgencyOfficer, AgencySystem, UnitHead];
    private static readonly string[] Speakers = [AgencyFocalPoint, AgencySystem];

    /// <summary>Who gets past the gateway; the silo then asks for the relation to the resource.</summary>
    private static readonly Dictionary<string, string[]> Expected = new(StringComparer.Ordinal)
    {
        ["EventService/Watch"] = Everybody,
        ["LedgerService/GetCheckpoint"] = Everybody,
        ["LedgerService/ExportLeaves"] = [.. Committee, Auditor, PlatformOperator],
        ["LedgerService/VerifyLedger"] = [.. Committee, Auditor, PlatformOperator],

        ["DirectoryService/GetAgency"] = Everybody,
        ["DirectoryService/ListAgencies"] = Everybody,
        ["DirectoryService/GetUnit"] = Everybody,
        ["DirectoryService/ListUnits"] = Everybody,
        ["DirectoryService/GetCommittee"] = Everybody,
        ["DirectoryService/ListProvinces"] = Everybody,
        ["DirectoryService/CreateAgency"] = Committee,
        ["DirectoryService/UpdateAgency"] = Committee,
        ["DirectoryService/RetireAgency"] = Committee,
        ["DirectoryService/CreateUnit"] = Committee,
        ["DirectoryService/UpdateUnit"] = Committee,
        ["DirectoryService/RetireUnit"] = Committee,
        ["DirectoryService/SetMembership"] = Committee,
        ["DirectoryService/SetOfficer"] = [Secretariat, OrgAdmin],
        ["DirectoryService/RemoveOfficer"] = [Secretariat, OrgAdmin],

        ["TaskService/AssignTask"] = [.. Committee, .. Speakers],
        ["TaskService/GetTask"] = [.. Committee, .. Agencies],
        ["TaskService/ListTasks"] = [.. Committee, .. Agencies],
        ["TaskService/SummarizeTasks"] = [.. Committee, .. Agencies, Statistician, Auditor],
        ["TaskService/GetTaskHistory"] = [.. Committee, .. Agencies, Auditor],
        ["TaskService/UpdateTask"] = [.. Committee, .. Speakers],
        ["TaskService/ExtendDeadline"] = [.. Committee, .. Speakers],
        ["TaskService/CancelTask"] = [.. Committee, .. Speakers],
        ["TaskService/AddSupport"] = [.. Committee, .. Speakers],
        ["TaskService/AddDependency"] = [.. Committee, .. Speakers],
        ["TaskService/RemoveDependency"] = [.. Committee, .. Speakers],
        ["TaskService/AddComment"] = [.. Committee, .. Agencies],
        ["TaskService/AddAttachment"] = [.. Committee, .. Agencies],
        ["TaskService/AcknowledgeAssignment"] = Agencies,
        ["TaskService/AcceptAssignment"] = Agencies,
        ["TaskService/RejectAssignment"] = Agencies,
        ["TaskService/StartAssignment"] = Agencies,
        ["TaskService/ReportProgress"] = Agencies,
        ["TaskService/HoldAssignment"] = Agencies,
        ["TaskService/ResumeAssignment"] = Agencies,
        ["TaskService/CompleteAssignment"] = Agencies,
        ["TaskService/FailAssignment"] = Agencies,
        ["TaskService/DelegateAssignment"] = Agencies,
        ["TaskService/ReturnAssignment"] = [.. Committee, .. Speakers],
        ["TaskService/VerifyAssignment"] = [.. Committee, .. Speakers],
        ["TaskService/ReassignAssignment"] = [.. Committee, .. Speakers],

        ["ReportingService/CreateReportCycle"] = [Secretariat],
        ["ReportingService/OpenReportCycle"] = [Secretariat],
        ["ReportingService/CloseReportCycle"] = [Secretariat],
        ["ReportingService/GetReportCycle"] = Everybody,
        ["ReportingService/ListReportCycles"] = Everybody,
        ["ReportingService/SubmitReport"] = [UnitHead, AgencyOfficer, AgencySystem],
        ["ReportingService/ApproveReport"] = [UnitHead, AgencyFocalPoint],
        ["ReportingService/AcceptReport"] = [Secretariat],
        ["ReportingService/ReturnReport"] = [UnitHead, AgencyFocalPoint, Secretariat],
        ["ReportingService/CommentReport"] = [UnitHead, AgencyFocalPoint, Secretariat],
        ["ReportingService/ExtendReport"] = [Secretariat],
        ["ReportingService/GetReport"] = [.. Committee, .. Agencies],
        ["ReportingService/ListReports"] = [.. Committee, .. Agencies],
        ["ReportingService/GetReportHistory"] = [.. Committee, .. Agencies, Auditor],
        ["ReportingService/GetRollup"] = [.. Committee, .. Agencies],
        ["ReportingService/GetCoverage"] = Everybody,

        ["InformationService/CreateInformationRequest"] = [.. Agencies, CaseLead],
        ["InformationService/ReviseInformationRequest"] = [.. Agencies, CaseLead],
        ["InformationService/SubmitInformationRequest"] = [.. Agencies, CaseLead],
        ["InformationService/GetInformationRequest"] = [.. Committee, .. Agencies, CaseLead],
        ["InformationService/ListInformationRequests"] = [.. Committee, .. Agencies, CaseLead],
        ["InformationService/GetInformationRequestHistory"] = [.. Committee, .. Agencies, CaseLead, Auditor],
        ["InformationService/AcknowledgeInformationRequest"] = [.. Agencies, CaseLead],
        ["InformationService/StartReview"] = [.. Agencies, CaseLead],
        ["InformationService/AskClarification"] = [.. Agencies, CaseLead],
        ["InformationService/Clarify"] = [.. Agencies, CaseLead],
        ["InformationService/AnswerQuestion"] = [.. Agencies, CaseLead],
        ["InformationService/RefuseQuestion"] = [.. Agencies, CaseLead],
        ["InformationService/WithdrawInformationRequest"] = [.. Agencies, CaseLead],
        ["InformationService/CloseInformationRequest"] = [.. Agencies, CaseLead],
        ["InformationService/ExtendInformationRequest"] = [.. Agencies, CaseLead],
        ["InformationService/EscalateInformationRequest"] = [.. Agencies, CaseLead],

        ["RecordService/RegisterRecordType"] = Speakers,
        ["RecordService/UpdateRecordType"] = Speakers,
        ["RecordService/RetireRecordType"] = Speakers,
        ["RecordService/GetRecordType"] = Everybody,
        ["RecordService/ListRecordTypes"] = Everybody,
        ["RecordService/RegisterSubject"] = [.. Agencies, CaseLead, IdentityCustodian],
        ["RecordService/GetSubject"] = [.. Agencies, CaseLead, IdentityCustodian, DisclosureApprover],
        ["RecordService/ListSubjects"] = [.. Agencies, CaseLead, IdentityCustodian, DisclosureApprover],
        ["RecordService/ExtendRetention"] = [.. Agencies, CaseLead, IdentityCustodian],
        ["RecordService/PlaceLegalHold"] = [AgencyFocalPoint, DisclosureApprover],
        ["RecordService/LiftLegalHold"] = [AgencyFocalPoint, DisclosureApprover],
        ["RecordService/ProposeErasure"] = [.. Agencies, CaseLead, IdentityCustodian],
        ["RecordService/ApproveErasure"] = [DisclosureApprover],
        ["RecordService/OfferRecord"] = [.. Agencies, CaseLead],
        ["RecordService/UpdateRecord"] = [.. Agencies, CaseLead],
        ["RecordService/WithdrawRecord"] = [.. Agencies, CaseLead],
        ["RecordService/RaiseHandling"] = [.. Agencies, CaseLead],
        ["RecordService/ProposeLowerHandling"] = [.. Agencies, CaseLead],
        ["RecordService/ApproveLowerHandling"] = [DisclosureApprover],
        ["RecordService/GetRecord"] = [.. Agencies, CaseLead, DisclosureApprover],
        ["RecordService/ListRecords"] = [.. Agencies, CaseLead, DisclosureApprover],
        ["RecordService/FindRecord"] = [.. Agencies, CaseLead, DisclosureApprover],

        ["ConsentService/RecordConsent"] = [.. Agencies, CaseLead],
        ["ConsentService/WithdrawConsent"] = [.. Agencies, CaseLead],
        ["ConsentService/GetConsent"] = [.. Agencies, CaseLead, DisclosureApprover],
        ["ConsentService/ListConsents"] = [.. Agencies, CaseLead, DisclosureApprover],

        ["GrantService/ProposeGrant"] = [.. Agencies, CaseLead],
        ["GrantService/ApproveGrant"] = [DisclosureApprover],
        ["GrantService/ActivateGrant"] = [.. Speakers, AgencyOfficer, DisclosureApprover],
        ["GrantService/SuspendGrant"] = [.. Speakers, AgencyOfficer, DisclosureApprover],
        ["GrantService/ResumeGrant"] = [.. Speakers, AgencyOfficer, DisclosureApprover],
        ["GrantService/RevokeGrant"] = [.. Speakers, AgencyOfficer, DisclosureApprover],
        ["GrantService/GetGrant"] = [.. Agencies, CaseLead, DisclosureApprover],
        ["GrantService/ListGrants"] = [.. Agencies, CaseLead, DisclosureApprover],
        ["GrantService/GetGrantHistory"] = [.. Agencies, CaseLead, DisclosureApprover, Auditor],
        ["GrantService/ReadGranted"] = [.. Agencies, CaseLead],

        ["DisclosureService/ListDisclosures"] = [.. Agencies, CaseLead, DisclosureApprover, Auditor],
        ["DisclosureService/ListMyAccess"] = [.. Speakers, DisclosureApprover, Auditor],
        ["DisclosureService/GetAccess"] = [.. Agencies, CaseLead, DisclosureApprover, Auditor],
        ["DisclosureService/SummarizeSharing"] = [.. Committee, .. Agencies, CaseLead, Auditor, Statistician],

        ["ProviderService/Serve"] = [AgencySystem],

        ["TransferService/OfferTransfer"] = [.. Speakers, UnitHead, CaseLead],
        ["TransferService/AcceptTransfer"] = [.. Speakers, UnitHead, CaseLead],
        ["TransferService/DeclineTransfer"] = [.. Speakers, UnitHead, CaseLead],
        ["TransferService/RevokeTransfer"] = [.. Speakers, UnitHead, CaseLead],
        ["TransferService/GetTransfer"] = [.. Agencies, CaseLead],
        ["TransferService/ListTransfers"] = [.. Agencies, CaseLead],
        ["TransferService/GetTransferReceipt"] = [.. Agencies, CaseLead],

        ["ReferralService/OfferReferral"] = [.. Agencies, CaseLead],
        ["ReferralService/AcceptReferral"] = [.. Agencies, CaseLead],
        ["ReferralService/DeclineReferral"] = [.. Agencies, CaseLead],
        ["ReferralService/RevokeReferral"] = [.. Agencies, CaseLead],
        ["ReferralService/StartReferralService"] = [.. Agencies, CaseLead],
        ["ReferralService/CompleteReferral"] = [.. Agencies, CaseLead],
        ["ReferralService/DiscontinueReferral"] = [.. Agencies, CaseLead],
        ["ReferralService/GetReferral"] = [.. Agencies, CaseLead],
        ["ReferralService/ListReferrals"] = [.. Agencies, CaseLead],
        ["ReferralService/ReadReferralText"] = [.. Agencies, CaseLead],
        ["ReferralService/GetReferralReceipt"] = [.. Agencies, CaseLead],

        ["StandingAgreementService/ProposeAgreement"] = Speakers,
        ["StandingAgreementService/ApproveAgreement"] = [DisclosureApprover],
        ["StandingAgreementService/SuspendAgreement"] = [.. Speakers, DisclosureApprover],
        ["StandingAgreementService/ResumeAgreement"] = [.. Speakers, DisclosureApprover],
        ["StandingAgreementService/EndAgreement"] = [.. Speakers, DisclosureApprover],
        ["StandingAgreementService/GetAgreement"] = [.. Agencies, CaseLead, DisclosureApprover],
        ["StatisticsService/Count"] = [.. Committee, Statistician, .. Agencies, CaseLead],
        ["StatisticsService/DescribeStatistics"] = Everybody,
        ["StatisticsService/ReadTable"] = [.. Committee, Statistician, .. Agencies, CaseLead],

        ["StandingAgreementService/ListAgreements"] = [.. Agencies, CaseLead, DisclosureApprover],

        ["SearchService/Search"] = Everybody,
        ["ExportService/ProposeExport"] = [.. Speakers, UnitHead, CaseLead, IdentityCustodian],
        ["ExportService/ApproveExport"] = [DisclosureApprover],
        ["ExportService/WithdrawExport"] = [.. Speakers, UnitHead, CaseLead, IdentityCustodian, DisclosureApprover],
        ["ExportService/GetExport"] = [.. Speakers, UnitHead, CaseLead, IdentityCustodian, DisclosureApprover, Auditor],
        ["ExportService/ListExports"] = [.. Speakers, UnitHead, CaseLead, IdentityCustodian, DisclosureApprover, Auditor],
        ["ExportService/ReadExport"] = [.. Speakers, UnitHead, CaseLead, IdentityCustodian],
        ["LinkService/GetLink"] = [.. Agencies, CaseLead, IdentityCustodian],
        ["LinkService/ListLinks"] = [.. Agencies, CaseLead, IdentityCustodian],
        ["LinkService/ConfirmLink"] = [AgencyFocalPoint, UnitHead, CaseLead],
        ["LinkService/RejectLink"] = [AgencyFocalPoint, UnitHead, CaseLead],
        ["LinkService/GetLinkHistory"] = [AgencyFocalPoint, UnitHead, CaseLead],

        ["CaseService/OpenCase"] = [.. Agencies, CaseLead],
        ["CaseService/UpdateCase"] = [.. Agencies, CaseLead],
        ["CaseService/AssessCase"] = [.. Agencies, CaseLead],
        ["CaseService/ActivateCase"] = [.. Agencies, CaseLead],
        ["CaseService/FollowUpCase"] = [.. Agencies, CaseLead],
        ["CaseService/AddParticipant"] = [.. Agencies, CaseLead],
        ["CaseService/RemoveParticipant"] = [.. Agencies, CaseLead],
        ["CaseService/SetParticipantUnit"] = [.. Agencies, CaseLead],
        ["CaseService/AddPerson"] = [.. Agencies, CaseLead],
        ["CaseService/UpdatePerson"] = [.. Agencies, CaseLead],
        ["CaseService/WithdrawPerson"] = [.. Agencies, CaseLead],
        ["CaseService/AppealVictimStatus"] = [.. Agencies, CaseLead],
        ["CaseService/AppointGuardian"] = [.. Agencies, CaseLead],
        ["CaseService/RecordOffence"] = [.. Agencies, CaseLead],
        ["CaseService/RemoveOffence"] = [.. Agencies, CaseLead],
        ["CaseService/RecordEvent"] = [.. Agencies, CaseLead],
        ["CaseService/RetractEvent"] = [.. Agencies, CaseLead],
        ["CaseService/PlanService"] = [.. Agencies, CaseLead],
        ["CaseService/UpdateService"] = [.. Agencies, CaseLead],
        ["CaseService/ExtendCaseRetention"] = [.. Agencies, CaseLead],
        ["CaseService/GetCase"] = [.. Agencies, CaseLead, IdentityCustodian, DisclosureApprover],
        ["CaseService/ListCases"] = [.. Agencies, CaseLead, IdentityCustodian, DisclosureApprover],
        ["CaseService/GetCaseHistory"] = [.. Agencies, CaseLead, Auditor],
        ["CaseService/CloseCase"] = [.. Speakers, CaseLead, UnitHead],
        ["CaseService/ReopenCase"] = [.. Speakers, CaseLead, UnitHead],
        ["CaseService/DecideVictimStatus"] = [.. Speakers, CaseLead],
        ["CaseService/PlaceCaseHold"] = [AgencyFocalPoint, DisclosureApprover],
        ["CaseService/LiftCaseHold"] = [AgencyFocalPoint, DisclosureApprover],
        ["CaseService/BlockOfficer"] = [AgencyFocalPoint, CaseLead, UnitHead],
        ["CaseService/UnblockOfficer"] = [AgencyFocalPoint, CaseLead, UnitHead],

        ["CaseNoteService/AddCaseNote"] = [.. Agencies, CaseLead],
        ["CaseNoteService/ReadCaseNote"] = [.. Agencies, CaseLead],
        ["CaseNoteService/RetractCaseNote"] = [.. Agencies, CaseLead],
        ["CaseNoteService/ListCaseNotes"] = [.. Agencies, CaseLead],
        ["CaseNoteService/ListCaseAccesses"] = [.. Speakers, CaseLead, UnitHead, DisclosureApprover, Auditor],

        ["ModuleService/ListModules"] = Everybody,
        ["ModuleService/GetModule"] = Everybody,
        ["ModuleService/ProposeModuleChange"] = [PlatformOperator, Secretariat, OrgAdmin],
        ["ModuleService/ApproveModuleChange"] = Committee,
        ["ModuleService/RejectModuleChange"] = Committee,
        ["ModuleService/GetModuleChange"] = [PlatformOperator, Secretariat, OrgAdmin, Chair, Auditor],
        ["ModuleService/ListModuleChanges"] = [PlatformOperator, Secretariat, OrgAdmin, Chair, Auditor],
        ["ModuleService/ListDefinitions"] = Everybody,
        ["ModuleService/GetDefinition"] = Everybody,
        ["ModuleService/RenderDefinition"] = Everybody,
        ["ModuleService/GetForm"] = Everybody,
        ["ModuleService/StartWorkflow"] = [.. Committee, .. Agencies, CaseLead],
        ["ModuleService/FireTransition"] = [.. Committee, .. Agencies, CaseLead],
        ["ModuleService/GetWorkflow"] = [.. Committee, .. Agencies, CaseLead],
        ["ModuleService/ListWorkflows"] = [.. Committee, .. Agencies, CaseLead],
        ["ModuleService/GetWorkflowHistory"] = [.. Committee, .. Agencies, CaseLead, Auditor],
        ["ModuleService/ReadWorkflowText"] = [.. Committee, .. Agencies, CaseLead],

        ["IdentityService/StoreIdentity"] = [IdentityCustodian],
        ["IdentityService/GetIdentity"] = [IdentityCustodian],
        ["IdentityService/ReadIdentity"] = [IdentityCustodian],
        ["IdentityService/ProposeIdentityErasure"] = [IdentityCustodian],
        ["IdentityService/ApproveIdentityErasure"] = [IdentityCustodian, DisclosureApprover],
    };

    private GatewayHost host = null!;

    public async ValueTask InitializeAsync() => host = await GatewayHost.StartAsync(modules: []);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public void Every_method_has_a_row_and_every_row_a_method() =>
        Assert.Equal(
            Services().SelectMany(service => service.Methods).Select(Name).Order(StringComparer.Ordinal),
            Expected.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task Each_role_gets_as_far_as_the_table_says()
    {
        var wrong = new List<string>();
        foreach (var method in Services().SelectMany(service => service.Methods))
        {
            foreach (var role in Everybody.Append(Platform).Append("emperor"))
            {
                var status = await CallAsync(method, host.As("mlsw", role));
                var passed = status is not (StatusCode.PermissionDenied or StatusCode.Unauthenticated);
                if (passed != Expected[Name(method)].Contains(role))
                    wrong.Add($"{Name(method)} as {role}: {status}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Without_a_token_no_method_of_the_core_answers()
    {
        foreach (var method in Services().SelectMany(service => service.Methods))
            Assert.Equal(StatusCode.Unauthenticated, await CallAsync(method, []));
    }

    [Fact]
    public void No_permission_of_the_core_is_held_by_a_role_that_a_token_cannot_carry_alone()
    {
        var policy = host.Services.GetRequiredService<AccessPolicy>();

        foreach (var rule in host.Services.GetRequiredService<MethodRules>().All.Where(rule => !rule.Public))
            Assert.Contains(Everybody, role => policy.MayEver(Some(role), rule.Permission));
    }

    private static Principal Some(string role) => new("issuer", "subject", new Names.AgencyName("mlsw"), null, [role]);

    private IEnumerable<ServiceDescriptor> Services() => host.Services.GetServices<GatewayService>().Select(service => service.Descriptor);

    private static string Name(MethodDescriptor method) => $"{method.Service.Name}/{method.Name}";

    /// <summary>An empty request: who is let in is told that it is invalid, or that the store is away.</summary>
    private async Task<StatusCode> CallAsync(MethodDescriptor method, Metadata metadata)
    {
        var bytes = Marshallers.Create<byte[]>(b => b, b => b);
        var invoker = host.Channel().CreateCallInvoker();
        var options = new CallOptions(metadata, cancellationToken: TestContext.Current.CancellationToken);
        try
        {
            if (!method.IsServerStreaming)
            {
                await invoker.AsyncUnaryCall(new Method<byte[], byte[]>(MethodType.Unary, method.Service.FullName, method.Name, bytes, bytes), null, options, []);
                return StatusCode.OK;
            }

            using var call = invoker.AsyncServerStreamingCall(
                new Method<byte[], byte[]>(MethodType.ServerStreaming, method.Service.FullName, method.Name, bytes, bytes), null, options, []);
            await call.ResponseStream.MoveNext(options.CancellationToken);
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }
}
