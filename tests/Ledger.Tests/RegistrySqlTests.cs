using Coordination.Ledger.Index;
using Coordination.Registry;

namespace Coordination.Ledger.Tests;

public class RegistrySqlTests
{
    private static readonly Viewer Officer = new("mlsw", null, Everything: false);
    private static readonly RegistryQuery Inbox = new() { Kind = "tasks", Party = "mlsw", OpenOnly = true };

    [Fact]
    public void An_inbox_and_a_plain_list_are_walks_as_short_as_their_page()
    {
        Assert.False(ToTheEnd(Officer, Inbox));
        Assert.False(ToTheEnd(Officer, Inbox with { Party = null }));
        Assert.False(ToTheEnd(Officer with { Everything = true }, Inbox with { Party = "moh" }));
    }

    [Fact]
    public void Whatever_filters_what_is_met_may_walk_to_the_end()
    {
        Assert.True(ToTheEnd(Officer, Inbox with { Text = "shelter" }));
        Assert.True(ToTheEnd(Officer, Inbox with { Province = "LA-VT" }));
        Assert.True(ToTheEnd(Officer, Inbox with { Case = "cases/c1" }));
        Assert.True(ToTheEnd(Officer, Inbox with { Instrument = "instruments/i1" }));
        Assert.True(ToTheEnd(Officer, Inbox with { Parent = "tasks/t1" }));
        Assert.True(ToTheEnd(Officer, Inbox with { States = ["requested"] }));
        Assert.True(ToTheEnd(Officer, Inbox with { PartyStates = ["requested"] }));
        Assert.True(ToTheEnd(Officer, Inbox with { PartyRoles = ["lead"] }));
        Assert.True(ToTheEnd(Officer, Inbox with { OverdueAt = DateTimeOffset.UnixEpoch }));
        Assert.True(ToTheEnd(Officer, Inbox with { Party = "moh" }));
        Assert.True(ToTheEnd(Officer with { Unit = "mlsw-vt" }, Inbox));
    }

    private static bool ToTheEnd(Viewer viewer, RegistryQuery query) => RegistrySql.For("strpos", viewer, query, null).ToTheEnd;
}
