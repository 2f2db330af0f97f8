using Coordination.Access;
using Coordination.Directory;
using Coordination.Ledger;
using Coordination.Names;
using static Coordination.Silo.Directory.Given;

namespace Coordination.Silo.Directory;

/// <summary>Who an agency's officers are is shown to few: in answers, in lists and on the watch stream.</summary>
public sealed class OfficerVisibilityTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private static readonly UnitName Lsw = new("lsw-la-vt");
    private static readonly Principal OwnAdmin = By("mlsw", Role.OrgAdmin, Role.UnitHead);

    private TestSilo Silo => shared.Silo;

    public static TheoryData<string, string, bool> Readers => new()
    {
        { "secretariat", Role.Secretariat, true },
        { "ncatip", Role.Chair, true },
        { "mlsw", Role.OrgAdmin, true },
        { "mlsw", Role.AgencyFocalPoint, true },
        { "mlsw", Role.AgencyOfficer, false },
        { "mlsw", Role.UnitHead, false },
        { "moh", Role.OrgAdmin, false },
        { "moh", Role.AgencyFocalPoint, false },
        { "mps", Role.Auditor, false },
        { "mps", Role.PlatformOperator, false },
    };

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Officers_are_shown_to_their_own_administration_and_the_secretariat(string agency, string role, bool shown)
    {
        await SetAsync("officer-1");

        var seen = await Silo.Grains.Agency(Mlsw).GetAsync(By(agency, role), default);
        var unit = await Silo.Grains.Unit(Lsw).GetAsync(By(agency, role), default);

        Assert.Equal(shown, seen.Value!.Officers.Any(o => o.Subject == "officer-1"));
        Assert.Equal(shown ? "officer-1" : "", unit.Value!.Head);
    }

    [Fact]
    public async Task Lists_show_no_officer_to_anybody()
    {
        await SetAsync("officer-1");

        var agencies = await Silo.Grains.Directory().ListAgenciesAsync(Secretariat, new AgencyQuery(default, false, 500, null), default);
        var units = await Silo.Grains.Directory().ListUnitsAsync(Secretariat, new UnitQuery(null, null, 500, null), default);

        Assert.All(agencies.Value!.Agencies, a => Assert.Empty(a.Officers));
        Assert.All(units.Value!.Units, u => Assert.Equal("", u.Head));
    }

    [Fact]
    public async Task The_watch_stream_shows_them_to_the_secretariat_and_not_to_a_ministry()
    {
        var before = Silo.Feed.Head;
        await SetAsync("officer-" + Guid.NewGuid().ToString("n"));
        Assert.Contains(await Silo.WrittenAfterAsync(before), e => e.Stream == "rosters/mlsw");

        Assert.Contains(await WatchedAsync(Secretariat, before), e => e.Type == "roster.officer_set");
        foreach (var principal in new[] { By("moh", Role.AgencyOfficer, Role.OrgAdmin), By("mlsw", Role.AgencyOfficer), By("mps", Role.Auditor) })
            Assert.DoesNotContain(await WatchedAsync(principal, before), e => e.Type.StartsWith("roster.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_happens_to_an_agency_everybody_may_watch()
    {
        var before = Silo.Feed.Head;
        var name = new AgencyName("w" + Guid.NewGuid().ToString("n")[..12]);
        await Silo.Grains.Agency(name).CreateAsync(new CreateAgency(Context(), name, Words, AgencyKind.Partner, null, "", null), default);

        Assert.Contains(await WatchedAsync(By("moh", Role.AgencyOfficer), before), e => e.Resource == name.ToString() && e.Type == "agency.created");
    }

    [Fact]
    public async Task Who_may_not_register_officers_leaves_no_trace()
    {
        var before = Silo.Feed.Head;
        var attempt = new SetOfficer(Context(By("moh", Role.OrgAdmin)), new AgencyName("lfnd"), "officer-1", null, [], false);

        Assert.Equal("PERMISSION_DENIED", (await Silo.Grains.Agency(attempt.Agency).SetOfficerAsync(attempt, default)).Refusal!.Code);
        Assert.Equal("PERMISSION_DENIED", (await Silo.Grains.Agency(attempt.Agency).RemoveOfficerAsync(
            new RemoveOfficer(attempt.Context, attempt.Agency, "officer-1"), default)).Refusal!.Code);
        Assert.DoesNotContain(await Silo.WrittenAfterAsync(before), e => e.Stream == "rosters/lfnd");
    }

    [Fact]
    public async Task An_administrator_cannot_grant_what_it_lacks()
    {
        var attempt = new SetOfficer(Context(OwnAdmin), Mlsw, "officer-9", null, [Role.Secretariat], false);

        Assert.Equal("ROLE_NOT_GRANTABLE", (await Silo.Grains.Agency(Mlsw).SetOfficerAsync(attempt, default)).Refusal!.Code);
    }

    [Fact]
    public async Task A_unit_of_another_agency_cannot_be_headed()
    {
        var attempt = new SetOfficer(Context(OwnAdmin), Mlsw, "officer-9", Atu, [], true);

        Assert.Equal("UNIT_UNKNOWN", (await Silo.Grains.Agency(Mlsw).SetOfficerAsync(attempt, default)).Refusal!.Code);
    }

    [Fact]
    public async Task An_officer_is_removed_once_and_a_repeat_gets_the_first_result()
    {
        var subject = "officer-" + Guid.NewGuid().ToString("n");
        await SetAsync(subject, heads: false);
        var remove = new RemoveOfficer(Context(OwnAdmin), Mlsw, subject);

        Assert.DoesNotContain((await Silo.Grains.Agency(Mlsw).RemoveOfficerAsync(remove, default)).Value!.Officers, o => o.Subject == subject);
        Assert.False((await Silo.Grains.Agency(Mlsw).RemoveOfficerAsync(remove, default)).IsRefused);
        Assert.Equal("OFFICER_UNKNOWN", (await Silo.Grains.Agency(Mlsw).RemoveOfficerAsync(remove with { Context = Context(OwnAdmin) }, default)).Refusal!.Code);
        Assert.Equal("OFFICER_UNKNOWN", (await Silo.Grains.Agency(new AgencyName("lyu")).RemoveOfficerAsync(
            new RemoveOfficer(Context(), new AgencyName("lyu"), subject), default)).Refusal!.Code);
    }

    private async Task SetAsync(string subject, bool heads = true)
    {
        var outcome = await Silo.Grains.Agency(Mlsw).SetOfficerAsync(new SetOfficer(Context(OwnAdmin), Mlsw, subject, Lsw, [Role.UnitHead], heads), default);
        Assert.Contains(outcome.Value!.Officers, o => o.Subject == subject);
    }

    private async Task<IReadOnlyList<FeedEvent>> WatchedAsync(Principal principal, long after)
    {
        var page = await Silo.Grains.GetGrain<IFeedGrain>(0).ReadAsync(principal, new FeedFilter([], null), after, 1_000, TimeSpan.Zero, default);
        return page.Value!.Events;
    }
}
