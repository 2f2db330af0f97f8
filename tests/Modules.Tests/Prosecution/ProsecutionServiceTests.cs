using Coordination.Access;
using Coordination.Modules.V1;
using Coordination.Prosecution;
using Coordination.Prosecution.V1;
using Coordination.Sdk.Testing;
using Grpc.Core;

namespace Coordination.Modules.Tests.Prosecution;

/// <summary>The module's own service on a whole platform.</summary>
public sealed class ProsecutionServiceTests : IAsyncLifetime
{
    private static readonly Caller Police = Caller.Of("atd", Role.CaseLead);
    private static readonly Caller Prosecutor = Caller.Of("opp", Role.AgencyOfficer);
    private static readonly Caller Court = Caller.Of("psc", Role.AgencyOfficer);
    private static readonly Caller Support = Caller.Of("lwu", Role.AgencyOfficer);

    private TestPlatform platform = null!;
    private ScenarioCase about = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.StartAsync(new ProsecutionModule());
        about = await ProsecutionConformance.OpenCaseAsync(platform, Police);
    }

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task The_police_bring_a_trafficker_before_the_court_and_the_support_sees_days_and_states_only()
    {
        var opened = await As(Police).OpenProceedingAsync(Open());
        var name = opened.Name;
        await As(Police).RecordIncidentAsync(new() { RequestId = New(), Name = name, ActDate = "2026-01-15", IncidentText = "He took her papers." });
        await As(Police).OpenInvestigationAsync(new() { RequestId = New(), Name = name, InvestigationDate = "2026-03-02" });
        var rested = await As(Police).SuspendAsync(new() { RequestId = New(), Name = name, SuspendReason = SuspendReason.AwaitsForeignHelp, SuspendDate = "2026-03-03" });
        Assert.Equal("investigation_suspended", rested.State);
        await As(Police).ResumeAsync(new() { RequestId = New(), Name = name, ResumeDate = "2026-03-05" });
        await As(Police).InvolveSupportAsync(new() { RequestId = New(), Name = name, Agency = "agencies/lwu" });
        var referred = await As(Police).ReferToProsecutorAsync(Refer(name));
        Assert.Equal(("prosecutor", "offences/la-penal-code-2017-215", true), (referred.State, referred.Offence, referred.VictimIsChild));
        Assert.Equal([ExploitationPurpose.ForcedLabour], referred.Purposes);
        await As(Prosecutor).ChargeAsync(new() { RequestId = New(), Name = name, ChargeDate = "2026-03-15" });
        await As(Support).NoteSupportAsync(new() { RequestId = New(), Name = name, SupportNote = "She sleeps badly.", ProtectionNeeds = { ProtectionNeed.VideoLink } });

        var forSupport = await As(Support).GetProceedingAsync(new() { Name = name });
        Assert.Equal(("court", "2026-03-15"), (forSupport.State, forSupport.ChargeDate));
        Assert.Equal(("", 0, false, ""), (forSupport.Offence, forSupport.Acts.Count, forSupport.HasVictimIsChild, forSupport.ActDate));
        Assert.Equal(["support_note"], forSupport.Texts);
        var forPolice = await As(Police).GetProceedingAsync(new() { Name = name });
        Assert.Empty(forPolice.ProtectionNeeds);
        Assert.DoesNotContain("support_note", forPolice.Texts);
        Assert.Equal([ProtectionNeed.VideoLink], (await As(Court).GetProceedingAsync(new() { Name = name })).ProtectionNeeds);

        var list = await As(Court).ListProceedingsAsync(new() { States = { "court" } });
        Assert.Equal(name, Assert.Single(list.Proceedings).Name);
        var pipeline = await As(Prosecutor).CountProceedingsAsync(new());
        Assert.Equal(1, pipeline.States.Single(s => s.State == "court").Count);
        Assert.Equal(1, pipeline.States.Sum(s => s.Count));
        await RefusedAsync(StatusCode.NotFound, () => Client(Caller.Of("moh", Role.AgencyOfficer)).GetProceedingAsync(new() { Name = name }).ResponseAsync);
    }

    [Fact]
    public async Task A_victim_is_refused_as_the_subject_whoever_asks_and_in_both_languages()
    {
        var refused = await RefusedAsync(StatusCode.FailedPrecondition, () => As(Police).OpenProceedingAsync(Open("p1")).ResponseAsync);
        Assert.Contains("never the suspect", refused.Status.Detail, StringComparison.Ordinal);

        await RefusedAsync(StatusCode.FailedPrecondition, () => new ModuleService.ModuleServiceClient(platform.As(Police)).StartWorkflowAsync(new()
        {
            RequestId = New(),
            Definition = "definitions/justice",
            Case = about.Name,
            Person = "p1",
            Data = { ["complaint_date"] = Google.Protobuf.WellKnownTypes.Value.ForString("2026-03-01"), ["received_from"] = Google.Protobuf.WellKnownTypes.Value.ForString("family") },
        }).ResponseAsync);
    }

    [Fact]
    public async Task An_agency_without_a_part_in_the_case_cannot_open_a_proceeding_about_it() =>
        await RefusedAsync(StatusCode.NotFound, () => Client(Caller.Of("mps", Role.AgencyOfficer)).OpenProceedingAsync(Open()).ResponseAsync);

    [Fact]
    public async Task A_repeat_of_a_dismissal_gets_the_first_answer()
    {
        var name = (await As(Police).OpenProceedingAsync(Open())).Name;
        var dismiss = new DismissRequest { RequestId = New(), Name = name, DismissReason = DismissReason.NoOffence, DismissDate = "2026-03-04" };
        var first = await As(Police).DismissAsync(dismiss);

        Assert.Equal(first, await As(Police).DismissAsync(dismiss));
        Assert.True(first.Final);
    }

    [Fact]
    public async Task The_register_shows_the_offences_of_a_day()
    {
        var all = await As(Court).ListOffencesAsync(new());
        var then = await As(Court).ListOffencesAsync(new() { ActDate = "2012-07-01" });

        Assert.Contains(all.Offences, o => o.Name == "offences/la-penal-code-2017-215" && o.Article == "215" && !o.Checked);
        Assert.Contains(then.Offences, o => o.Name == "offences/la-penal-law-2005-134");
        Assert.DoesNotContain(then.Offences, o => o.Name == "offences/la-penal-code-2017-215");
        await RefusedAsync(StatusCode.InvalidArgument, () => As(Court).ListOffencesAsync(new() { ActDate = "2012-13-01" }).ResponseAsync);
    }

    private OpenProceedingRequest Open(string person = "p2") => new()
    {
        RequestId = New(), Case = about.Name, Person = person, ComplaintDate = "2026-03-01", ReceivedFrom = ComplaintSource.Victim, ComplaintText = "He promised work.",
    };

    private static ReferToProsecutorRequest Refer(string name) => new()
    {
        RequestId = New(),
        Name = name,
        ReferralDate = "2026-03-10",
        Offence = "offences/la-penal-code-2017-215",
        VictimIsChild = true,
        Acts = { TraffickingAct.Recruitment, TraffickingAct.Transportation },
        Purposes = { ExploitationPurpose.ForcedLabour },
    };

    private static async Task<RpcException> RefusedAsync(StatusCode code, Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(code, refused.StatusCode);
        return refused;
    }

    private ProsecutionService.ProsecutionServiceClient As(Caller caller) => Client(caller);

    private ProsecutionService.ProsecutionServiceClient Client(Caller caller) => new(platform.As(caller));

    private static string New() => Guid.NewGuid().ToString();
}
