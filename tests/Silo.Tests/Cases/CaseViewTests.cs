using Coordination.Access;
using Coordination.Cases;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Silo.Cases;
using static Coordination.Silo.Tests.Cases.Story;

namespace Coordination.Silo.Tests.Cases;

public sealed class CaseViewTests
{
    private static readonly CaseState State = Opened(Child, Suspect).With(Atd).And(
        new IdentityKept("p1", new IdentityName("i")), new OfficerBlocked("test", "x", "named"),
        new EventRecorded("e1", new EventContent("rescue", "", "", "", [], [], [], []), Lwu), new ServicePlanned("s1", "p1", Pillar.SupportServices, "shelter", null));

    [Fact]
    public void The_lead_sees_all()
    {
        var view = State.View(Name, 3, Relation.Lead);
        Assert.Equal((2, 1, 1, 1), (view.People.Length, view.Timeline.Length, view.SupportPlan.Length, view.Blocked.Length));
        Assert.NotNull(view.People[0].Identity);
        Assert.Equal("2026-02", view.Source.Date);
    }

    [Fact]
    public void A_participant_does_not_learn_who_is_blocked_nor_whose_identity_is_kept()
    {
        var view = State.View(Name, 3, Relation.Participant);
        Assert.Equal((2, 1, 1, 0), (view.People.Length, view.Timeline.Length, view.SupportPlan.Length, view.Blocked.Length));
        Assert.All(view.People, p => Assert.Null(p.Identity));
    }

    [Theory]
    [InlineData(Relation.Observer)]
    [InlineData(Relation.None)]
    public void An_observer_gets_header_state_and_participants(Relation relation)
    {
        var view = State.View(Name, 3, relation);
        Assert.Equal((0, 0, 0, 0), (view.People.Length, view.Timeline.Length, view.SupportPlan.Length, view.Blocked.Length));
        Assert.Equal(ReferralSource.None, view.Source);
        Assert.Equal((CaseStage.Opened, 2, Lwu), (view.Stage, view.Participants.Length, view.Lead));
    }

    [Fact]
    public void Only_the_lead_is_told_on_the_stream_who_is_blocked_and_whose_identity_is_kept()
    {
        var definition = CaseProjection.Definition(new NoKeys());
        var codec = new Sdk.Grains.EventCodec<CaseEvent>(CaseJson.Default.CaseEvent);
        foreach (var (type, name) in codec.Names)
        {
            var entry = new LedgerEntry(1, "cases/cone", 1, name, ReadOnlyMemory<byte>.Empty, Guid.Empty, 0, "lwu", "s", Now);
            bool IsFor(string role) => definition.IsFor!(entry, new PartyRow { Agency = "x", Role = role, State = "opened", Open = true });
            var secret = type == typeof(OfficerBlocked) || type == typeof(OfficerUnblocked) || type == typeof(IdentityKept) || type == typeof(IdentityReleased)
                || type == typeof(CaseTasksTold);
            Assert.True(IsFor("lead"));
            Assert.Equal(!secret, IsFor("participant"));
            Assert.False(IsFor("observer"));
        }
    }

    [Fact]
    public void Only_the_leads_row_says_what_is_due()
    {
        var projection = CaseProjection.Of("cases/cone", State, 3, Now);
        Assert.Equal([Now + Policy.GuardianWithin, null], projection.Parties.Select(p => p.Due));
        Assert.Equal(["lead", "participant"], projection.Parties.Select(p => p.Role));
    }

    [Fact]
    public void Who_was_withdrawn_is_not_counted()
    {
        var state = State.Then(PersonRules.Withdraw(State, new WithdrawPerson(Context(), "p2", "mistake"), Now, Inputs));
        Assert.Equal(["case", "p1"], CaseProjection.Facts(state).Select(f => f.Item));
        Assert.All(CaseProjection.Facts(state), f => Assert.Equal(new DateOnly(2026, 2, 1), f.Day));
        Assert.Null(state.Standing(Name, Relation.Lead, 1).Find("p2"));
    }

    private sealed class NoKeys : Sealing.IKeyStore
    {
        public ValueTask<byte[]> WrapAsync(string keyName, ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<byte[]> UnwrapAsync(string keyName, ReadOnlyMemory<byte> wrapped, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DestroyAsync(string keyName, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> IsDestroyedAsync(string keyName, CancellationToken cancellationToken) => throw new NotSupportedException();

        public byte[] Mac(string use, ReadOnlySpan<byte> data) => throw new NotSupportedException();
    }
}
