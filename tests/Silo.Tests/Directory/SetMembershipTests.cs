using Coordination.Directory;
using Coordination.Names;
using static Coordination.Silo.Directory.Given;

namespace Coordination.Silo.Directory;

public sealed class SetMembershipTests
{
    private static readonly CommitteeCreated Founded = new(new CommitteeName("ncatip"), Words);

    private static SetMembership Command(DateTimeOffset? from = null, DateTimeOffset? until = null) => new(Context(), Moh, MembershipRole.Member, from, until);

    private static MembershipAdded Member(DateTimeOffset? from, DateTimeOffset? until = null) => new(Moh, MembershipRole.Member, from, until);

    [Fact]
    public void Without_dates_a_membership_begins_now() =>
        Assert.Equal(Member(Now), Only(CommitteeRules.Set(Committee(Founded), Command(), Entry(Moh), Now)));

    [Fact]
    public void An_end_ends_the_open_membership()
    {
        var happened = Only(CommitteeRules.Set(Committee(Founded, Member(Yesterday)), Command(until: Now), Entry(Moh), Now));

        Assert.Equal(new MembershipEnded(Moh, Now), happened);
        Assert.Null(Committee(Founded, Member(Yesterday), happened).OpenOf(Moh));
    }

    [Fact]
    public void A_former_member_can_come_back() => Only(
        CommitteeRules.Set(Committee(Founded, Member(Yesterday, Now)), Command(), Entry(Moh), Now));

    [Fact]
    public void A_membership_of_the_past_can_be_recorded_later() => Assert.Equal(
        Member(Yesterday.AddDays(-1), Yesterday),
        Only(CommitteeRules.Set(Committee(Founded), Command(Yesterday.AddDays(-1), Yesterday), Entry(Moh), Now)));

    [Fact]
    public void The_agency_must_exist() =>
        Refused(DirectoryRefusals.AgencyUnknown, CommitteeRules.Set(Committee(Founded), Command(), null, Now));

    [Fact]
    public void The_agency_must_be_in_force_when_it_joins() => Refused(
        DirectoryRefusals.AgencyEnded, CommitteeRules.Set(Committee(Founded), Command(), Entry(Moh, validUntil: Yesterday), Now));

    [Fact]
    public void The_membership_of_an_agency_that_ended_can_be_ended() => Only(
        CommitteeRules.Set(Committee(Founded, Member(Yesterday)), Command(until: Now), Entry(Moh, validUntil: Now), Now));

    [Fact]
    public void A_membership_cannot_end_before_it_began()
    {
        Refused(DirectoryRefusals.ValidityInverted, CommitteeRules.Set(Committee(Founded, Member(Now)), Command(until: Now), Entry(Moh), Now));
        Refused(DirectoryRefusals.ValidityInverted, CommitteeRules.Set(Committee(Founded), Command(Now, Yesterday), Entry(Moh), Now));
    }

    [Fact]
    public void Without_an_open_membership_there_is_nothing_to_end() =>
        Refused(DirectoryRefusals.MembershipUnknown, CommitteeRules.Set(Committee(Founded), Command(until: Now), Entry(Moh), Now));

    [Fact]
    public void An_agency_is_a_member_once_at_a_time()
    {
        Refused(DirectoryRefusals.MembershipOverlaps, CommitteeRules.Set(Committee(Founded, Member(Yesterday)), Command(), Entry(Moh), Now));
        Refused(DirectoryRefusals.MembershipOverlaps, CommitteeRules.Set(Committee(Founded, Member(Tomorrow)), Command(), Entry(Moh), Now));
        Refused(DirectoryRefusals.MembershipOverlaps, CommitteeRules.Set(Committee(Founded, Member(null, Tomorrow)), Command(), Entry(Moh), Now));
    }

    [Fact]
    public void Memberships_are_bounded()
    {
        var many = Enumerable.Range(0, CommitteeRules.MaxMemberships)
            .Select(n => (CommitteeEvent)new MembershipAdded(new AgencyName($"x{n}"), MembershipRole.Member, Now, null));

        Refused(DirectoryRefusals.MembershipsFull, CommitteeRules.Set(Committee([Founded, .. many]), Command(), Entry(Moh), Now));
    }
}
