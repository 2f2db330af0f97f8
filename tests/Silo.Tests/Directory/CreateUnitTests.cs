using Coordination.Directory;
using static Coordination.Silo.Directory.Given;

namespace Coordination.Silo.Directory;

public sealed class CreateUnitTests
{
    private static CreateUnit Command(string province = "LA-VT", string district = "") => new(Context(), Atu, Words, Mps, province, district, true);

    [Fact]
    public void A_unit_is_registered_as_it_was_described() => Assert.Equal(
        new UnitCreated(Atu, Words, Mps, "LA-VT", "", true),
        Only(UnitRules.Create(UnitState.Initial, Command(), Entry(Mps), Pack, Now)));

    [Fact]
    public void A_code_is_given_once() =>
        Refused(DirectoryRefusals.UnitExists, UnitRules.Create(Unit(UnitCreated()), Command(), Entry(Mps), Pack, Now));

    [Fact]
    public void Its_agency_must_exist() =>
        Refused(DirectoryRefusals.AgencyUnknown, UnitRules.Create(UnitState.Initial, Command(), null, Pack, Now));

    [Fact]
    public void Its_agency_must_be_in_force() =>
        Refused(DirectoryRefusals.AgencyEnded, UnitRules.Create(UnitState.Initial, Command(), Entry(Mps, validUntil: Now), Pack, Now));

    [Fact]
    public void Its_province_must_be_one_of_the_country() =>
        Refused(DirectoryRefusals.ProvinceUnknown, UnitRules.Create(UnitState.Initial, Command("LA-ZZ"), Entry(Mps), Pack, Now));

    [Fact]
    public void A_district_is_free_where_the_pack_lists_none() =>
        Only(UnitRules.Create(UnitState.Initial, Command("LA-VT", "Chanthabouly"), Entry(Mps), Pack, Now));

    [Fact]
    public void A_district_must_be_listed_where_the_pack_lists_them()
    {
        Only(UnitRules.Create(UnitState.Initial, Command("LA-XS", "anouvong"), Entry(Mps), Pack, Now));
        Only(UnitRules.Create(UnitState.Initial, Command("LA-XS", "ຮົ່ມ"), Entry(Mps), Pack, Now));
        Refused(DirectoryRefusals.DistrictUnknown, UnitRules.Create(UnitState.Initial, Command("LA-XS", "Elsewhere"), Entry(Mps), Pack, Now));
    }
}
