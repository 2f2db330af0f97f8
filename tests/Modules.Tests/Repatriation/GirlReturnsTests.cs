using Coordination.Access;
using Coordination.Modules.Tests.VictimProtection;
using Coordination.Repatriation;
using Coordination.Repatriation.V1;
using Coordination.Sdk.Testing;
using Coordination.VictimProtection;
using Coordination.VictimProtection.V1;
using Grpc.Core;
using BedGroup = Coordination.VictimProtection.V1.BedGroup;
using Consent = Coordination.Repatriation.V1.Consent;
using IntakeCategory = Coordination.Repatriation.V1.IntakeCategory;
using PlaceInShelterRequest = Coordination.Repatriation.V1.PlaceInShelterRequest;
using StayConsent = Coordination.VictimProtection.V1.Consent;

namespace Coordination.Modules.Tests.Repatriation;

/// <summary>Both modules on the whole platform, each agency as itself, by their own services.</summary>
public sealed class GirlReturnsTests
{
    private static readonly Caller Union = Caller.Of("lwu", Role.AgencyOfficer);
    private static readonly Caller Province = Caller.Of("mlsw", Role.UnitHead).In("lsw-la-vt");
    private static readonly Caller Partner = Caller.Of("th-msdhs", Role.AgencySystem);

    [Fact]
    public async Task A_girl_returns_from_Thailand_into_a_shelter_and_a_screening()
    {
        await using var platform = await TestPlatform.StartAsync(new RepatriationModule(), new VictimProtectionModule());
        await Shelters.RegisterAsync(platform);
        var about = await Cases.WithGuardianAsync(platform);
        var (welfare, partner, union, province) = (Returns(platform, Cases.Welfare), Returns(platform, Partner), Returns(platform, Union), Returns(platform, Province));

        var name = (await partner.StartReturnAsync(new StartReturnRequest
        {
            RequestId = Cases.NewId(), Route = Route.FromThailand, Case = about.Name, Person = about.Person, PartPartner = "agencies/th-msdhs",
            InterviewDate = "2026-03-02", Wish = Wish.ToReturn, ConsentToTracing = Consent.GivenWithGuardian, TracingDetails = "By what the family is found.",
        })).Name;
        await partner.RequestTracingAsync(new RequestTracingRequest { RequestId = Cases.NewId(), Name = name });
        var sent = await welfare.SendToProvinceAsync(new SendToProvinceRequest { RequestId = Cases.NewId(), Name = name, PartProvince = "agencies/mlsw", PartProvinceUnit = "units/lsw-la-vt" });
        Assert.Equal(ReturnState.WithProvince, sent.State);
        await platform.SettleAsync();
        var task = Assert.Single((await welfare.GetReturnAsync(Get(name))).Outcomes, o => o.Action == "tracing_task");
        Assert.StartsWith("tasks/", task.Resource, StringComparison.Ordinal);

        await province.RecordFamilyAssessmentAsync(new RecordFamilyAssessmentRequest
        {
            RequestId = Cases.NewId(), Name = name, FamilyFound = FamilyFound.Found, FamilySituation = FamilySituation.WillingWithSupport, AssessmentDate = "2026-03-05",
            AssessmentNote = "What the province saw.",
        });
        await welfare.ReturnResultAsync(new ReturnResultRequest { RequestId = Cases.NewId(), Name = name });
        var plan = new PlanReturnRequest { RequestId = Cases.NewId(), Name = name, PlannedDate = "2026-03-20", Placement = Placement.Shelter };
        Assert.Equal("NO_SAFETY_ASSESSMENT", await RefusedAsync(() => welfare.PlanReturnAsync(plan).ResponseAsync));
        await union.AssessSafetyAsync(new AssessSafetyRequest { RequestId = Cases.NewId(), Name = name, SafetyResult = SafetyResult.Safe, SafetyAssessmentDate = "2026-03-02" });
        await union.RecordConsentAsync(new RecordConsentRequest { RequestId = Cases.NewId(), Name = name, ConsentToReturn = Consent.GivenWithGuardian, ConsentDate = "2026-03-02" });
        Assert.Equal("NO_BEST_INTERESTS_DECISION", await RefusedAsync(() => welfare.PlanReturnAsync(plan).ResponseAsync));
        await union.DecideBestInterestsAsync(new Coordination.Repatriation.V1.DecideBestInterestsRequest
        {
            RequestId = Cases.NewId(), Name = name, BestInterests = Coordination.Repatriation.V1.BestInterests.ToReturn, BestInterestsDate = "2026-03-02",
        });
        await welfare.PlanReturnAsync(plan);
        await welfare.PrepareFamilyAsync(new PrepareFamilyRequest { RequestId = Cases.NewId(), Name = name, PreparedDate = "2026-03-10" });
        await partner.HandOverAsync(new HandOverRequest { RequestId = Cases.NewId(), Name = name, HandoverDate = "2026-03-02", TravelDocument = TravelDocument.BorderPass });
        await welfare.ReceiveAsync(new ReceiveRequest { RequestId = Cases.NewId(), Name = name });
        await welfare.StartScreeningAsync(new Coordination.Repatriation.V1.StartScreeningRequest { RequestId = Cases.NewId(), Name = name, PartScreener = "agencies/lwu", ReferralReason = ScreeningReason.Returnee });
        var placed = await union.PlaceInShelterAsync(new PlaceInShelterRequest
        {
            RequestId = Cases.NewId(), Name = name, PartShelter = "agencies/lwu-center", ConsentToShelter = Consent.GivenWithGuardian, IntakeCategory = IntakeCategory.Trafficking,
        });
        Assert.Equal(ReturnState.Sheltered, placed.State);
        await platform.SettleAsync();

        var outcomes = (await welfare.GetReturnAsync(Get(name))).Outcomes;
        var stay = Assert.Single(outcomes, o => o.Action == "shelter_stay").Resource;
        var screening = Assert.Single(outcomes, o => o.Action == "screening").Resource;
        var stays = new ShelterStayService.ShelterStayServiceClient(platform.As(Shelters.Centre));
        var admitted = await stays.AdmitAsync(new AdmitRequest { RequestId = Cases.NewId(), Name = stay, Shelter = Shelters.Name, BedGroup = BedGroup.Girls, ConsentToStay = StayConsent.GivenWithGuardian });
        Assert.Equal(ShelterStayState.Admitted, admitted.State);
        Assert.Equal(["trafficking"], admitted.Progress.Data["intake_category"].Values_);
        Assert.Equal(1, await Shelters.TakenAsync(platform, BedGroup.Girls));
        var screened = await new ScreeningService.ScreeningServiceClient(platform.As(Union)).GetScreeningAsync(new GetScreeningRequest { Name = screening });
        Assert.Equal(ScreeningState.Referred, screened.State);

        // The partner abroad sees its side: no care, no report of the province, and neither of the workflows that follow.
        var seen = await partner.GetReturnAsync(Get(name));
        Assert.Equal(["tracing_details"], seen.Texts.Where(t => t is "tracing_details" or "assessment_note"));
        Assert.DoesNotContain("intake_category", seen.Data.Keys);
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => new ShelterStayService.ShelterStayServiceClient(platform.As(Partner)).GetShelterStayAsync(new GetShelterStayRequest { Name = stay }).ResponseAsync)).StatusCode);
        Assert.Empty(platform.Telemetry.Find("What the province saw"));
    }

    private static GetReturnRequest Get(string name) => new() { Name = name };

    private static ReturnService.ReturnServiceClient Returns(TestPlatform platform, Caller caller) => new(platform.As(caller));

    private static async Task<string> RefusedAsync(Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        return Google.Rpc.Status.Parser.ParseFrom(refused.Trailers.GetValueBytes("grpc-status-details-bin")).Details
            .Where(d => d.Is(Google.Rpc.ErrorInfo.Descriptor)).Select(d => d.Unpack<Google.Rpc.ErrorInfo>().Reason).Single();
    }
}
