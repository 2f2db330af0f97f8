using Coordination.Access;
using Coordination.Cases;
using Coordination.Outcomes;
using Coordination.Silo.Cases;
using static Coordination.Silo.Tests.Cases.Story;

namespace Coordination.Silo.Tests.Cases;

public sealed class VictimStatusTests
{
    private static readonly Principal Other = By("atd", "other", Role.CaseLead);
    private static readonly CaseState State = Opened(Woman, Suspect).With(Atd);

    private static Decision<CaseEvent> Decide(CaseState state, Principal by, VictimStatus status, string person = "p1", CaseInputs? inputs = null) =>
        PersonRules.DecideStatus(state, new DecideVictimStatus(Context(by), person, status, "interview"), inputs ?? Inputs);

    private static Decision<CaseEvent> Appeal(CaseState state, DateTimeOffset? now = null, string person = "p1") =>
        PersonRules.Appeal(state, new AppealVictimStatus(Context(), person, "new_facts"), now ?? Now, Inputs);

    [Fact]
    public void Deciding_is_refused_in_this_order()
    {
        var closed = State.And(new CaseClosed("reintegrated"));
        Refused(CaseRefusals.ValueInvalid, Decide(closed, Lead, VictimStatus.None), "status");
        Refused(CaseRefusals.NotAStatusDecider, Decide(closed, Lead, VictimStatus.Actual));
        Refused(CaseRefusals.CaseClosed, Decide(closed, Police, VictimStatus.Actual, "p9"));
        Refused(CaseRefusals.PersonUnknown, Decide(State, Police, VictimStatus.Actual, "p9"));
        Refused(CaseRefusals.NotAVictim, Decide(State, Police, VictimStatus.Actual, "p2"));
        var decided = State.Then(Decide(State, Police, VictimStatus.Actual));
        Refused(CaseRefusals.StatusUnchanged, Decide(decided, Other, VictimStatus.Actual));
    }

    [Fact]
    public void The_first_decision_may_be_that_it_stays_possible()
    {
        var decided = State.Then(Decide(State, Police, VictimStatus.Possible)).Person("p1");
        Assert.Equal((VictimStatus.Possible, Atd, false), (decided.Status, decided.Decisions[0].Organisation, decided.Decisions[0].OnAppeal));
    }

    [Fact]
    public void An_appeal_is_refused_in_this_order()
    {
        var decided = State.Then(Decide(State, Police, VictimStatus.NotVictim));
        Refused(CaseRefusals.CaseClosed, Appeal(decided.And(new CaseClosed("reintegrated")), person: "p9"));
        Refused(CaseRefusals.PersonUnknown, Appeal(decided, person: "p9"));
        Refused(CaseRefusals.NothingToAppeal, Appeal(State));
        Refused(CaseRefusals.AppealTooLate, Appeal(decided, Now + Policy.AppealWithin + TimeSpan.FromTicks(10)));
        Assert.True(decided.Then(Appeal(decided, Now + Policy.AppealWithin)).Person("p1").AppealPending);
        Refused(CaseRefusals.AppealPending, Appeal(decided.Then(Appeal(decided)), Now.AddYears(1)));
    }

    [Fact]
    public void What_was_decided_on_an_appeal_is_final_until_there_is_a_new_decision()
    {
        var decided = State.Then(Decide(State, Police, VictimStatus.NotVictim));
        var appealed = decided.Then(Appeal(decided));
        var final = appealed.Then(Decide(appealed, Other, VictimStatus.NotVictim));
        Refused(CaseRefusals.AppealDecided, Appeal(final), "person");
        Refused(CaseRefusals.AppealDecided, Appeal(final, Now + Policy.AppealWithin + TimeSpan.FromDays(1)));

        var anew = final.Then(Decide(final, Police, VictimStatus.Actual)); // Of new facts.
        Assert.True(anew.Then(Appeal(anew)).Person("p1").AppealPending);
    }

    [Fact]
    public void Another_officer_of_the_deciders_decides_the_appeal()
    {
        var appealed = State.Then(Decide(State, Police, VictimStatus.NotVictim));
        appealed = appealed.Then(Appeal(appealed));

        Refused(CaseRefusals.SameDecider, Decide(appealed, Police, VictimStatus.Actual));
        var person = appealed.Then(Decide(appealed, Other, VictimStatus.NotVictim)).Person("p1"); // It may stay as it was.
        Assert.Equal((VictimStatus.NotVictim, false, true), (person.Status, person.AppealPending, person.Decisions[^1].OnAppeal));
    }

    [Fact]
    public void Where_the_pack_names_one_that_agency_decides_appeals_and_nothing_else()
    {
        var inputs = Inputs with { Policy = Policy with { AppealDeciders = [Opp] } };
        var judge = By("opp", "judge", Role.CaseLead);
        Refused(CaseRefusals.NotAStatusDecider, Decide(State, judge, VictimStatus.Actual, inputs: inputs));

        var appealed = State.Then(Decide(State, Police, VictimStatus.NotVictim, inputs: inputs));
        appealed = appealed.Then(Appeal(appealed));
        Refused(CaseRefusals.NotAStatusDecider, Decide(appealed, Other, VictimStatus.Actual, inputs: inputs));
        Assert.Equal(VictimStatus.Actual, appealed.Then(Decide(appealed, judge, VictimStatus.Actual, inputs: inputs)).Person("p1").Status);
    }

    [Fact]
    public void Who_is_no_victim_by_the_role_has_no_status_and_no_appeal()
    {
        var appealed = State.Then(Decide(State, Police, VictimStatus.NotVictim));
        appealed = appealed.Then(Appeal(appealed));

        var witness = appealed.Then(PersonRules.Update(appealed, new UpdatePerson(Context(), "p1", Witness), Now, Inputs));
        Assert.Equal((VictimStatus.None, false), (witness.Person("p1").Status, witness.Person("p1").AppealPending));
        Refused(CaseRefusals.NotAVictim, Appeal(witness)); // Nobody could decide it.

        var again = witness.Then(PersonRules.Update(witness, new UpdatePerson(Context(), "p1", Woman), Now, Inputs));
        Assert.Equal(VictimStatus.Possible, again.Person("p1").Status);
    }
}
