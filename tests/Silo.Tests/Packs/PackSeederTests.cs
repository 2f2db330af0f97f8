using Coordination.Access;
using Coordination.Directory;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Packs;
using Coordination.Silo.Directory;
using Microsoft.Extensions.DependencyInjection;

namespace Coordination.Silo.Packs;

/// <summary>The pack is brought into the directory once, whole, and never over what a user changed.</summary>
public sealed class PackSeederTests
{
    [Fact]
    public async Task The_first_start_brings_the_whole_pack_into_the_directory()
    {
        await using var silo = await TestSilo.StartAsync();

        Assert.Equal(new PackSeeding(32 + 72 + 1, 0), await silo.Seeder.Seeded);
        var directory = silo.Services.GetRequiredService<IDirectory>();
        Assert.Equal(32, directory.Agencies.Length);
        Assert.Equal(72, directory.Units.Length);
        Assert.Equal(14, (await silo.Grains.Committee(new CommitteeName("ncatip")).GetAsync(Principal.Platform, default)).Value!.Memberships.Length);
    }

    [Fact]
    public async Task The_platform_does_it_and_says_so()
    {
        await using var silo = await TestSilo.StartAsync();

        Assert.All(await silo.WrittenAfterAsync(0), entry => Assert.Equal("platform", entry.Subject));
    }

    [Fact]
    public async Task A_second_start_adds_nothing()
    {
        var data = TestSilo.NewDataDirectory();
        try
        {
            await using (var first = await TestSilo.StartAsync(dataDirectory: data))
                Assert.Equal(105, (await first.Seeder.Seeded).Applied);

            await using var second = await TestSilo.StartAsync(dataDirectory: data);
            Assert.Equal(new PackSeeding(0, 0), await second.Seeder.Seeded);
            Assert.Equal(32, second.Services.GetRequiredService<IDirectory>().Agencies.Length);
            // Agencies and units took two events each, the committee its foundation, its members and the mark.
            Assert.Equal((32 + 72) * 2 + 1 + 14 + 1, (await second.WrittenAfterAsync(0)).Count);
        }
        finally
        {
            System.IO.Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task A_changed_pack_changes_what_changed_and_keeps_what_users_changed()
    {
        var data = TestSilo.NewDataDirectory();
        using var pack = new PackFolder();
        try
        {
            await using (var first = await TestSilo.StartAsync(pack.Path, data))
            {
                await first.Seeder.Seeded;
                await RenameAsync(first, "moh", "Health, by hand");
                await RenameAsync(first, "moj", "Justice, by hand");
            }

            pack.Replace("agencies.yaml", "en: Ministry of Justice", "en: Ministry of Justice (corrected)");
            pack.Replace("committee.yaml", "{agency: lfnd, role: member, valid_from: 2004", "{agency: lfnd, role: member, valid_from: 2004, valid_until: 2025-03");

            await using var second = await TestSilo.StartAsync(pack.Path, data);
            Assert.Equal(new PackSeeding(2, 0), await second.Seeder.Seeded);
            var directory = second.Services.GetRequiredService<IDirectory>();
            Assert.Equal("Health, by hand", directory.Find(new AgencyName("moh"))!.DisplayName.En);
            Assert.Equal("Ministry of Justice (corrected)", directory.Find(new AgencyName("moj"))!.DisplayName.En);
            var committee = (await second.Grains.Committee(new CommitteeName("ncatip")).GetAsync(Principal.Platform, default)).Value!;
            Assert.NotNull(committee.Memberships.Single(m => m.Agency == new AgencyName("lfnd")).ValidUntil);
        }
        finally
        {
            System.IO.Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task A_pack_that_returns_to_what_it_was_is_applied_again()
    {
        using var pack = new PackFolder();
        await using var silo = await TestSilo.StartAsync(pack.Path);
        await silo.Seeder.Seeded;
        var before = PackLoader.LoadOrThrow(pack.Path);
        pack.Replace("agencies.yaml", "en: Ministry of Justice", "en: Ministry of Law");
        var after = PackLoader.LoadOrThrow(pack.Path);

        foreach (var (loaded, name) in new[] { (after, "Ministry of Law"), (before, "Ministry of Justice"), (after, "Ministry of Law") })
        {
            Assert.Equal(new PackSeeding(1, 0), await SeederOf(silo, loaded).SeedAsync(default));
            Assert.Equal(name, silo.Services.GetRequiredService<IDirectory>().Find(new AgencyName("moj"))!.DisplayName.En);
        }
    }

    [Fact]
    public async Task Several_that_start_together_apply_each_entry_once()
    {
        using var pack = new PackFolder();
        await using var silo = await TestSilo.StartAsync(pack.Path);
        await silo.Seeder.Seeded;
        var before = silo.Feed.Head;
        pack["units.yaml"] = pack["units.yaml"].Replace("affected: true", "affected: false", StringComparison.Ordinal);
        var changed = PackLoader.LoadOrThrow(pack.Path);

        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SeederOf(silo, changed).SeedAsync(default))));

        Assert.All(all, one => Assert.Equal(0, one.Refused));
        Assert.Equal(18 * 2, (await silo.WrittenAfterAsync(before)).Count); // A change and its mark for each unit.
    }

    [Fact]
    public async Task A_ministry_that_the_pack_ends_is_refused_for_new_work()
    {
        using var pack = new PackFolder();
        await using var silo = await TestSilo.StartAsync(pack.Path);
        await silo.Seeder.Seeded;
        pack.Replace("agencies.yaml", "    name: {en: Ministry of Health,", "    valid_until: 2025-03\n    successors: [mlsw]\n    name: {en: Ministry of Health,");

        Assert.Equal(new PackSeeding(1, 0), await SeederOf(silo, PackLoader.LoadOrThrow(pack.Path)).SeedAsync(default));

        var moh = silo.Services.GetRequiredService<IDirectory>().Find(new AgencyName("moh"))!;
        Assert.False(moh.IsInForceAt(DateTimeOffset.UtcNow));
        Assert.Equal([new AgencyName("mlsw")], moh.Successors);
    }

    [Fact]
    public void Parents_and_successors_come_before_those_that_name_them()
    {
        var pack = PackLoader.LoadOrThrow(PackFolder.Lao);

        var waves = PackSeeder.Waves(pack.Agencies);

        Assert.Equal(pack.Agencies.Length, waves.Sum(wave => wave.Length));
        Assert.DoesNotContain(waves[0], agency => agency.Parent is not null);
        Assert.Equal(["secretariat", "atd", "lwu-center"], waves[1].Select(agency => agency.Name.Id));
    }

    [Fact]
    public void Only_the_content_of_an_entry_makes_its_mark()
    {
        var agency = PackLoader.LoadOrThrow(PackFolder.Lao).Agencies[0];

        Assert.Equal(PackMark.Of(agency), PackMark.Of(agency with { }));
        Assert.NotEqual(PackMark.Of(agency), PackMark.Of(agency with { Country = "" }));
        Assert.Equal(PackMark.RequestId("p", "agencies/moh", "m", 1), PackMark.RequestId("p", "agencies/moh", "m", 1));
        Assert.NotEqual(PackMark.RequestId("p", "agencies/moh", "m", 1), PackMark.RequestId("p", "agencies/moh", "m", 2));
    }

    private static PackSeeder SeederOf(TestSilo silo, CountryPack pack) => ActivatorUtilities.CreateInstance<PackSeeder>(silo.Services, pack);

    private static async Task RenameAsync(TestSilo silo, string agency, string name)
    {
        var outcome = await silo.Grains.Agency(new AgencyName(agency)).UpdateAsync(
            new UpdateAgency(Given.Context(), AgencyFields.DisplayName, new LocalizedText(name, ""), default, null, null), default);
        Assert.False(outcome.IsRefused);
    }
}
