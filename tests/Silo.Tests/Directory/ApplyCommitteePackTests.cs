using Coordination.Directory;
using Coordination.Localization;
using Coordination.Names;
using static Coordination.Silo.Directory.Given;

namespace Coordination.Silo.Directory;

public sealed class ApplyCommitteePackTests
{
    private static readonly CommitteeName Ncatip = new("ncatip");
    private static readonly MembershipView Chair = new(Mps, MembershipRole.Chair, Yesterday, null);
    private static readonly ApplyCommitteePack Entry1 = new(Context(), Ncatip, Words, [Chair], "mark-1");

    private static readonly CommitteeEvent[] Applied =
        [new CommitteeCreated(Ncatip, Words), new MembershipAdded(Mps, MembershipRole.Chair, Yesterday, null), new CommitteePackApplied("mark-1")];

    [Fact]
    public void A_new_entry_founds_the_committee() => Assert.Equal(Applied, CommitteeRules.ApplyPack(CommitteeState.Initial, Entry1).Events);

    [Fact]
    public void The_same_entry_is_applied_once() => Nothing(CommitteeRules.ApplyPack(Committee(Applied), Entry1));

    [Fact]
    public void A_changed_entry_adds_what_is_new_and_ends_what_it_says_has_ended()
    {
        var changed = Entry1 with
        {
            DisplayName = new LocalizedText("Renamed", ""),
            Memberships = [Chair with { ValidUntil = Now }, new MembershipView(Moh, MembershipRole.Member, Now, null)],
            Mark = "mark-2",
        };

        Assert.Equal(
            [
                new CommitteeRenamed(new LocalizedText("Renamed", "")), new MembershipEnded(Mps, Now),
                new MembershipAdded(Moh, MembershipRole.Member, Now, null), new CommitteePackApplied("mark-2"),
            ],
            CommitteeRules.ApplyPack(Committee(Applied), changed).Events);
    }

    [Fact]
    public void A_membership_that_a_user_registered_stays()
    {
        var byHand = Committee([.. Applied, new MembershipAdded(Moh, MembershipRole.ViceChair, Yesterday, null)]);
        var changed = Entry1 with { Memberships = [Chair, new MembershipView(Moh, MembershipRole.Member, Now, null)], Mark = "mark-2" };

        Assert.Equal([new CommitteePackApplied("mark-2")], CommitteeRules.ApplyPack(byHand, changed).Events);
    }
}
