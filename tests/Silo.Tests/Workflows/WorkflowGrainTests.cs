using System.Text;
using Coordination.Access;
using Coordination.Cases;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Sdk.Tests.Workflows;
using Coordination.Silo.Tests.Cases;
using Coordination.Workflows;
using static Coordination.Silo.Tests.Cases.CaseSilo;
using static Coordination.Silo.Tests.Workflows.WorkflowSilo;

namespace Coordination.Silo.Tests.Workflows;

public sealed class WorkflowGrainTests : IAsyncLifetime
{
    private WorkflowSilo silo = null!;

    public async ValueTask InitializeAsync() => silo = await WorkflowSilo.StartAsync(Samples.Stay);

    public ValueTask DisposeAsync() => silo.DisposeAsync();

    [Fact]
    public async Task A_stay_goes_from_its_start_to_its_end()
    {
        var grain = await silo.AssessedAsync();
        Done(await grain.FireAsync(Fire("examine", Doctor, data: [("diagnosis", "d2")]), default));
        var care = Done(await grain.FireAsync(Fire("take_care", data: [("strands", "a"), ("strands", "b"), ("strands", "c")]), default));
        Assert.Equal("in_care", care.State);
        Assert.Equal(["TOO_EARLY"], care.Transitions.Single(t => t.Id == "finish").Refusals);
        silo.Time.Advance(TimeSpan.FromDays(90));

        var left = Done(await grain.FireAsync(Fire("finish"), default));

        Assert.True(left.Final);
        Assert.Empty(left.Transitions);
        Assert.Equal(5, left.Version);
    }

    [Fact]
    public async Task A_repeat_gets_the_first_result_and_another_command_under_its_id_is_refused()
    {
        var start = Start();
        var first = Done(await silo.Grain(start).StartAsync(start, default));
        var leave = Fire("leave");
        var left = Done(await silo.Grain(start).FireAsync(leave, default));

        Assert.Equal((first.Version, first.State), Done(await silo.Grain(start).StartAsync(start, default)) is var again ? (again.Version, again.State) : default);
        Assert.Equal(left.Version, Done(await silo.Grain(start).FireAsync(leave, default)).Version);
        CaseSilo.Refused(CommonRefusals.RequestIdReused, await silo.Grain(start).FireAsync(leave with { Transition = "finish" }, default));
        CaseSilo.Refused(CommonRefusals.RequestIdReused, await silo.Grain(start).StartAsync(start with { Data = Data([("intake", "police")]) }, default));
    }

    [Fact]
    public async Task A_stale_etag_is_refused_and_a_fresh_one_is_not()
    {
        var grain = await silo.StartedAsync();
        CaseSilo.Refused(CommonRefusals.ETagStale, await grain.FireAsync(Fire("leave", etag: ETag.Of(7)), default));
        Done(await grain.FireAsync(Fire("leave", etag: ETag.Of(1)), default));
    }

    [Fact]
    public async Task What_no_module_defines_cannot_be_started()
    {
        var start = Start() with { Definition = "flight" };
        CaseSilo.Refused(WorkflowRefusals.DefinitionUnknown, await silo.Grain(start).StartAsync(start, default));
    }

    [Fact]
    public async Task Roles_and_parts_are_both_asked()
    {
        var byPolice = Start(House with { Roles = [Role.CaseLead] });
        CaseSilo.Refused(CommonRefusals.PermissionDenied, await silo.Grain(byPolice).StartAsync(byPolice, default));

        var grain = await silo.StartedAsync();
        CaseSilo.Refused(CommonRefusals.PermissionDenied, await grain.FireAsync(Fire("assess", House with { Roles = [Role.UnitHead] }, data: [("needs", "x")]), default));
        CaseSilo.Refused(WorkflowRefusals.NotYourPart, await grain.FireAsync(Fire("leave", Police), default));
        CaseSilo.Refused(CommonRefusals.NotFound, await grain.FireAsync(Fire("leave", Doctor), default)); // Not bound yet: it is not there for the doctor.
        CaseSilo.Refused(CommonRefusals.NotFound, await grain.GetAsync(Doctor, default));
        CaseSilo.Refused(CommonRefusals.NotFound, await grain.GetAsync(Story.By("secretariat", "s", Role.Secretariat), default));
    }

    [Fact]
    public async Task A_part_sees_the_fields_that_are_for_it_in_view_history_and_watch()
    {
        var grain = await silo.AssessedAsync(needs: "Kham needs rest");
        Done(await grain.FireAsync(Fire("examine", Doctor, data: [("diagnosis", "d2")]), default));

        var forHouse = Done(await grain.GetAsync(House, default));
        var forPolice = Done(await grain.GetAsync(Police, default));
        Assert.Equal(["diagnosis", "intake"], forHouse.Data.Select(d => d.Field));
        Assert.Equal(["needs"], forHouse.Texts);
        Assert.Equal(["intake"], forPolice.Data.Select(d => d.Field));
        Assert.Empty(forPolice.Texts);

        var history = Done(await grain.HistoryAsync(Police, 0, 100, default));
        Assert.Equal(["workflow.started", "workflow.fired", "workflow.fired"], history.Entries.Select(e => e.Type));
        Assert.All(history.Entries, e => Assert.DoesNotContain("diagnosis", Encoding.UTF8.GetString(e.Data.AsSpan()), StringComparison.Ordinal));
        Assert.All(history.Entries, e => Assert.DoesNotContain("needs", Encoding.UTF8.GetString(e.Data.AsSpan()), StringComparison.Ordinal));
        Assert.Contains("diagnosis", Encoding.UTF8.GetString(Done(await grain.HistoryAsync(Doctor, 0, 100, default)).Entries[2].Data.AsSpan()), StringComparison.Ordinal);

        async Task<string> WatchedBy(Principal who)
        {
            var page = Done(await silo.Grains.GetGrain<IFeedGrain>(0).ReadAsync(
                who with { Roles = [Role.AgencySystem] }, new FeedFilter([WorkflowName.Collection], forHouse.Name.ToString()), 0, 100, TimeSpan.Zero, default));
            return string.Join('\n', page.Events.Select(e => Encoding.UTF8.GetString(e.Data.AsSpan())));
        }

        Assert.Contains("\"d2\"", await WatchedBy(House), StringComparison.Ordinal);
        Assert.DoesNotContain("\"d2\"", await WatchedBy(Police), StringComparison.Ordinal);
        Assert.DoesNotContain("wrappedKey", await WatchedBy(House), StringComparison.Ordinal);
        Assert.Equal("", await WatchedBy(Story.By("opp", "x")));
    }

    [Fact]
    public async Task No_text_is_stored_in_clear()
    {
        var grain = await silo.AssessedAsync(needs: "Kham needs rest");
        var name = Done(await grain.GetAsync(House, default)).Name;

        foreach (var entry in await silo.Ledger.LoadAsync(name.ToString(), 0, 10, default))
            Assert.DoesNotContain("Kham", Encoding.UTF8.GetString(entry.Data.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_is_read_under_a_purpose_and_the_reading_is_an_entry()
    {
        var grain = await silo.AssessedAsync(needs: "Kham needs rest");
        var read = new ReadWorkflowText(Story.Context(House), ["needs"], "victim_support", "casework");

        Assert.Equal("Kham needs rest", Done(await grain.ReadTextAsync(read, default)).Single().Text.Value);
        Done(await grain.ReadTextAsync(read, default)); // A repeat is no second reading.
        Assert.Single(Done(await grain.HistoryAsync(House, 0, 100, default)).Entries, e => e.Type == "workflow.text_read");
        CaseSilo.Refused(CaseRefusals.PurposeUnknown, await grain.ReadTextAsync(read with { Context = Story.Context(House), Purpose = "curiosity" }, default));
        CaseSilo.Refused(WorkflowRefusals.TextUnknown, await grain.ReadTextAsync(read with { Context = Story.Context(Police) }, default));
        CaseSilo.Refused(WorkflowRefusals.TextUnknown, await grain.ReadTextAsync(read with { Context = Story.Context(House), Fields = ["intake"] }, default));
    }

    [Fact]
    public async Task About_a_case_its_parties_start_it_and_its_conflict_list_hides_it()
    {
        var name = await silo.CaseAsync();
        var foreign = Start(Story.By("moj", "x", Role.AgencyOfficer), about: name);
        CaseSilo.Refused(CommonRefusals.NotFound, await silo.Grain(foreign).StartAsync(foreign, default));

        var grain = await silo.AssessedAsync(name, "Kham needs rest");
        Assert.Equal(name, Done(await grain.GetAsync(Doctor, default)).Case);
        Done(await grain.ReadTextAsync(new ReadWorkflowText(Story.Context(House), ["needs"], "victim_support", "casework"), default));
        var accesses = await silo.Registry.QueryAsync(
            new Viewer("", null, Everything: true), new RegistryQuery { Kind = CaseAccessName.Collection, Case = name.ToString() }, null, default);
        Assert.Single(accesses.Hits);

        Done(await silo.Grains.Case(name).ExecuteAsync(new BlockOfficer(Story.Context(House with { Roles = [Role.CaseLead] }), "test", Doctor.Subject, "conflict"), default));
        CaseSilo.Refused(CommonRefusals.NotFound, await grain.GetAsync(Doctor, default));
        CaseSilo.Refused(CommonRefusals.NotFound, await grain.FireAsync(Fire("examine", Doctor, data: [("diagnosis", "d1")]), default));
        Done(await grain.GetAsync(Doctor with { Subject = "another" }, default));
    }

    [Fact]
    public async Task A_deadline_fires_once_however_often_it_is_woken()
    {
        var grain = await silo.StartedAsync();
        await grain.WakeAsync("deadline.assess_by");
        Assert.Equal("admitted", Done(await grain.GetAsync(House, default)).State);
        silo.Time.Advance(TimeSpan.FromDays(3));

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => grain.WakeAsync("deadline.assess_by")));

        var view = Done(await grain.GetAsync(House, default));
        Assert.Equal("assessed", view.State);
        Assert.Equal(["workflow.started", "workflow.fired", "workflow.notified"], Done(await grain.HistoryAsync(House, 0, 100, default)).Entries.Select(e => e.Type));
        Assert.Null(Done(await grain.HistoryAsync(House, 0, 100, default)).Entries[1].Actor);
    }

    [Fact]
    public async Task It_is_in_the_list_of_those_whose_turn_it_is_and_found_by_its_definition()
    {
        var grain = await silo.AssessedAsync();
        var name = Done(await grain.GetAsync(House, default)).Name.ToString();

        async Task<IEnumerable<string>> Open(string agency, bool open = true) => (await silo.Registry.QueryAsync(
            new Viewer(agency, null, Everything: false),
            new RegistryQuery { Kind = WorkflowName.Collection, Party = agency, OpenOnly = open, Terms = ["definition:stay"] }, null, default)).Hits.Select(h => h.Name);

        Assert.Equal([name], await Open("lwu-center"));
        Assert.Equal([name], await Open("moh"));
        Assert.Empty(await Open("atd"));
        Assert.Equal([name], await Open("atd", open: false));
        Assert.Empty(await Open("opp", open: false));
    }

    [Fact]
    public async Task After_a_restart_with_a_newer_version_running_instances_go_on()
    {
        var grain = await silo.AssessedAsync(needs: "Kham needs rest");
        var care = Done(await grain.FireAsync(Fire("take_care"), default));
        var (folder, time) = await silo.StopAsync();
        silo = await WorkflowSilo.StartAsync(new Given([Samples.Stay, Samples.Newer]), folder, time);

        grain = silo.Grains.Workflow(care.Name);
        Assert.Equal(("in_care", 1), Done(await grain.GetAsync(House, default)) is var old ? (old.State, old.DefinitionVersion) : default);
        var offered = Done(await grain.FireAsync(Fire("offer", data: [("strands", "a")]), default));

        Assert.Equal(("cared_for", 2), (offered.State, offered.DefinitionVersion));
        Assert.Equal("Kham needs rest", Done(await grain.ReadTextAsync(new ReadWorkflowText(Story.Context(House), ["needs"], "victim_support", "casework"), default)).Single().Text.Value);
        var started = Start();
        Assert.Equal(2, Done(await silo.Grain(started).StartAsync(started, default)).DefinitionVersion);
    }

    [Fact]
    public async Task While_its_version_is_not_here_it_is_unavailable_and_nothing_is_lost()
    {
        var (folder, time) = await silo.StopAsync();
        silo = await WorkflowSilo.StartAsync(new Given([Samples.Newer]), folder, time);
        var newer = Start();
        Done(await silo.Grain(newer).StartAsync(newer, default));
        await silo.StopAsync();
        silo = await WorkflowSilo.StartAsync(new Given([Samples.Stay]), folder, time);

        CaseSilo.Refused(WorkflowRefusals.DefinitionNotLoaded, await silo.Grain(newer).FireAsync(Fire("leave"), default));
        await silo.StopAsync();
        silo = await WorkflowSilo.StartAsync(new Given([Samples.Newer]), folder, time);
        Assert.True(Done(await silo.Grain(newer).FireAsync(Fire("leave"), default)).Final);
    }
}
