using Coordination.Directory;
using Coordination.Localization;
using static Coordination.Silo.Directory.Given;

namespace Coordination.Silo.Directory;

public sealed class UpdateUnitTests
{
    private static readonly LocalizedText NewWords = new("New words", "");

    private static UpdateUnit Command(UnitFields fields, string district = "", bool affected = false) => new(Context(), fields, NewWords, district, affected);

    [Fact]
    public void Only_the_fields_that_are_named_change()
    {
        Assert.Equal(new UnitUpdated(Words, "", false), Only(UnitRules.Update(Unit(UnitCreated()), Command(UnitFields.Affected), Pack, Now)));
        Assert.Equal(new UnitUpdated(NewWords, "", true), Only(UnitRules.Update(Unit(UnitCreated()), Command(UnitFields.DisplayName), Pack, Now)));
        Assert.Equal(new UnitUpdated(Words, "Hom", true), Only(UnitRules.Update(Unit(UnitCreated()), Command(UnitFields.District, "Hom"), Pack, Now)));
    }

    [Fact]
    public void Nothing_happens_when_nothing_would_change() =>
        Nothing(UnitRules.Update(Unit(UnitCreated()), Command(UnitFields.Affected, affected: true), Pack, Now));

    [Fact]
    public void A_unit_that_ended_stays_as_it_was() => Refused(
        DirectoryRefusals.UnitEnded,
        UnitRules.Update(Unit(UnitCreated(), new UnitRetired(Now)), Command(UnitFields.Affected), Pack, Now));

    [Fact]
    public void A_district_must_be_one_of_the_province() => Refused(
        DirectoryRefusals.DistrictUnknown,
        UnitRules.Update(Unit(UnitCreated(province: "LA-XS")), Command(UnitFields.District, "Elsewhere"), Pack, Now));
}
