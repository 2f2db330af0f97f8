using Coordination.Directory;
using Coordination.Names;
using static Coordination.Silo.Directory.Given;

namespace Coordination.Silo.Directory;

public sealed class CreateAgencyTests
{
    private static CreateAgency Command(AgencyName? parent = null) => new(Context(), Moh, Words, AgencyKind.Ministry, parent, "LA", null);

    [Fact]
    public void An_agency_is_registered_as_it_was_described()
    {
        var happened = Only(AgencyRules.Create(AgencyState.Initial, Command(Mps), Around(Entry(Mps)), Now));

        Assert.Equal(new AgencyCreated(Moh, Words, AgencyKind.Ministry, Mps, "LA", null), happened);
    }

    [Fact]
    public void A_code_is_given_once() =>
        Refused(DirectoryRefusals.AgencyExists, AgencyRules.Create(Agency(Created(Moh)), Command(), Around(), Now));

    [Fact]
    public void A_code_stays_taken_after_its_agency_ended() =>
        Refused(DirectoryRefusals.AgencyExists, AgencyRules.Create(Agency(Created(Moh), new AgencyRetired(Yesterday, [])), Command(), Around(), Now));

    [Fact]
    public void A_parent_must_exist() =>
        Refused(DirectoryRefusals.AgencyUnknown, AgencyRules.Create(AgencyState.Initial, Command(Mps), Around(), Now));

    [Fact]
    public void A_parent_must_be_in_force() =>
        Refused(DirectoryRefusals.AgencyEnded, AgencyRules.Create(AgencyState.Initial, Command(Mps), Around(Entry(Mps, validUntil: Now)), Now));

    [Fact]
    public void An_agency_cannot_be_its_own_parent() =>
        Refused(DirectoryRefusals.ParentCycle, AgencyRules.Create(AgencyState.Initial, Command(Moh), Around(Entry(Moh)), Now));

    [Fact]
    public void Agencies_stand_at_most_sixteen_levels_deep()
    {
        AgencyName Level(int n) => new($"level-{n}");
        var chain = Enumerable.Range(0, 18).Select(n => Entry(Level(n), parent: n == 17 ? null : Level(n + 1))).ToArray();

        Refused(DirectoryRefusals.ParentCycle, AgencyRules.Create(AgencyState.Initial, Command(Level(0)), Around(chain), Now));
        Only(AgencyRules.Create(AgencyState.Initial, Command(Level(2)), Around(chain), Now));
    }
}
