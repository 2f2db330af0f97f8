using Coordination.Access;
using Coordination.Directory;
using Coordination.Names;
using static Coordination.Silo.Directory.Given;

namespace Coordination.Silo.Directory;

public sealed class SetOfficerTests
{
    private static readonly RosterOpened Opened = new(Mps);
    private static readonly Principal Admin = By("mps", Role.OrgAdmin, Role.AgencyOfficer);

    private static SetOfficer Command(Principal by, string[] roles, UnitName? unit = null, bool heads = false) =>
        new(Context(by), Mps, "officer-1", unit, [.. roles], heads);

    [Fact]
    public void An_officer_is_registered_with_its_roles_each_once() => Assert.Equivalent(
        new OfficerSet("officer-1", null, [Role.AgencyOfficer, Role.OrgAdmin], false),
        Only(RosterRules.Set(
            Roster(Opened), Command(Admin, [Role.OrgAdmin, Role.AgencyOfficer, Role.OrgAdmin]), Entry(Mps), null, Now)));

    [Fact]
    public void Nothing_happens_when_nothing_would_change() => Nothing(RosterRules.Set(
        Roster(Opened, new OfficerSet("officer-1", Atu, [Role.AgencyOfficer], true)),
        Command(Admin, [Role.AgencyOfficer], Atu, true), Entry(Mps), UnitEntry(), Now));

    [Fact]
    public void A_unit_has_one_head_and_the_former_one_stays_its_officer()
    {
        var roster = Roster(Opened, new OfficerSet("officer-2", Atu, [Role.UnitHead], true));

        var after = Roster(
            Opened, new OfficerSet("officer-2", Atu, [Role.UnitHead], true),
            Only(RosterRules.Set(roster, Command(Secretariat, [Role.UnitHead], Atu, true), Entry(Mps), UnitEntry(), Now)));

        Assert.True(after.Officers["officer-1"].HeadsUnit);
        Assert.False(after.Officers["officer-2"].HeadsUnit);
        Assert.Equal(Atu, after.Officers["officer-2"].Unit);
    }

    [Fact]
    public void The_agency_must_be_in_force() => Refused(
        DirectoryRefusals.AgencyEnded,
        RosterRules.Set(Roster(Opened), Command(Admin, [Role.AgencyOfficer]), Entry(Mps, validUntil: Now), null, Now));

    [Fact]
    public void The_unit_must_be_one_of_the_agency()
    {
        Refused(DirectoryRefusals.UnitUnknown, RosterRules.Set(Roster(Opened), Command(Admin, [], Atu), Entry(Mps), null, Now));
        Refused(DirectoryRefusals.UnitUnknown, RosterRules.Set(Roster(Opened), Command(Admin, [], Atu), Entry(Mps), UnitEntry(Moh), Now));
    }

    [Fact]
    public void The_unit_must_be_in_force() => Refused(
        DirectoryRefusals.UnitEnded, RosterRules.Set(Roster(Opened), Command(Admin, [], Atu), Entry(Mps), UnitEntry(validUntil: Now), Now));

    [Fact]
    public void A_head_needs_a_unit() =>
        Refused(DirectoryRefusals.HeadWithoutUnit, RosterRules.Set(Roster(Opened), Command(Admin, [], heads: true), Entry(Mps), null, Now));

    [Theory]
    [InlineData("king")]
    [InlineData(Role.Platform)] // The platform's own: no token may carry it.
    public void A_role_must_be_one_that_a_token_may_carry(string role) => Refused(
        DirectoryRefusals.RoleUnknown, RosterRules.Set(Roster(Opened), Command(Secretariat, [role]), Entry(Mps), null, Now));

    [Fact]
    public void An_administrator_cannot_grant_what_it_lacks()
    {
        Refused(
            DirectoryRefusals.RoleNotGrantable,
            RosterRules.Set(Roster(Opened), Command(Admin, [Role.AgencyOfficer, Role.Secretariat]), Entry(Mps), null, Now));
        Only(RosterRules.Set(Roster(Opened), Command(Secretariat, [Role.CaseLead]), Entry(Mps), null, Now));
    }

    [Fact]
    public void A_role_that_the_officer_has_may_stay_when_an_administrator_changes_the_rest() => Only(RosterRules.Set(
        Roster(Opened, new OfficerSet("officer-1", null, [Role.CaseLead], false)),
        Command(Admin, [Role.CaseLead, Role.AgencyOfficer]), Entry(Mps), null, Now));

    [Fact]
    public void Officers_are_bounded()
    {
        var many = Enumerable.Range(0, RosterRules.MaxOfficers).Select(n => (RosterEvent)new OfficerSet($"x{n}", null, [], false));

        Refused(DirectoryRefusals.OfficersFull, RosterRules.Set(Roster([Opened, .. many]), Command(Admin, []), Entry(Mps), null, Now));
    }
}
