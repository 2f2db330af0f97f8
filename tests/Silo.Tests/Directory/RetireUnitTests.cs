using Coordination.Directory;
using static Coordination.Silo.Directory.Given;

namespace Coordination.Silo.Directory;

public sealed class RetireUnitTests
{
    [Fact]
    public void It_ends_now()
    {
        var happened = Only(UnitRules.Retire(Unit(UnitCreated()), Now));

        Assert.Equal(new UnitRetired(Now), happened);
        Assert.False(Unit(UnitCreated(), happened).IsInForceAt(Now));
    }

    [Fact]
    public void It_ends_once() => Refused(DirectoryRefusals.UnitEnded, UnitRules.Retire(Unit(UnitCreated(), new UnitRetired(Yesterday)), Now));
}
