using Coordination.Information;
using Coordination.Names;
using Coordination.Packs;

namespace Coordination.Silo.Packs;

/// <summary>What the pack that ships with the platform says about sharing, and what a pack without the file shares.</summary>
public sealed class InformationFileTests : IDisposable
{
    private static readonly CountryPack Lao = PackLoader.LoadOrThrow(PackFolder.Lao);
    private static readonly AgencyName Atd = new("atd");
    private static readonly AgencyName Lwu = new("lwu");

    private readonly PackFolder pack = new();

    private static InformationPolicy Policy => Lao.Information;

    public void Dispose() => pack.Dispose();

    [Fact]
    public void A_pack_without_the_file_shares_nothing()
    {
        pack.Delete("information.yaml");

        Assert.Same(InformationPolicy.None, PackLoader.LoadOrThrow(pack.Path).Information);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_no_file_that_is_left_out()
    {
        pack["information.yaml"] = "purposes: [";

        Assert.Contains(PackLoader.Load(pack.Path).Errors, e => e.File == "information.yaml" && e.Message.Contains("not YAML", StringComparison.Ordinal));
    }

    [Fact]
    public void What_must_be_said_is_missed()
    {
        pack["information.yaml"] = "four_eyes_minors: false\n";

        var errors = PackLoader.Load(pack.Path).Errors.Where(e => e.File == "information.yaml").Select(e => e.Message).ToArray();

        foreach (var key in (string[])["purposes", "legal_bases", "onward_depth_max", "longest_grant"])
            Assert.Contains(errors, e => e.Contains($"\"{key}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Data_of_victim_support_never_serve_the_enforcement_of_migration_law()
    {
        var enforcement = Policy.Find("migration_enforcement")!;

        Assert.All(
            ["victim_identification", "victim_protection", "victim_support", "health_care", "family_tracing", "repatriation"],
            purpose => Assert.Contains(purpose, enforcement.NeverFrom));
    }

    [Fact]
    public void Help_needs_consent_and_prosecution_does_not()
    {
        Assert.All(["victim_support", "health_care", "repatriation"], purpose => Assert.True(Policy.Find(purpose)!.ConsentRequired));
        Assert.False(Policy.Find("prosecution")!.ConsentRequired);
    }

    [Fact]
    public void Police_read_no_health_notes_and_counsellors_no_intelligence()
    {
        Assert.True(Policy.Denies(FieldClass.Health, Atd, []));
        Assert.True(Policy.Denies(FieldClass.Intelligence, Lwu, []));
        Assert.False(Policy.Denies(FieldClass.Health, Lwu, []));
        Assert.False(Policy.Denies(FieldClass.Intelligence, Atd, []));
    }

    [Theory]
    [InlineData(FieldClass.Identity, true)]
    [InlineData(FieldClass.Health, true)]
    [InlineData(FieldClass.Minor, true)]
    [InlineData(FieldClass.General, false)]
    [InlineData(FieldClass.Location, false)]
    public void Some_classes_need_four_eyes(FieldClass fieldClass, bool needed) => Assert.Equal(needed, Policy.NeedsFourEyes([fieldClass], minor: false));

    [Fact]
    public void All_about_a_child_needs_four_eyes() => Assert.True(Policy.NeedsFourEyes([FieldClass.General], minor: true));

    [Fact]
    public void Each_purpose_has_a_basis_and_words_in_both_languages() => Assert.All(Policy.Purposes, purpose =>
    {
        Assert.Contains(Policy.LegalBases, b => b.Purpose == purpose.Code);
        Assert.NotEmpty(purpose.DisplayName.En);
        Assert.NotEmpty(purpose.DisplayName.Lo);
    });

    [Fact]
    public void An_agency_has_the_bases_that_the_file_gives_it_and_no_other()
    {
        Assert.True(Policy.HasBasis(Atd, "investigation", new InstrumentName("penal-law")));
        Assert.False(Policy.HasBasis(Lwu, "migration_enforcement", new InstrumentName("penal-law")));
        Assert.False(Policy.HasBasis(Atd, "investigation", new InstrumentName("law-women")));
    }

    [Fact]
    public void It_bounds_depth_and_term_and_has_reminders_and_a_ladder()
    {
        Assert.Equal((2, TimeSpan.FromDays(365)), (Policy.MostOnward, Policy.LongestGrant));
        Assert.Equal(["3-days", "1-day", "1-hour"], Policy.Reminders.Select(r => r.Id));
        Assert.All(["urgent_direct", "urgent", "normal"], urgency => Assert.Equal(
            ["ministry", "secretariat", "chair"], Policy.Ladder.Where(r => r.Priorities.Contains(urgency)).Select(r => r.Level)));
    }

    [Fact]
    public void A_class_can_be_closed_to_roles_and_to_roles_of_some_agencies()
    {
        pack.Replace("information.yaml", "{class: health, agencies: [atd, mps], checked: false}", "{class: health, agencies: [moh], roles: [case_lead]}");
        pack.Replace("information.yaml", "{class: intelligence, agencies: [lwu, lwu-center], checked: false}", "{class: intelligence, roles: [unit_head]}");

        var policy = PackLoader.LoadOrThrow(pack.Path).Information;

        Assert.True(policy.Denies(FieldClass.Health, new AgencyName("moh"), ["case_lead"]));
        Assert.False(policy.Denies(FieldClass.Health, new AgencyName("moh"), ["unit_head"]));
        Assert.False(policy.Denies(FieldClass.Health, Atd, ["case_lead"]));
        Assert.True(policy.Denies(FieldClass.Intelligence, Atd, ["unit_head"]));
    }
}
