using System.Text;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Silo.Cases;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using static Coordination.Silo.Tests.Cases.CaseSilo;
using static Coordination.Silo.Tests.Cases.Story;

namespace Coordination.Silo.Tests.Cases;

public sealed class CaseGrainTests(SharedCaseSilo shared) : IClassFixture<SharedCaseSilo>
{
    private static readonly Principal Confined = Lead with { Unit = Vientiane, Subject = "confined" };

    private CaseSilo Silo => shared.Silo;

    [Fact]
    public async Task A_repeat_gets_the_first_result_and_another_command_under_its_id_is_refused()
    {
        var command = Open(people: [Woman]);
        var first = Done(await Silo.Grains.Case(NameOf(command)).OpenAsync(command, default));
        await Silo.DoAsync(first.Name, new AssessCase(Context()));

        var repeat = Done(await Silo.Grains.Case(first.Name).OpenAsync(command, default));
        Assert.Equal((first.Version, first.Stage, first.People.Length), (repeat.Version, repeat.Stage, repeat.People.Length));
        CaseSilo.Refused(CommonRefusals.RequestIdReused, await Silo.Grains.Case(first.Name).OpenAsync(command with { Reference = "B" }, default));

        var add = new AddPerson(Context(), Suspect);
        Assert.Equal(2, (await Silo.DoAsync(first.Name, add)).People.Length);
        Assert.Equal(2, (await Silo.DoAsync(first.Name, add)).People.Length);
        Assert.Equal(2, (await Silo.GetAsync(first.Name)).People.Length);
    }

    [Fact]
    public async Task A_stale_etag_is_refused()
    {
        var name = await Silo.OpenAsync();
        var seen = ETag.Of((await Silo.GetAsync(name)).Version);
        await Silo.DoAsync(name, new AssessCase(Context(etag: seen)));

        CaseSilo.Refused(CommonRefusals.ETagStale, await Silo.Grains.Case(name).ExecuteAsync(new ActivateCase(Context(etag: seen)), default));
    }

    [Fact]
    public async Task Two_commands_at_once_both_happen()
    {
        var name = await Silo.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Silo.DoAsync(name, new AddPerson(Context(), Suspect))));

        Assert.Equal(Enumerable.Range(1, 21).Select(i => $"p{i}"), (await Silo.GetAsync(name)).People.Select(p => p.Id));
    }

    [Fact]
    public async Task Who_is_confined_to_a_unit_works_on_the_cases_of_its_unit_only()
    {
        var own = await Silo.OpenAsync(Open(Confined, Woman));
        var agencys = await Silo.OpenAsync();

        Assert.Equal(Vientiane, (await Silo.GetAsync(own, Confined)).Participants[0].Unit);
        Done(await Silo.Grains.Case(own).ExecuteAsync(new AddPerson(Context(Confined), Suspect), default));
        CaseSilo.Refused(CommonRefusals.NotFound, await Silo.Grains.Case(own).GetAsync(Confined with { Unit = Phongsaly }, default));
        CaseSilo.Refused(CommonRefusals.NotFound, await Silo.Grains.Case(agencys).GetAsync(Confined, default));
        CaseSilo.Refused(CommonRefusals.NotFound, await Silo.Grains.Case(agencys).ExecuteAsync(new AddPerson(Context(Confined), Suspect), default));

        await Silo.DoAsync(agencys, new SetParticipantUnit(Context(), Vientiane));
        Done(await Silo.Grains.Case(agencys).GetAsync(Confined, default));
        Assert.Contains(own.ToString(), await ListedAsync(Confined));
        Assert.DoesNotContain(own.ToString(), await ListedAsync(Confined with { Unit = Phongsaly }));
    }

    [Fact]
    public async Task An_observer_reads_the_header_and_changes_nothing()
    {
        var name = await Silo.OpenAsync();
        await Silo.JoinAsync(name, "moh", ParticipantRole.Observer);

        Assert.Empty((await Silo.GetAsync(name, Doctor)).People);
        foreach (var command in Commands(Doctor))
            CaseSilo.Refused(CommonRefusals.PermissionDenied, await Silo.Grains.Case(name).ExecuteAsync(command, default));
        Assert.Equal(CommonRefusals.PermissionDenied, (await Silo.Grains.Case(name).HistoryAsync(Doctor, 0, 10, default)).Refusal);
    }

    /// <summary>By name, for every verb, absent and forbidden are one answer; and the case is in no list.</summary>
    [Theory]
    [InlineData("moj", "stranger", Role.CaseLead)]
    [InlineData("secretariat", "secretary", Role.Secretariat)]
    [InlineData("ncatip", "chair", Role.Chair)]
    [InlineData("lwu", "operator", Role.PlatformOperator)]
    [InlineData("lwu", "numbers", Role.Statistician)]
    [InlineData("lwu", "admin", Role.OrgAdmin)]
    [InlineData("lwu", "blocked", Role.CaseLead)]
    [InlineData("lwu", "blocked", Role.AgencyFocalPoint)]
    public async Task For_whom_the_case_is_not_it_is_as_if_it_were_not(string agency, string subject, string role)
    {
        var (name, absent) = (await Silo.OpenAsync(Child), new CaseName("c" + Guid.NewGuid().ToString("n")));
        await Silo.DoAsync(name, new BlockOfficer(Context(), Lead.Issuer, "blocked", "named"));
        var by = By(agency, subject, role);

        foreach (var make in Enumerable.Range(0, Commands(by).Length))
        {
            var (there, nowhere) = (await Silo.Grains.Case(name).ExecuteAsync(Commands(by)[make], default), await Silo.Grains.Case(absent).ExecuteAsync(Commands(by)[make], default));
            Assert.Equal(CommonRefusals.NotFound, there.Refusal);
            Assert.Equal(nowhere.Refusal, there.Refusal);
        }

        Assert.Equal((await Silo.Grains.Case(absent).GetAsync(by, default)).Refusal, (await Silo.Grains.Case(name).GetAsync(by, default)).Refusal);
        Assert.Equal((await Silo.Grains.Case(absent).HistoryAsync(by, 0, 9, default)).Refusal, (await Silo.Grains.Case(name).HistoryAsync(by, 0, 9, default)).Refusal);
        Assert.Equal(
            (await Silo.Grains.CaseShelf().ListNotesAsync(by, absent, 9, null, default)).Refusal, (await Silo.Grains.CaseShelf().ListNotesAsync(by, name, 9, null, default)).Refusal);
        Assert.Equal(
            (await Silo.Grains.CaseShelf().ListAccessesAsync(by, absent, 9, null, default)).Refusal,
            (await Silo.Grains.CaseShelf().ListAccessesAsync(by, name, 9, null, default)).Refusal);
        Assert.DoesNotContain(name.ToString(), await ListedAsync(by));
    }

    [Fact]
    public async Task A_block_works_from_the_next_call_on_and_its_end_too()
    {
        var name = await Silo.OpenAsync();
        await Silo.JoinAsync(name, "atd");
        await Silo.GetAsync(name, Police);
        Assert.Contains(name.ToString(), await ListedAsync(Police));

        await Silo.DoAsync(name, new BlockOfficer(Context(), Police.Issuer, Police.Subject, "named"));
        CaseSilo.Refused(CommonRefusals.NotFound, await Silo.Grains.Case(name).GetAsync(Police, default));
        Assert.DoesNotContain(name.ToString(), await ListedAsync(Police));
        await Silo.GetAsync(name, Police with { Subject = "colleague" });

        await Silo.DoAsync(name, new UnblockOfficer(Context(), Police.Issuer, Police.Subject, "cleared"));
        await Silo.GetAsync(name, Police);
        Assert.Contains(name.ToString(), await ListedAsync(Police));
    }

    [Fact]
    public async Task A_participant_that_was_removed_sees_nothing_from_the_next_call_on()
    {
        var name = await Silo.OpenAsync();
        await Silo.JoinAsync(name, "moh");
        var repeated = new AddPerson(Context(Doctor), Witness);
        await Silo.DoAsync(name, repeated);
        await Silo.DoAsync(name, new RemoveParticipant(Context(), Moh, "done"));

        CaseSilo.Refused(CommonRefusals.NotFound, await Silo.Grains.Case(name).GetAsync(Doctor, default));
        CaseSilo.Refused(CommonRefusals.NotFound, await Silo.Grains.Case(name).ExecuteAsync(repeated, default)); // Not by a repeat either.
        Assert.DoesNotContain(name.ToString(), await ListedAsync(Doctor));
    }

    [Fact]
    public async Task The_history_tells_the_lead_all_a_participant_what_concerns_it_and_an_auditor_that_something_was()
    {
        var name = await Silo.OpenAsync();
        await Silo.JoinAsync(name, "atd");
        await Silo.DoAsync(name, new BlockOfficer(Context(), "test", "somebody", "named"));
        Done(await Silo.StoreAsync(name));

        async Task<HistoryEntries> ReadAsync(Principal by) => new([.. Done(await Silo.Grains.Case(name).HistoryAsync(by, 0, 100, default)).Entries
            .Select(e => (e.Type, Encoding.UTF8.GetString([.. e.Data])))]);
        var (lead, police, auditor) = (await ReadAsync(Lead), await ReadAsync(Police), await ReadAsync(By("lwu", "auditor", Role.Auditor)));
        Assert.Contains("somebody", lead.Of("case.officer_blocked"), StringComparison.Ordinal);
        Assert.Contains("identities/", lead.Of("case.identity_kept"), StringComparison.Ordinal);
        Assert.Equal("", police.Of("case.identity_kept"));
        Assert.DoesNotContain(police.All, e => CaseProjection.IsAboutBlocking(e.Type));
        Assert.DoesNotContain((await ReadAsync(By("lwu", "officer", Role.AgencyOfficer))).All, e => CaseProjection.IsAboutBlocking(e.Type)); // Leads, but may not block.
        Assert.NotEqual("", police.Of("case.opened"));
        Assert.All(auditor.All, e => Assert.Equal("", e.Data));
        Assert.Equal(lead.All.Select(e => e.Type), auditor.All.Select(e => e.Type));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task Pages_of_a_history_with_gaps_miss_nothing_and_end(int size)
    {
        var name = await Silo.OpenAsync();
        await Silo.JoinAsync(name, "atd");
        for (var i = 0; i < 3; i++)
        {
            await Silo.DoAsync(name, new BlockOfficer(Context(), "test", "somebody", "named"));
            await Silo.DoAsync(name, new UnblockOfficer(Context(), "test", "somebody", "cleared"));
        }

        await Silo.DoAsync(name, new AssessCase(Context()));
        await Silo.DoAsync(name, new BlockOfficer(Context(), "test", "somebody", "named")); // The last page of all is empty.

        async Task<List<HistoryEntry>> AllAsync(Principal by)
        {
            var (all, after) = (new List<HistoryEntry>(), (int?)0);
            for (var pages = 0; after is { } from; pages++)
            {
                Assert.True(pages < 50, "The pages do not end.");
                var page = Done(await Silo.Grains.Case(name).HistoryAsync(by, from, size, default));
                all.AddRange(page.Entries);
                Assert.True(page.NextAfterVersion is not { } next || next > from, "A page leads back.");
                after = page.NextAfterVersion;
            }

            return all;
        }

        var (lead, police) = (await AllAsync(Lead), await AllAsync(Police));
        Assert.Equal(Enumerable.Range(1, lead.Count), lead.Select(e => e.Version));
        Assert.Equal(7, lead.Count(e => CaseProjection.IsAboutBlocking(e.Type) && e.Type != "case.tasks_told"));
        Assert.Equal(lead.Where(e => !CaseProjection.IsAboutBlocking(e.Type)).Select(e => (e.Version, e.Type)), police.Select(e => (e.Version, e.Type)));
    }

    [Fact]
    public async Task On_the_stream_a_system_hears_of_the_cases_in_which_its_agency_works_and_of_no_note_identity_or_read()
    {
        var name = await Silo.OpenAsync();
        await Silo.JoinAsync(name, "atd");
        await Silo.JoinAsync(name, "moh", ParticipantRole.Observer);
        await Silo.DoAsync(name, new BlockOfficer(Context(), "test", "somebody", "named"));
        Done(await Silo.ReadNoteAsync(Done(await Silo.NoteAsync(name)).Name));
        Done(await Silo.ReadIdentityAsync(Done(await Silo.StoreAsync(name)).Name));

        async Task<string[]> HeardAsync(string agency)
        {
            var (after, heard) = (0L, new List<string>());
            while (Done(await Silo.Grains.GetGrain<IFeedGrain>(0).ReadAsync(By(agency, "system", Role.AgencySystem), new FeedFilter([], null), after, 1_000, TimeSpan.Zero, default)) is var page)
            {
                heard.AddRange(page.Events.Select(e => e.Resource + " " + e.Type));
                if (page.Events.IsEmpty)
                    break;
                after = page.ScannedTo;
            }

            return [.. heard];
        }

        var (lead, police, observer, stranger) = (await HeardAsync("lwu"), await HeardAsync("atd"), await HeardAsync("moh"), await HeardAsync("moj"));
        Assert.Contains($"{name} case.officer_blocked", lead);
        Assert.Contains($"{name} case.opened", police);
        Assert.DoesNotContain(police, line => CaseProjection.IsAboutBlocking(line.Split(' ')[1]));
        Assert.DoesNotContain($"{name} case.identity_kept", police);
        Assert.DoesNotContain(observer.Concat(stranger), line => line.StartsWith(name + " ", StringComparison.Ordinal));
        Assert.DoesNotContain(
            lead.Concat(police).Concat(observer).Concat(stranger),
            line => line.StartsWith("notes/", StringComparison.Ordinal) || line.StartsWith("identities/", StringComparison.Ordinal) || line.StartsWith("caseAccesses/", StringComparison.Ordinal));
    }

    private static CaseCommand[] Commands(Principal by) =>
    [
        new UpdateCase(Context(by), "B", null, null, null, null), new AssessCase(Context(by)), new CloseCase(Context(by), "reintegrated"), new ReopenCase(Context(by), "x"),
        new AddParticipant(Context(by), Opp, ParticipantRole.Participant, null), new RemoveParticipant(Context(by), Opp, "x"), new SetParticipantUnit(Context(by), null),
        new AddPerson(Context(by), Woman), new UpdatePerson(Context(by), "p1", Woman), new WithdrawPerson(Context(by), "p1", "x"),
        new DecideVictimStatus(Context(by), "p1", VictimStatus.Actual, "x"), new AppealVictimStatus(Context(by), "p1", "x"),
        new AppointGuardian(Context(by), "p1", GuardianKind.Official, Moh, null), new RecordOffence(Context(by), "p1", Recruiting), new RemoveOffence(Context(by), "p1", Recruiting, "x"),
        new RecordEvent(Context(by), new EventContent("rescue", "", "", "", [], [], [], [])), new RetractEvent(Context(by), "e1", "x"),
        new PlanService(Context(by), "p1", Pillar.SupportServices, "shelter", null), new UpdateService(Context(by), "s1", ServiceStage.Offered, null, ""),
        new ExtendCaseRetention(Context(by), Now.AddYears(11), "x"), new PlaceCaseHold(Context(by), "x"), new LiftCaseHold(Context(by), "x"),
        new BlockOfficer(Context(by), "i", "s", "x"), new UnblockOfficer(Context(by), "i", "s", "x"),
    ];

    private async Task<string[]> ListedAsync(Principal by)
    {
        var query = new RegistryQuery { Kind = CaseName.Collection, Order = RegistryOrder.NewestFirst, PageSize = 500 };
        var list = await Silo.Grains.GetGrain<IRegistryGrain>(0).ListAsync(by, CasePermissions.List, query, null, default);
        return list.IsRefused ? [] : [.. list.Value.Hits.Select(h => h.Name)];
    }

    private sealed record HistoryEntries((string Type, string Data)[] All)
    {
        public string Of(string type) => All.Single(e => e.Type == type).Data;
    }
}
