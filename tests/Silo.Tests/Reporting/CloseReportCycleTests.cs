using Coordination.Outcomes;
using Coordination.Reporting;
using static Coordination.Silo.Reporting.Line;

namespace Coordination.Silo.Reporting;

public sealed class CloseReportCycleTests
{
    private static CycleState Made(DateTimeOffset? opensAt = null, bool recurring = false) => CycleState.Initial.Then(
        CycleRules.Create(CycleState.Initial, new CreateReportCycle(By(TheSecretariat), Content with { Recurring = recurring }, opensAt), Inputs, Now));

    private static Decision<CycleEvent> Close(CycleState state) => CycleRules.Close(state, new CloseReportCycle(By(TheSecretariat), "All is in."));

    [Fact]
    public void An_open_cycle_is_closed_and_its_reports_are_to_be_ended()
    {
        var state = Made().Then(new CycleReportsMade());
        state = state.Then(Close(state));

        Assert.Equal((CycleStage.Closed, "All is in.", true), (state.Stage, state.Reason, state.HasWork));
        Assert.False(state.Then(new CycleReportsClosed()).HasWork);
    }

    [Fact]
    public void A_planned_cycle_that_is_closed_never_opens()
    {
        var state = Made(Now.AddDays(1));
        state = state.Then(Close(state));

        Assert.Empty(CycleRules.DueBy(state, Inputs, Now.AddDays(2)).Events);
        Assert.False(state.HasWork);
    }

    [Fact]
    public void A_closed_cycle_plans_no_successor() =>
        Assert.False(Made(recurring: true).Then(Close(Made(recurring: true))).LacksSuccessor);

    [Fact]
    public void It_is_closed_once()
    {
        var closed = Made().Then(Close(Made()));

        Close(closed).ShouldRefuse(ReportingRefusals.TransitionNotAllowed);
        CycleRules.Open(closed, Inputs, Now).ShouldRefuse(ReportingRefusals.TransitionNotAllowed);
    }
}
