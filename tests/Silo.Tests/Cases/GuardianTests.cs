using Coordination.Cases;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Silo.Cases;
using static Coordination.Silo.Tests.Cases.Story;

namespace Coordination.Silo.Tests.Cases;

public sealed class GuardianTests
{
    private static readonly CaseState State = Opened(Child, Woman, Aunt, Aunt with { Conflicted = true }, Suspect, Profile(PersonRole.Relative, AgeBand.Child));

    private static Decision<CaseEvent> Official(CaseState state, string person = "p1", AgencyName? agency = null, string? guardian = null) =>
        PersonRules.AppointGuardian(state, new AppointGuardian(Context(), person, GuardianKind.Official, agency, guardian), Now, Inputs);

    private static Decision<CaseEvent> Relative(CaseState state, string? guardian, AgencyName? agency = null, string person = "p1") =>
        PersonRules.AppointGuardian(state, new AppointGuardian(Context(), person, GuardianKind.Relative, agency, guardian), Now, Inputs);

    private static CaseState Update(CaseState state, string person, PersonProfile profile, DateTimeOffset? now = null) =>
        state.Then(PersonRules.Update(state, new UpdatePerson(Context(), person, profile), now ?? Now, Inputs));

    [Fact]
    public void Appointing_is_refused_in_this_order()
    {
        var closed = State.And(new CaseClosed("reintegrated"));
        Refused(CaseRefusals.CaseClosed, Official(closed, "p9"));
        Refused(CaseRefusals.PersonUnknown, Official(State, "p9"));
        foreach (var (id, _) in State.People.Select(p => (p.Id, p)).Where(p => p.Id != "p1"))
            Refused(CaseRefusals.GuardianNotNeeded, Official(State, id));
        Refused(CaseRefusals.ValueInvalid, PersonRules.AppointGuardian(State, new AppointGuardian(Context(), "p1", GuardianKind.None, null, null), Now, Inputs), "kind");
        Refused(CaseRefusals.ValueInvalid, Official(State), "agency");
        Refused(CaseRefusals.ValueInvalid, Official(State, agency: Ended, guardian: "p3"), "guardian");
        Refused(CaseRefusals.AgencyNotInForce, Official(State, agency: Ended));
        Refused(CaseRefusals.ValueInvalid, Relative(State, "p9", Lwu), "agency");
        Refused(CaseRefusals.PersonUnknown, Relative(State, null), "guardian");
        Refused(CaseRefusals.PersonUnknown, Relative(State, "p9"), "guardian");
        Refused(CaseRefusals.PersonUnknown, Relative(State, "p1"), "guardian");
    }

    [Theory]
    [InlineData("p2")] // A victim.
    [InlineData("p4")] // In conflict.
    [InlineData("p5")] // A suspect.
    [InlineData("p6")] // A child.
    public void Only_a_grown_up_relative_without_a_conflict_is_a_guardian(string person) => Refused(CaseRefusals.GuardianConflicted, Relative(State, person));

    [Fact]
    public void With_a_guardian_nothing_is_due_any_more()
    {
        foreach (var appointed in new[] { State.Then(Official(State, agency: Moh)), State.Then(Relative(State, "p3")) })
        {
            Assert.NotNull(appointed.Person("p1").Guardian);
            Assert.Null(appointed.GuardianDue());
            Assert.Null(Update(appointed, "p1", Child with { Gender = Gender.Male }).GuardianDue());
        }
    }

    [Fact]
    public void A_guardian_who_turns_out_to_be_in_conflict_a_suspect_or_a_child_is_none_any_more()
    {
        var appointed = State.Then(Relative(State, "p3"));
        var later = Now.AddDays(3);
        foreach (var profile in new[] { Aunt with { Conflicted = true }, Suspect, Profile(PersonRole.Relative, AgeBand.Child) })
        {
            var child = Update(appointed, "p3", profile, later).Person("p1");
            Assert.Null(child.Guardian);
            Assert.Equal(later + Policy.GuardianWithin, child.GuardianDue);
        }

        Assert.NotNull(Update(appointed, "p3", Aunt with { Gender = Gender.Male }).Person("p1").Guardian);
    }

    [Fact]
    public void A_guardian_who_is_withdrawn_is_none_any_more()
    {
        var appointed = State.Then(Relative(State, "p3"));
        var child = appointed.Then(PersonRules.Withdraw(appointed, new WithdrawPerson(Context(), "p3", "mistake"), Now, Inputs)).Person("p1");

        Assert.Null(child.Guardian);
        Assert.Equal(Now + Policy.GuardianWithin, child.GuardianDue);
    }

    [Fact]
    public void Of_a_grown_up_nothing_becomes_due_when_the_former_guardian_goes()
    {
        var grown = Update(State.Then(Relative(State, "p3")), "p1", Woman);
        Assert.Null(Update(grown, "p3", Suspect).GuardianDue());
    }

    [Fact]
    public void The_limit_starts_when_somebody_becomes_a_child_and_does_not_start_again()
    {
        var state = Update(Opened(Woman), "p1", Profile(PersonRole.Victim, AgeBand.Unknown, signs: true), Now.AddHours(5));
        Assert.Equal(Now.AddHours(5) + Policy.GuardianWithin, state.GuardianDue());
        Assert.Equal(Now.AddHours(5) + Policy.GuardianWithin, Update(state, "p1", Child, Now.AddHours(9)).GuardianDue());
        Assert.Null(Update(state, "p1", Woman, Now.AddHours(9)).GuardianDue());
    }

    [Fact]
    public void A_task_is_owed_as_long_as_a_child_has_neither_a_guardian_nor_a_task_for_it()
    {
        var (one, two) = (new TaskName("tone"), new TaskName("ttwo"));
        Assert.True(GuardianTasks.AreOwed(State));
        var assigned = State.And(new GuardianTaskAssigned("p1", one));
        Assert.False(GuardianTasks.AreOwed(assigned));
        var grown = Update(assigned, "p1", Woman);
        Assert.True(GuardianTasks.AreOwed(grown)); // To be closed.
        Assert.False(GuardianTasks.AreOwed(Update(grown, "p1", Child))); // The task that is open serves.
        var closed = grown.And(new GuardianTaskClosed("p1"));
        Assert.False(GuardianTasks.AreOwed(closed));
        var again = Update(closed, "p1", Child);
        Assert.True(GuardianTasks.AreOwed(again)); // Another task.
        Assert.False(GuardianTasks.AreOwed(again.And(new GuardianTaskAssigned("p1", two))));
        Assert.False(GuardianTasks.AreOwed(Opened(Woman, Suspect, Aunt)));
    }
}
