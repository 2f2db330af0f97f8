using Coordination.Access;
using Coordination.Sdk.Testing;
using Coordination.VictimProtection;
using Coordination.VictimProtection.V1;
using Grpc.Core;
using BedGroup = Coordination.VictimProtection.V1.BedGroup;
using GetReferralRequest = Coordination.Cases.V1.GetReferralRequest;
using IntakeCategory = Coordination.VictimProtection.V1.IntakeCategory;
using ReferralService = Coordination.Cases.V1.ReferralService;
using VictimStatus = Coordination.Cases.V1.VictimStatus;

namespace Coordination.Modules.Tests.VictimProtection;

/// <summary>The module's own services on the whole platform.</summary>
public sealed class VictimProtectionServiceTests
{
    private static readonly Caller Police = Caller.Of("atd", Role.CaseLead);
    private static readonly Caller Union = Caller.Of("lwu", Role.AgencyOfficer);

    [Fact]
    public async Task The_last_bed_is_given_once_and_is_free_again_when_somebody_leaves()
    {
        await using var platform = await TestPlatform.StartAsync(new VictimProtectionModule());
        await Shelters.RegisterAsync(platform, women: 1);
        var (first, second) = (await RequestAsync(platform), await RequestAsync(platform));

        var stays = await Task.WhenAll(AdmitAsync(platform, first), AdmitAsync(platform, second));
        Assert.Single(stays, ShelterStayState.Admitted);
        Assert.Single(stays, ShelterStayState.Requested); // Refused: SHELTER_FULL, and nothing happened to the stay.
        Assert.Equal(1, await Shelters.TakenAsync(platform));

        var resident = stays[0] == ShelterStayState.Admitted ? first : second;
        var client = Stays(platform, Union);
        var left = await client.LeaveEarlyAsync(new LeaveEarlyRequest { RequestId = Cases.NewId(), Name = resident });
        Assert.Equal(ShelterStayState.EarlyExit, left.State);
        await platform.SettleAsync();
        Assert.Equal(0, await Shelters.TakenAsync(platform));

        Assert.Equal(ShelterStayState.Admitted, await AdmitAsync(platform, resident == first ? second : first));
    }

    [Fact]
    public async Task A_planned_exit_frees_the_bed_in_the_same_moment()
    {
        await using var platform = await TestPlatform.StartAsync(new VictimProtectionModule());
        await Shelters.RegisterAsync(platform);
        var stay = await RequestAsync(platform);
        await AdmitAsync(platform, stay);
        Assert.Equal(1, await Shelters.TakenAsync(platform));

        var moved = await Stays(platform, Shelters.Centre).TransferOutAsync(new TransferOutRequest { RequestId = Cases.NewId(), Name = stay, ConsentToMove = Consent.Given });

        Assert.Equal(ShelterStayState.Transferred, moved.State);
        Assert.Equal(0, await Shelters.TakenAsync(platform));
    }

    [Fact]
    public async Task The_decision_of_the_police_is_in_the_case_before_the_screening_says_so()
    {
        await using var platform = await TestPlatform.StartAsync(new VictimProtectionModule());
        var about = await Cases.OpenAsync(platform);
        var (welfare, police) = (Screenings(platform, Cases.Welfare), Screenings(platform, Police));
        var name = (await welfare.StartScreeningAsync(new StartScreeningRequest
        {
            RequestId = Cases.NewId(), Case = about.Name, Person = about.Person, PartScreener = "agencies/mlsw", ReferralReason = ReferralReason.Returnee,
        })).Name;
        await welfare.ScreenAsync(new ScreenRequest
        {
            RequestId = Cases.NewId(), Name = name, ScreeningDate = "2026-03-02", ConsentToScreening = Consent.Given, PrivateSetting = true, Interpreter = Interpreter.NotNeeded,
            ChildSigns = ChildSigns.No, Indicators = { Indicator.Deception }, ScreeningNote = "Told at length.",
        });
        await welfare.FindPossibleAsync(new FindPossibleRequest { RequestId = Cases.NewId(), Name = name });
        await welfare.RequestIdentificationAsync(new RequestIdentificationRequest { RequestId = Cases.NewId(), Name = name, ConsentToIdentification = Consent.Given });

        await police.DecideIdentificationAsync(new DecideIdentificationRequest
        {
            RequestId = Cases.NewId(), Name = name, Decision = StatusDecision.Actual, DecisionReason = DecisionReason.ActMeansPurpose,
        });
        await platform.SettleAsync();

        Assert.Equal(VictimStatus.Actual, await Cases.StatusAsync(platform, about));
        Assert.Equal(ScreeningState.Identified, (await police.GetScreeningAsync(new GetScreeningRequest { Name = name })).State);
        Assert.DoesNotContain("screening_note", (await police.GetScreeningAsync(new GetScreeningRequest { Name = name })).Progress.Texts);
    }

    [Fact]
    public async Task A_referral_to_a_service_is_the_platform_s_own_and_says_why_it_could_not_be_made()
    {
        await using var platform = await TestPlatform.StartAsync(new VictimProtectionModule());
        await Shelters.RegisterAsync(platform);
        var stay = await RequestAsync(platform);
        await AdmitAsync(platform, stay);
        var client = Stays(platform, Shelters.Centre);
        ReferResidentToServiceRequest To(string agency, string basis) => new()
        {
            RequestId = Cases.NewId(), Name = stay, ServiceAgency = agency, ServicePillar = ServicePillar.SupportServices, ServiceKind = ServiceKind.MedicalCare,
            ServicePurpose = ServicePurpose.HealthCare, ServiceLegalBasis = basis, ServiceNoConsentReason = NoConsentReason.VitalInterest, ServiceSafeguards = { Safeguard.DutyOfSecrecy },
        };
        await client.ReferResidentToServiceAsync(To("agencies/moh", "instruments/victim-protection-guidelines"));
        await platform.SettleAsync();
        await client.ReferResidentToServiceAsync(To("agencies/moh", "instruments/penal-law")); // No basis for health care.
        await platform.SettleAsync();

        var outcomes = (await client.GetShelterStayAsync(new GetShelterStayRequest { Name = stay })).Progress.Outcomes.Where(o => o.Action == "referral").ToArray();
        Assert.Equal(2, outcomes.Length);
        var referrals = new ReferralService.ReferralServiceClient(platform.As("moh", Role.AgencyOfficer));
        Assert.Equal("medical_care", (await referrals.GetReferralAsync(new GetReferralRequest { Name = outcomes[0].Resource })).Service);
        Assert.NotEqual("", outcomes[1].Refusal);
    }

    [Fact]
    public async Task Numbers_of_beds_are_for_those_who_watch_over_shelters_and_for_nobody_else()
    {
        await using var platform = await TestPlatform.StartAsync(new VictimProtectionModule());
        await Shelters.RegisterAsync(platform);
        Caller[] see = [Shelters.Centre, Cases.Welfare, Union, Caller.Of("secretariat", Role.Secretariat), Caller.Of("mps", Role.Chair)];
        Caller[] blind = [Police, Caller.Of("moh", Role.AgencyOfficer), Caller.Of("mlsw", Role.Statistician), Caller.Of("secretariat", Role.PlatformOperator), Caller.Of("mlsw", Role.AgencyOfficer).In("lsw-la-vt")];

        foreach (var caller in see)
        {
            Assert.Equal(Shelters.Name, Assert.Single((await Beds(platform, caller).ListSheltersAsync(new ListSheltersRequest())).Shelters).Name);
            Assert.Equal(100, (await Beds(platform, caller).GetShelterAsync(new GetShelterRequest { Name = Shelters.Name })).Groups[0].Beds);
        }

        foreach (var caller in blind)
        {
            var refused = await Assert.ThrowsAsync<RpcException>(async () => await Beds(platform, caller).GetShelterAsync(new GetShelterRequest { Name = Shelters.Name }));
            Assert.Contains(refused.StatusCode, new[] { StatusCode.NotFound, StatusCode.PermissionDenied });
            try
            {
                Assert.Empty((await Beds(platform, caller).ListSheltersAsync(new ListSheltersRequest())).Shelters);
            }
            catch (RpcException denied)
            {
                Assert.Equal(StatusCode.PermissionDenied, denied.StatusCode);
            }
        }
    }

    [Fact]
    public async Task Nobody_but_the_agency_that_runs_a_shelter_changes_it_or_admits_to_it()
    {
        await using var platform = await TestPlatform.StartAsync(new VictimProtectionModule());
        await Shelters.RegisterAsync(platform);
        var about = await Cases.OpenAsync(platform);
        var other = await Stays(platform, Police).StartShelterStayAsync(new StartShelterStayRequest
        {
            RequestId = Cases.NewId(), Case = about.Name, Person = about.Person, PartShelter = "agencies/lwu", IntakeCategory = IntakeCategory.Trafficking,
        });

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await Stays(platform, Union).AdmitAsync(Admission(other.Name)));
        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Equal(0, await Shelters.TakenAsync(platform));
        var changed = await Assert.ThrowsAsync<RpcException>(async () =>
            await Beds(platform, Caller.Of("lwu", Role.AgencyFocalPoint)).CloseShelterAsync(new CloseShelterRequest { RequestId = Cases.NewId(), Name = Shelters.Name }));
        Assert.Equal(StatusCode.PermissionDenied, changed.StatusCode);
    }

    private static async Task<string> RequestAsync(TestPlatform platform)
    {
        var about = await Cases.OpenAsync(platform);
        var stay = await Stays(platform, Police).StartShelterStayAsync(new StartShelterStayRequest
        {
            RequestId = Cases.NewId(), Case = about.Name, Person = about.Person, PartShelter = "agencies/lwu-center", PartOversight = "agencies/lwu", IntakeCategory = IntakeCategory.Trafficking,
        });
        return stay.Name;
    }

    /// <summary>The state after the attempt.</summary>
    private static async Task<ShelterStayState> AdmitAsync(TestPlatform platform, string stay)
    {
        var client = Stays(platform, Shelters.Centre);
        try
        {
            return (await client.AdmitAsync(Admission(stay))).State;
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.FailedPrecondition)
        {
            return (await client.GetShelterStayAsync(new GetShelterStayRequest { Name = stay })).State;
        }
    }

    private static AdmitRequest Admission(string stay) =>
        new() { RequestId = Cases.NewId(), Name = stay, Shelter = Shelters.Name, BedGroup = BedGroup.Women, ConsentToStay = Consent.Given };

    private static ShelterStayService.ShelterStayServiceClient Stays(TestPlatform platform, Caller caller) => new(platform.As(caller));

    private static ScreeningService.ScreeningServiceClient Screenings(TestPlatform platform, Caller caller) => new(platform.As(caller));

    private static ShelterService.ShelterServiceClient Beds(TestPlatform platform, Caller caller) => new(platform.As(caller));
}
