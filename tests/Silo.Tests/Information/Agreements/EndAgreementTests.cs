using Coordination.Information;
using Coordination.Names;
using Coordination.Outcomes;
using static Coordination.Silo.Information.Agreements.Parties;

namespace Coordination.Silo.Information.Agreements;

/// <summary>Suspending, resuming, ending, and the end of its time.</summary>
public sealed class EndAgreementTests
{
    private static Decision<AgreementEvent> Suspend(AgreementState state, AgencyName by) => AgreementRules.Suspend(state, new SuspendAgreement(By(Speaker(by)), "A leak."));

    private static Decision<AgreementEvent> Resume(AgreementState state, AgencyName by, DateTimeOffset? at = null) =>
        AgreementRules.Resume(state, new ResumeAgreement(By(Speaker(by))), at ?? Now);

    private static Decision<AgreementEvent> End(AgreementState state, AgencyName by) => AgreementRules.End(state, new EndAgreement(By(Speaker(by)), "Enough."));

    [Fact]
    public void Either_side_suspends_and_resumes_its_own_suspension()
    {
        foreach (var side in (AgencyName[])[Lwu, Mlsw])
        {
            var suspended = InForce().Then(Suspend(InForce(), side));
            Assert.Equal((AgreementStage.Suspended, "A leak."), (suspended.Stage, suspended.Reason));
            Assert.False(suspended.HoldsAt(Now));

            var resumed = suspended.Then(Resume(suspended, side));
            Assert.Equal((AgreementStage.InForce, ""), (resumed.Stage, resumed.Reason));
            Assert.True(resumed.HoldsAt(Now));
        }
    }

    [Fact]
    public void One_side_does_not_resume_what_the_other_suspended()
    {
        var suspended = InForce().Then(Suspend(InForce(), Lwu));

        var refusal = Resume(suspended, Mlsw).ShouldRefuse(AgreementRefusals.SuspendedByOther);
        Assert.Equal(Lwu.ToString(), refusal.Metadata!["agency"]);
    }

    [Fact]
    public void What_both_suspended_both_resume()
    {
        var state = InForce().Then(Suspend(InForce(), Lwu));
        state = state.Then(Suspend(state, Mlsw));
        Assert.Equal([Lwu, Mlsw], state.View(Name, 1).SuspendedBy);

        state = state.Then(Resume(state, Lwu));
        Assert.Equal(AgreementStage.Suspended, state.Stage);
        state = state.Then(Resume(state, Mlsw));
        Assert.Equal(AgreementStage.InForce, state.Stage);
    }

    [Fact]
    public void Only_what_is_in_force_is_suspended_and_only_what_is_suspended_resumed()
    {
        Suspend(Proposed(Lwu), Lwu).ShouldRefuse(InformationRefusals.TransitionNotAllowed);
        Resume(InForce(), Lwu).ShouldRefuse(InformationRefusals.TransitionNotAllowed);
        var suspended = InForce().Then(Suspend(InForce(), Lwu));
        Suspend(suspended, Lwu).ShouldRefuse(InformationRefusals.TransitionNotAllowed);
        Resume(suspended, Lwu, Content.Until).ShouldRefuse(InformationRefusals.TransitionNotAllowed);
    }

    [Fact]
    public void Either_side_ends_it_from_every_state_but_the_last()
    {
        AgreementState[] states = [Proposed(Lwu), InForce(), InForce().Then(Suspend(InForce(), Lwu))];
        foreach (var state in states)
        {
            foreach (var side in (AgencyName[])[Lwu, Mlsw])
            {
                var ended = state.Then(End(state, side));
                Assert.Equal((AgreementStage.Ended, "Enough."), (ended.Stage, ended.Reason));
                Assert.False(ended.HoldsAt(Now));
                Assert.Equal("ended", End(ended, side).ShouldRefuse(InformationRefusals.TransitionNotAllowed).Metadata!["state"]);
                Suspend(ended, side).ShouldRefuse(InformationRefusals.TransitionNotAllowed);
                Resume(ended, side).ShouldRefuse(InformationRefusals.TransitionNotAllowed);
            }
        }
    }

    [Fact]
    public void It_ends_by_itself_when_its_time_is_over_and_not_a_moment_before()
    {
        Assert.Empty(AgreementRules.DueBy(InForce(), Content.Until.AddTicks(-1)).Events);
        Assert.IsType<AgreementExpired>(Assert.Single(AgreementRules.DueBy(InForce(), Content.Until).Events));
        Assert.IsType<AgreementExpired>(Assert.Single(AgreementRules.DueBy(Proposed(Lwu), Content.Until).Events));
        Assert.Empty(AgreementRules.DueBy(InForce().Then(End(InForce(), Lwu)), Content.Until).Events);
        Assert.Empty(AgreementRules.DueBy(AgreementState.Initial, Content.Until).Events);
    }

    [Fact]
    public void It_holds_no_longer_at_its_end_even_if_nobody_woke_it()
    {
        Assert.True(InForce().HoldsAt(Content.Until.AddTicks(-1)));
        Assert.False(InForce().HoldsAt(Content.Until));
    }
}
