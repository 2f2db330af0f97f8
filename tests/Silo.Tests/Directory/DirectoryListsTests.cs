using Coordination.Access;
using Coordination.Directory;
using Coordination.Names;
using static Coordination.Silo.Directory.Given;

namespace Coordination.Silo.Directory;

public sealed class DirectoryListsTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private static readonly Principal Officer = By("moh", Role.AgencyOfficer);

    private IDirectoryGrain Lists => shared.Silo.Grains.Directory();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(500)]
    public async Task Pages_hold_every_agency_once_and_in_order(int pageSize)
    {
        var names = new List<string>();
        var token = "";
        do
        {
            var page = await Lists.ListAgenciesAsync(Officer, new AgencyQuery(default, false, pageSize, token), default);
            Assert.True(page.Value!.Agencies.Length <= pageSize);
            names.AddRange(page.Value.Agencies.Select(a => a.Name.Id));
            token = page.Value.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(names.Distinct().Order(StringComparer.Ordinal), names);
        Assert.Equal(32, names.Count);
    }

    [Fact]
    public async Task Agencies_are_filtered_by_kind()
    {
        var page = await Lists.ListAgenciesAsync(Officer, new AgencyQuery(AgencyKind.Justice, false, 0, null), default);

        Assert.Equal(["opp", "psc"], page.Value!.Agencies.Select(a => a.Name.Id));
    }

    [Fact]
    public async Task Units_are_filtered_by_agency_and_province()
    {
        var province = await Lists.ListUnitsAsync(Officer, new UnitQuery(null, "LA-PH", 0, null), default);
        var agency = await Lists.ListUnitsAsync(Officer, new UnitQuery(Mlsw, null, 0, null), default);
        var both = await Lists.ListUnitsAsync(Officer, new UnitQuery(Mlsw, "LA-PH", 0, null), default);

        Assert.Equal(["atu-la-ph", "lsw-la-ph", "lwu-la-ph", "pc-la-ph"], province.Value!.Units.Select(u => u.Name.Id));
        Assert.Equal(18, agency.Value!.Units.Length);
        Assert.Equal(["lsw-la-ph"], both.Value!.Units.Select(u => u.Name.Id));
    }

    [Fact]
    public async Task A_token_of_another_query_is_refused()
    {
        var page = await Lists.ListAgenciesAsync(Officer, new AgencyQuery(default, false, 2, null), default);

        var other = await Lists.ListAgenciesAsync(Officer, new AgencyQuery(default, true, 2, page.Value!.NextPageToken), default);
        var units = await Lists.ListUnitsAsync(Officer, new UnitQuery(null, null, 2, page.Value.NextPageToken), default);

        Assert.Equal("PAGE_TOKEN_INVALID", other.Refusal!.Code);
        Assert.Equal("PAGE_TOKEN_INVALID", units.Refusal!.Code);
    }

    [Fact]
    public async Task Who_has_no_role_is_shown_nothing()
    {
        var nobody = By("moh");

        Assert.Equal("PERMISSION_DENIED", (await Lists.ListAgenciesAsync(nobody, new AgencyQuery(default, false, 0, null), default)).Refusal!.Code);
        Assert.Equal("PERMISSION_DENIED", (await Lists.ListUnitsAsync(nobody, new UnitQuery(null, null, 0, null), default)).Refusal!.Code);
        Assert.Equal("PERMISSION_DENIED", (await Lists.ListProvincesAsync(nobody, default)).Refusal!.Code);
    }

    [Fact]
    public async Task Ended_agencies_and_units_are_counted_no_more()
    {
        await using var silo = await TestSilo.StartAsync();
        var lists = silo.Grains.Directory();
        await silo.Grains.Agency(new AgencyName("iom")).RetireAsync(new RetireAgency(Context(), null, []), default);
        await silo.Grains.Unit(new UnitName("atu-la-vt")).RetireAsync(new RetireUnit(Context()), default);
        await silo.Grains.Unit(new UnitName("atu-la-ph")).UpdateAsync(
            new UpdateUnit(Context(), UnitFields.Affected, Localization.LocalizedText.Empty, "", false), default);

        var inForce = await lists.ListAgenciesAsync(Officer, new AgencyQuery(AgencyKind.Partner, true, 0, null), default);
        var all = await lists.ListAgenciesAsync(Officer, new AgencyQuery(AgencyKind.Partner, false, 0, null), default);
        var provinces = (await lists.ListProvincesAsync(Officer, default)).Value!.ToDictionary(p => p.Code);

        Assert.DoesNotContain(inForce.Value!.Agencies, a => a.Name.Id == "iom");
        Assert.False(all.Value!.Agencies.Single(a => a.Name.Id == "iom").InForce);
        Assert.Equal(18, provinces.Count);
        Assert.Equal((3, false), (provinces["LA-VT"].Units, provinces["LA-VT"].Affected)); // Its unit ended.
        Assert.Equal((4, false), (provinces["LA-PH"].Units, provinces["LA-PH"].Affected)); // Its unit says so.
        Assert.Equal((4, true, 10), (provinces["LA-KH"].Units, provinces["LA-KH"].Affected, provinces["LA-KH"].Districts));
    }
}
