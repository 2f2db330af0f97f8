using Coordination.Directory;
using static Coordination.Silo.Directory.Given;

namespace Coordination.Silo.Directory;

public sealed class ApplyUnitPackTests
{
    private static readonly ApplyUnitPack Entry1 = new(Context(), Atu, Words, Mps, "LA-VT", "", true, "mark-1");
    private static readonly UnitEvent[] Applied = [UnitCreated(), new UnitPackApplied("mark-1")];

    [Fact]
    public void A_new_entry_registers_the_unit() =>
        Assert.Equal(Applied, UnitRules.ApplyPack(UnitState.Initial, Entry1, Entry(Mps), Pack).Events);

    [Fact]
    public void The_same_entry_is_applied_once_also_over_a_user_s_change() =>
        Nothing(UnitRules.ApplyPack(Unit([.. Applied, new UnitUpdated(Words, "", false)]), Entry1, Entry(Mps), Pack));

    [Fact]
    public void A_changed_entry_changes_the_unit() => Assert.Equal(
        [new UnitUpdated(Words, "", false), new UnitPackApplied("mark-2")],
        UnitRules.ApplyPack(Unit(Applied), Entry1 with { Affected = false, Mark = "mark-2" }, Entry(Mps), Pack).Events);

    [Fact]
    public void A_unit_does_not_move()
    {
        Refused(DirectoryRefusals.UnitMoved, UnitRules.ApplyPack(Unit(Applied), Entry1 with { Agency = Moh, Mark = "mark-2" }, Entry(Moh), Pack));
        Refused(DirectoryRefusals.UnitMoved, UnitRules.ApplyPack(Unit(Applied), Entry1 with { Province = "LA-XS", Mark = "mark-2" }, Entry(Mps), Pack));
    }

    [Fact]
    public void What_no_command_may_an_entry_may_not_either()
    {
        Refused(DirectoryRefusals.AgencyUnknown, UnitRules.ApplyPack(UnitState.Initial, Entry1, null, Pack));
        Refused(DirectoryRefusals.ProvinceUnknown, UnitRules.ApplyPack(UnitState.Initial, Entry1 with { Province = "LA-ZZ" }, Entry(Mps), Pack));
    }
}
