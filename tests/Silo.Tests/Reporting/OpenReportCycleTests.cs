using Coordination.Reporting;
using Coordination.Silo.Tests.Tasks;
using static Coordination.Silo.Reporting.Line;

namespace Coordination.Silo.Reporting;

public sealed class OpenReportCycleTests
{
    private static readonly DateTimeOffset OpensAt = Now.AddDays(10);

    private static CycleState Planned(CycleContent? content = null) =>
        CycleState.Initial.Then(CycleRules.Create(CycleState.Initial, new CreateReportCycle(By(TheSecretariat), content ?? Content, OpensAt), Inputs, Now));

    [Fact]
    public void A_planned_cycle_can_be_opened_before_its_time()
    {
        var state = Planned().Then(CycleRules.Open(Planned(), Inputs, Now));

        Assert.Equal((CycleStage.Open, 3), (state.Stage, state.Routes.Length));
    }

    [Fact]
    public void It_is_opened_once()
    {
        var open = Planned().Then(CycleRules.Open(Planned(), Inputs, Now));

        Assert.Equal("open", CycleRules.Open(open, Inputs, Now).ShouldRefuse(ReportingRefusals.TransitionNotAllowed).Metadata!["state"]);
    }

    [Fact]
    public void Not_when_units_would_be_late_at_once() =>
        CycleRules.Open(Planned(), Inputs, Due.Unit).ShouldRefuse(ReportingRefusals.DuePassed);

    [Fact]
    public void It_opens_by_itself_at_its_time_and_not_before()
    {
        Assert.Empty(CycleRules.DueBy(Planned(), Inputs, OpensAt.AddTicks(-1)).Events);
        Assert.IsType<CycleOpened>(Assert.Single(CycleRules.DueBy(Planned(), Inputs, OpensAt).Events));
    }

    [Fact]
    public void Once_it_is_open_a_second_wake_up_does_nothing()
    {
        var open = Planned().Then(CycleRules.DueBy(Planned(), Inputs, OpensAt));

        Assert.Empty(CycleRules.DueBy(open, Inputs, OpensAt.AddDays(1)).Events);
    }

    [Fact]
    public void A_unit_without_an_approver_by_then_is_named_and_the_others_report()
    {
        var inputs = Inputs with
        {
            Directory = new FakeDirectory
            {
                Agencies = Line.Directory.Agencies,
                Units = [.. Line.Directory.Units.Select(u => u.Name == ProvinceSavannakhet ? u with { ValidUntil = Now } : u)],
            },
        };

        var state = Planned().Then(CycleRules.DueBy(Planned(), inputs, OpensAt));

        Assert.Equal([Vientiane, LabourVientiane], state.Routes.Select(r => r.Unit));
        Assert.Equal([Savannakhet], state.Opened!.WithoutRoute);
    }
}
