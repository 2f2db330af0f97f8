using Coordination.Access;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Silo.Cases;
using static Coordination.Silo.Tests.Cases.Story;

namespace Coordination.Silo.Tests.Cases;

public sealed class ParticipantTests
{
    private static Decision<CaseEvent> Add(CaseState state, AgencyName agency, ParticipantRole role = ParticipantRole.Participant, UnitName? unit = null) =>
        ParticipantRules.Add(state, new AddParticipant(Context(), agency, role, unit), Now, Inputs);

    [Fact]
    public void Adding_is_refused_in_this_order()
    {
        Refused(CaseRefusals.ValueInvalid, Add(Story.IsClosed(), Lwu, ParticipantRole.Lead), "role");
        Refused(CaseRefusals.ValueInvalid, Add(Opened(), Moh, ParticipantRole.None), "role");
        Refused(CaseRefusals.CaseClosed, Add(Story.IsClosed(), Lwu));
        Refused(CaseRefusals.AlreadyParticipant, Add(Opened(), Lwu));
        Refused(CaseRefusals.AlreadyParticipant, Add(Opened().With(Moh, ParticipantRole.Observer), Moh));
        Refused(CaseRefusals.AgencyUnknown, Add(Opened(), new AgencyName("nobody"), unit: OfAnother));
        Refused(CaseRefusals.AgencyNotInForce, Add(Opened(), Ended, unit: OfAnother));
        Refused(CaseRefusals.UnitNotInForce, Add(Opened(), Moh, unit: OfAnother));

        var full = Opened();
        for (var i = 1; i < CaseLimits.Participants; i++)
            full = full.With(new AgencyName($"many-{i}"));
        Refused(CaseRefusals.TooMany, Add(full, Moh), "agency");
    }

    [Fact]
    public void The_lead_is_never_removed_and_the_others_are_also_from_a_closed_case()
    {
        var remove = new RemoveParticipant(Context(), Moh, "done");
        Refused(CaseRefusals.NotAParticipant, ParticipantRules.Remove(Opened(), remove));
        Refused(CaseRefusals.ParticipantIsLead, ParticipantRules.Remove(Opened(), remove with { Agency = Lwu }));

        var closed = Opened().With(Moh).Closing();
        Assert.Equal([Lwu], closed.Then(ParticipantRules.Remove(closed, remove)).Participants.Select(p => p.Agency));
    }

    [Fact]
    public void An_agency_says_which_of_its_units_works_on_it()
    {
        Decision<CaseEvent> Set(CaseState state, Principal by, UnitName? unit) => ParticipantRules.SetUnit(state, new SetParticipantUnit(Context(by), unit), Now, Inputs);
        var closed = Story.IsClosed();

        Refused(CommonRefusals.PermissionDenied, Set(closed, Lead with { Unit = Vientiane }, OfAnother));
        Refused(CommonRefusals.NotFound, Set(closed, Doctor, OfAnother));
        Refused(CaseRefusals.CaseClosed, Set(closed, Lead, OfAnother));
        Refused(CaseRefusals.UnitNotInForce, Set(Opened(), Lead, OfAnother));
        Nothing(Set(Opened(), Lead, null));

        var state = Opened().Then(Set(Opened(), Lead, Vientiane));
        Assert.Equal(Vientiane, state.Participants[0].Unit);
        Assert.Null(state.Then(Set(state, Lead, null)).Participants[0].Unit);
    }

    [Fact]
    public void The_relation_follows_the_role_and_the_unit()
    {
        var state = Opened().With(Atd).With(Moh, ParticipantRole.Observer);
        Assert.Equal(Relation.Lead, state.Relate(Lead));
        Assert.Equal(Relation.Participant, state.Relate(Police));
        Assert.Equal(Relation.Observer, state.Relate(Doctor));
        Assert.Equal(Relation.None, state.Relate(By("opp", "x", Role.CaseLead)));
        Assert.Equal(Relation.None, state.Relate(Lead with { Unit = Vientiane }));

        state = state.And(new ParticipantUnitSet(Lwu, Vientiane));
        Assert.Equal(Relation.Lead, state.Relate(Lead));
        Assert.Equal(Relation.Lead, state.Relate(Lead with { Unit = Vientiane }));
        Assert.Equal(Relation.None, state.Relate(Lead with { Unit = Phongsaly }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_transfer_changes_the_lead_and_leaves_one(bool stays)
    {
        var state = Opened().With(Atd).With(Moh).And(new TransferOffered(new TransferName("t"), Moh), new LeadTransferred(new TransferName("t"), Lwu, Moh, null, stays));

        Assert.Equal(Moh, state.Lead);
        Assert.Null(state.PendingTransfer);
        Assert.Single(state.Participants, p => p.Role is ParticipantRole.Lead);
        Assert.Equal(stays ? ParticipantRole.Participant : null, state.Find(Lwu)?.Role);
        Assert.Single(state.Participants, p => p.Agency == Atd);
    }
}
