using Coordination.Access;
using Coordination.Directory;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Outcomes;
using Microsoft.Extensions.DependencyInjection;
using static Coordination.Silo.Directory.Given;

namespace Coordination.Silo.Directory;

/// <summary>Commands through their grains, down to the ledger.</summary>
public sealed class DirectoryCommandsTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private TestSilo Silo => shared.Silo;

    private IDirectory Directory => Silo.Services.GetRequiredService<IDirectory>();

    private static AgencyName NewName() => new("x" + Guid.NewGuid().ToString("n")[..12]);

    private static CreateAgency Create(AgencyName agency, Guid? requestId = null, Principal? by = null, AgencyName? parent = null) =>
        new(Context(by, requestId), agency, Words, AgencyKind.Ministry, parent, "LA", null);

    private async Task<AgencyName> CreatedAsync()
    {
        var name = NewName();
        Assert.False((await Silo.Grains.Agency(name).CreateAsync(Create(name), default)).IsRefused);
        return name;
    }

    [Fact]
    public async Task A_repeat_gets_the_first_result_and_writes_nothing()
    {
        var name = NewName();
        var requestId = Guid.NewGuid();
        var first = await Silo.Grains.Agency(name).CreateAsync(Create(name, requestId), default);
        await Silo.Grains.Agency(name).UpdateAsync(
            new UpdateAgency(Context(), AgencyFields.DisplayName, new LocalizedText("Later", ""), default, null, null), default);

        var repeat = await Silo.Grains.Agency(name).CreateAsync(Create(name, requestId), default);

        Assert.Equal("Words", repeat.Value!.DisplayName.En);
        Assert.Equal(first.Value!.Version, repeat.Value.Version);
        Assert.Equal(2, (await Silo.Grains.Agency(name).GetAsync(Secretariat, default)).Value!.Version);
    }

    [Fact]
    public async Task Another_command_under_a_used_request_id_is_refused()
    {
        var name = NewName();
        var requestId = Guid.NewGuid();
        await Silo.Grains.Agency(name).CreateAsync(Create(name, requestId), default);

        var other = await Silo.Grains.Agency(name).RetireAsync(new RetireAgency(Context(requestId: requestId), null, []), default);

        Assert.Equal("REQUEST_ID_REUSED", other.Refusal!.Code);
    }

    [Fact]
    public async Task A_stale_etag_is_refused()
    {
        var name = await CreatedAsync();
        var rename = new UpdateAgency(Context(etag: "v1"), AgencyFields.DisplayName, new LocalizedText("Renamed", ""), default, null, null);

        Assert.False((await Silo.Grains.Agency(name).UpdateAsync(rename, default)).IsRefused);
        var again = await Silo.Grains.Agency(name).UpdateAsync(rename with { Context = Context(etag: "v1") }, default);

        Assert.Equal("ETAG_STALE", again.Refusal!.Code);
    }

    [Fact]
    public async Task A_ministry_s_officer_cannot_manage_the_directory()
    {
        var name = NewName();
        var officer = By("mlsw", Role.AgencyOfficer, Role.OrgAdmin, Role.AgencyFocalPoint);

        Assert.Equal("PERMISSION_DENIED", (await Silo.Grains.Agency(name).CreateAsync(Create(name, by: officer), default)).Refusal!.Code);
        Assert.Equal("PERMISSION_DENIED", (await Silo.Grains.Agency(Mps).RetireAsync(new RetireAgency(Context(officer), null, []), default)).Refusal!.Code);
        Assert.Equal("PERMISSION_DENIED", (await Silo.Grains.Unit(Atu).RetireAsync(new RetireUnit(Context(officer)), default)).Refusal!.Code);
        Assert.Equal("PERMISSION_DENIED", (await Silo.Grains.Committee(new CommitteeName("ncatip")).SetMembershipAsync(
            new SetMembership(Context(officer), Mps, MembershipRole.Member, null, Now), default)).Refusal!.Code);
    }

    [Fact]
    public async Task Nobody_but_the_platform_applies_a_pack()
    {
        var outcome = await Silo.Grains.Agency(Mps).ApplyPackAsync(
            new ApplyAgencyPack(Context(), Mps, Words, AgencyKind.Ministry, null, "LA", null, null, [], "mark"), default);

        Assert.Equal("PERMISSION_DENIED", outcome.Refusal!.Code);
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found()
    {
        Assert.Equal("NOT_FOUND", (await Silo.Grains.Agency(new AgencyName("nobody")).GetAsync(Secretariat, default)).Refusal!.Code);
        Assert.Equal("NOT_FOUND", (await Silo.Grains.Unit(new UnitName("nobody")).GetAsync(Secretariat, default)).Refusal!.Code);
        Assert.Equal("NOT_FOUND", (await Silo.Grains.Committee(new CommitteeName("nobody")).GetAsync(Secretariat, default)).Refusal!.Code);
        Assert.Equal("NOT_FOUND", (await Silo.Grains.Agency(new AgencyName("nobody")).RetireAsync(new RetireAgency(Context(), null, []), default)).Refusal!.Code);
    }

    [Fact]
    public async Task Many_who_ask_at_once_for_what_does_not_exist_are_all_told_so()
    {
        var nobody = Silo.Grains.Agency(NewName());

        var reads = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => nobody.GetAsync(Secretariat, default)));
        var commands = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => nobody.RetireAsync(new RetireAgency(Context(), null, []), default)));

        Assert.All(reads.Concat(commands), outcome => Assert.Equal("NOT_FOUND", outcome.Refusal!.Code));
    }

    [Fact]
    public async Task A_ministry_that_merged_is_out_of_the_directory_before_its_caller_is_answered()
    {
        var (old, successor) = (await CreatedAsync(), await CreatedAsync());
        Assert.True(Directory.Find(old)!.IsInForceAt(DateTimeOffset.UtcNow));

        var retired = await Silo.Grains.Agency(old).RetireAsync(new RetireAgency(Context(), null, [successor]), default);

        // What the rules of tasks ask before they assign: no new task goes to it from here on.
        Assert.False(Directory.Find(old)!.IsInForceAt(DateTimeOffset.UtcNow));
        Assert.Equal([successor], Directory.Find(old)!.Successors);
        Assert.False(retired.Value!.InForce);
        // What it was is still there to be read.
        Assert.Equal("Words", (await Silo.Grains.Agency(old).GetAsync(Secretariat, default)).Value!.DisplayName.En);
    }

    [Fact]
    public async Task Nothing_new_goes_to_an_agency_that_ended()
    {
        var old = await CreatedAsync();
        var (child, unit) = (NewName(), new UnitName("u" + Guid.NewGuid().ToString("n")[..12]));
        await Silo.Grains.Agency(old).RetireAsync(new RetireAgency(Context(), null, []), default);

        Assert.Equal("AGENCY_ENDED", (await Silo.Grains.Agency(child).CreateAsync(Create(child, parent: old), default)).Refusal!.Code);
        Assert.Equal("AGENCY_ENDED", (await Silo.Grains.Unit(unit).CreateAsync(new CreateUnit(Context(), unit, Words, old, "LA-VT", "", true), default)).Refusal!.Code);
        Assert.Equal("AGENCY_ENDED", (await Silo.Grains.Committee(new CommitteeName("ncatip")).SetMembershipAsync(
            new SetMembership(Context(), old, MembershipRole.Member, DateTimeOffset.UtcNow.AddDays(1), null), default)).Refusal!.Code);
        Assert.Equal("AGENCY_ENDED", (await Silo.Grains.Agency(old).SetOfficerAsync(
            new SetOfficer(Context(), old, "officer-1", null, [], false), default)).Refusal!.Code);
    }

    [Fact]
    public async Task Two_agencies_cannot_come_to_stand_above_each_other()
    {
        var above = await CreatedAsync();
        var below = NewName();
        await Silo.Grains.Agency(below).CreateAsync(Create(below, parent: above), default);

        var turned = await Silo.Grains.Agency(above).UpdateAsync(new UpdateAgency(Context(), AgencyFields.Parent, LocalizedText.Empty, default, below, null), default);

        Assert.Equal("PARENT_CYCLE", turned.Refusal!.Code);
    }

    [Fact]
    public async Task Commands_of_one_moment_are_all_carried_out()
    {
        var name = await CreatedAsync();
        var renames = Enumerable.Range(0, 20).Select(i => Silo.Grains.Agency(name).UpdateAsync(
            new UpdateAgency(Context(), AgencyFields.DisplayName, new LocalizedText($"Name {i}", ""), default, null, null), default));

        var outcomes = await Task.WhenAll(renames);

        Assert.All(outcomes, outcome => Assert.False(outcome.IsRefused));
        Assert.Equal(Enumerable.Range(2, 20), outcomes.Select(o => o.Value!.Version).Order());
        Assert.Equal(21, Directory.Find(name)!.Version);
    }

    [Fact]
    public async Task A_unit_is_made_changed_and_ended()
    {
        var unit = new UnitName("u" + Guid.NewGuid().ToString("n")[..12]);
        var grain = Silo.Grains.Unit(unit);
        Assert.True((await grain.CreateAsync(new CreateUnit(Context(), unit, Words, Mps, "LA-VT", "", true), default)).Value!.InForce);
        Assert.False((await grain.UpdateAsync(new UpdateUnit(Context(), UnitFields.Affected, LocalizedText.Empty, "", false), default)).Value!.Affected);
        Assert.False((await grain.RetireAsync(new RetireUnit(Context()), default)).Value!.InForce);

        Assert.False(Directory.Find(unit)!.IsInForceAt(DateTimeOffset.UtcNow));
        Assert.Equal("UNIT_ENDED", (await grain.RetireAsync(new RetireUnit(Context()), default)).Refusal!.Code);
    }

    [Fact]
    public async Task Memberships_of_the_committee_begin_and_end()
    {
        var member = await CreatedAsync();
        var committee = Silo.Grains.Committee(new CommitteeName("ncatip"));
        Outcome<CommitteeView> joined = await committee.SetMembershipAsync(new SetMembership(Context(), member, MembershipRole.Member, null, null), default);
        Assert.Null(joined.Value!.Memberships.Single(m => m.Agency == member).ValidUntil);

        var left = await committee.SetMembershipAsync(
            new SetMembership(Context(), member, MembershipRole.Member, null, DateTimeOffset.UtcNow.AddDays(1)), default);

        Assert.NotNull(left.Value!.Memberships.Single(m => m.Agency == member).ValidUntil);
        Assert.Equal(left.Value.Version, (await committee.GetAsync(By("moh", Role.AgencyOfficer), default)).Value!.Version);
    }
}
