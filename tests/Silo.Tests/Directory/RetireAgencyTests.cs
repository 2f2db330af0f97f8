using Coordination.Directory;
using Coordination.Names;
using static Coordination.Silo.Directory.Given;

namespace Coordination.Silo.Directory;

public sealed class RetireAgencyTests
{
    private static RetireAgency Command(DateTimeOffset? until = null, params AgencyName[] successors) => new(Context(), until, [.. successors]);

    [Fact]
    public void Without_a_time_it_ends_now()
    {
        var happened = (AgencyRetired)Only(AgencyRules.Retire(Agency(Created(Moh)), Command(), Around(), Now));

        Assert.Equal(Now, happened.ValidUntil);
        Assert.False(Agency(Created(Moh), happened).IsInForceAt(Now));
        Assert.True(Agency(Created(Moh), happened).IsInForceAt(Now.AddMicroseconds(-1)));
    }

    [Fact]
    public void Two_that_merge_name_the_same_successor()
    {
        var happened = (AgencyRetired)Only(AgencyRules.Retire(Agency(Created(Moh)), Command(null, Mlsw), Around(Entry(Mlsw)), Now));

        Assert.Equal([Mlsw], happened.Successors);
    }

    [Fact]
    public void One_that_splits_names_several_each_once()
    {
        var happened = (AgencyRetired)Only(AgencyRules.Retire(Agency(Created(Moh)), Command(null, Mlsw, Mps, Mlsw), Around(Entry(Mlsw), Entry(Mps)), Now));

        Assert.Equal([Mlsw, Mps], happened.Successors);
    }

    [Fact]
    public void A_merger_of_the_past_can_be_recorded_later() =>
        Only(AgencyRules.Retire(Agency(Created(Moh)), Command(Yesterday, Mlsw), Around(Entry(Mlsw)), Now));

    [Fact]
    public void An_end_that_is_still_to_come_can_be_moved() =>
        Only(AgencyRules.Retire(Agency(Created(Moh), new AgencyRetired(Tomorrow, [])), Command(Tomorrow.AddDays(7)), Around(), Now));

    [Fact]
    public void It_ends_once() =>
        Refused(DirectoryRefusals.AgencyEnded, AgencyRules.Retire(Agency(Created(Moh), new AgencyRetired(Now, [])), Command(), Around(), Now));

    [Fact]
    public void It_cannot_end_before_it_began() =>
        Refused(DirectoryRefusals.ValidityInverted, AgencyRules.Retire(Agency(Created(Moh, validFrom: Now)), Command(Now), Around(), Now));

    [Fact]
    public void It_cannot_succeed_itself() =>
        Refused(DirectoryRefusals.SuccessorSelf, AgencyRules.Retire(Agency(Created(Moh)), Command(null, Moh), Around(), Now));

    [Fact]
    public void A_successor_must_exist()
    {
        var decision = AgencyRules.Retire(Agency(Created(Moh)), Command(null, Mlsw), Around(), Now);

        Refused(DirectoryRefusals.SuccessorUnknown, decision);
        Assert.Equal("agencies/mlsw", decision.Refusal!.Metadata!["agency"]);
    }

    [Fact]
    public void A_successor_must_be_in_force_when_it_takes_over()
    {
        Refused(
            DirectoryRefusals.SuccessorEnded,
            AgencyRules.Retire(Agency(Created(Moh)), Command(null, Mlsw), Around(Entry(Mlsw, validUntil: Yesterday)), Now));
        Refused(
            DirectoryRefusals.SuccessorEnded,
            AgencyRules.Retire(Agency(Created(Moh)), Command(Now, Mlsw), Around(Entry(Mlsw, validFrom: Tomorrow)), Now));
    }
}
