using Coordination.Cases;
using Coordination.Outcomes;
using Coordination.Silo.Cases;
using static Coordination.Silo.Tests.Cases.Story;

namespace Coordination.Silo.Tests.Cases;

public sealed class PersonTests
{
    private static Decision<CaseEvent> Update(CaseState state, string person, PersonProfile profile) =>
        PersonRules.Update(state, new UpdatePerson(Context(), person, profile), Now, Inputs);

    private static CaseState Roles(params IEnumerable<PersonProfile> profiles)
    {
        var state = Opened(profiles.First());
        foreach (var profile in profiles.Skip(1))
            state = state.Then(Update(state, "p1", profile));
        return state;
    }

    [Fact]
    public void Adding_is_refused_in_this_order()
    {
        Decision<CaseEvent> Add(CaseState state, PersonProfile profile) => PersonRules.Add(state, new AddPerson(Context(), profile), Now, Inputs);
        var wrong = Woman with { Role = PersonRole.None };
        Refused(CaseRefusals.ValueInvalid, Add(Story.IsClosed(), wrong), "profile");
        Refused(CaseRefusals.CaseClosed, Add(Story.IsClosed().And(new CaseRetentionEnded()), Woman));
        var full = Opened([.. Enumerable.Repeat(Woman, CaseLimits.People)]);
        Refused(CaseRefusals.RetentionEnded, Add(full.And(new CaseRetentionEnded()), Woman));
        Refused(CaseRefusals.TooMany, Add(full, Woman), "profile");
        Assert.Equal("p2", Happens<PersonAdded>(Add(Opened(Woman), Woman)).Person.Id);
    }

    [Fact]
    public void An_id_is_never_used_again()
    {
        var state = Opened(Woman, Woman);
        state = state.Then(PersonRules.Withdraw(state, new WithdrawPerson(Context(), "p2", "mistake"), Now, Inputs));
        Assert.Equal("p3", Happens<PersonAdded>(PersonRules.Add(state, new AddPerson(Context(), Woman), Now, Inputs)).Person.Id);
        Refused(CaseRefusals.PersonUnknown, PersonRules.Withdraw(state, new WithdrawPerson(Context(), "p2", "mistake"), Now, Inputs));
        Refused(CaseRefusals.PersonUnknown, Update(state, "p2", Woman));
    }

    [Fact]
    public void Updating_is_refused_in_this_order()
    {
        var closed = Story.IsClosed(Woman);
        Refused(CaseRefusals.ValueInvalid, Update(closed, "p9", Woman with { Conflicted = true }), "profile");
        Refused(CaseRefusals.CaseClosed, Update(closed, "p9", Suspect));
        Refused(CaseRefusals.PersonUnknown, Update(Opened(Woman), "p9", Suspect));
        Refused(CaseRefusals.VictimNotOffender, Update(Opened(Woman), "p1", Suspect), "profile.role");
        Refused(CaseRefusals.VictimNotOffender, Update(Opened(Suspect), "p1", Woman), "profile.role");
    }

    [Fact]
    public void No_detour_makes_a_suspect_of_a_victim_or_a_victim_of_a_suspect()
    {
        Refused(CaseRefusals.VictimNotOffender, Update(Roles(Woman, Witness), "p1", Suspect));
        Refused(CaseRefusals.VictimNotOffender, Update(Roles(Woman, Witness, Aunt), "p1", Suspect));
        Refused(CaseRefusals.VictimNotOffender, Update(Roles(Witness, Woman, Aunt), "p1", Suspect));
        Refused(CaseRefusals.VictimNotOffender, Update(Roles(Suspect, Witness), "p1", Woman));
        Assert.Equal(PersonRole.Victim, Roles(Witness, Woman, Witness, Woman).Person("p1").Profile.Role);
        Assert.Equal(PersonRole.Suspect, Roles(Aunt, Suspect).Person("p1").Profile.Role);
    }

    [Fact]
    public void Of_whom_an_offence_is_recorded_stays_a_suspect_until_it_is_removed()
    {
        var state = Opened(Suspect).And(new OffenceRecorded("p1", Recruiting));
        Refused(CaseRefusals.VictimNotOffender, Update(state, "p1", Witness));
        Assert.Single(state.Then(Update(state, "p1", Suspect with { Gender = Gender.Male })).Person("p1").Offences);
        Assert.Equal(PersonRole.Witness, state.And(new OffenceRemoved("p1", Recruiting, "mistake")).Then(Update(Opened(Suspect), "p1", Witness)).Person("p1").Profile.Role);
    }

    [Fact]
    public void Recording_an_offence_is_refused_in_this_order()
    {
        Decision<CaseEvent> Record(CaseState state, string person, Offence? offence = null) => PersonRules.RecordOffence(state, new RecordOffence(Context(), person, offence ?? Recruiting));
        var state = Opened(Woman, Suspect, Witness, Aunt);
        Refused(CaseRefusals.CaseClosed, Record(state.And(new CaseClosed("reintegrated")), "p9"));
        Refused(CaseRefusals.PersonUnknown, Record(state, "p9"));
        foreach (var person in new[] { "p1", "p3", "p4" })
            Refused(CaseRefusals.VictimNotOffender, Record(state, person));
        var recorded = state.Then(Record(state, "p2"));
        Refused(CaseRefusals.OffenceUnchanged, Record(recorded, "p2"));
        for (var i = 1; i < CaseLimits.Offences; i++)
            recorded = recorded.Then(Record(recorded, "p2", new Offence(PenalLaw, $"a{i}")));
        Refused(CaseRefusals.OffenceUnchanged, Record(recorded, "p2"));
        Refused(CaseRefusals.TooMany, Record(recorded, "p2", new Offence(PenalLaw, "one-more")), "offence");
    }

    [Fact]
    public void Removing_an_offence_is_refused_in_this_order()
    {
        Decision<CaseEvent> Remove(CaseState state, string person) => PersonRules.RemoveOffence(state, new RemoveOffence(Context(), person, Recruiting, "mistake"));
        var state = Opened(Suspect);
        Refused(CaseRefusals.CaseClosed, Remove(state.And(new CaseClosed("reintegrated")), "p9"));
        Refused(CaseRefusals.PersonUnknown, Remove(state, "p9"));
        Refused(CaseRefusals.OffenceUnchanged, Remove(state, "p1"));
        var recorded = state.And(new OffenceRecorded("p1", Recruiting));
        Assert.Empty(recorded.Then(Remove(recorded, "p1")).Person("p1").Offences);
    }
}
