using Coordination.Directory;
using static Coordination.Silo.Directory.Given;

namespace Coordination.Silo.Directory;

public sealed class RemoveOfficerTests
{
    private static readonly RemoveOfficer Command = new(Context(), Mps, "officer-1");

    [Fact]
    public void An_officer_is_removed()
    {
        RosterEvent[] before = [new RosterOpened(Mps), new OfficerSet("officer-1", Atu, [], true)];

        var happened = Only(RosterRules.Remove(Roster(before), Command));

        Assert.Equal(new OfficerRemoved("officer-1"), happened);
        Assert.Empty(Roster([.. before, happened]).Officers);
    }

    [Fact]
    public void Whom_nobody_registered_nobody_can_remove() =>
        Refused(DirectoryRefusals.OfficerUnknown, RosterRules.Remove(Roster(new RosterOpened(Mps)), Command));
}
