using Coordination.Access;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Reporting;
using Coordination.Silo.Tests.Tasks;
using static Coordination.Silo.Reporting.Line;

namespace Coordination.Silo.Reporting;

public sealed class CreateReportCycleTests
{
    private static Decision<CycleEvent> Create(
        CycleContent content, DateTimeOffset? opensAt = null, CycleState? state = null, ReportingInputs? inputs = null, Principal? by = null, AgencyName? behalf = null) =>
        CycleRules.Create(
            state ?? CycleState.Initial, new CreateReportCycle(By(by ?? TheSecretariat), content, opensAt, behalf), inputs ?? Inputs, Now);

    [Fact]
    public void Without_a_time_it_opens_at_once_for_the_units_of_affected_provinces()
    {
        var state = CycleState.Initial.Then(Create(Content));

        Assert.Equal((CycleStage.Open, Office), (state.Stage, state.Plan!.Owner));
        Assert.Equal([Savannakhet, Vientiane, LabourVientiane], state.Routes.Select(r => r.Unit));
        Assert.Equal(new ReportRoute(Vientiane, "LA-VT", Mps, ProvinceVientiane, Committee, Mps), state.Routes[1]);
    }

    [Fact]
    public void With_a_later_time_it_is_planned_and_nobody_reports_yet()
    {
        var state = CycleState.Initial.Then(Create(Content, Now.AddDays(1)));

        Assert.Equal(CycleStage.Planned, state.Stage);
        Assert.Empty(state.Routes);
    }

    [Fact]
    public void Agencies_narrow_the_default()
    {
        var state = CycleState.Initial.Then(Create(Content with { Agencies = [Mlsw] }));

        Assert.Equal([LabourVientiane], state.Routes.Select(r => r.Unit));
    }

    [Fact]
    public void A_unit_that_is_named_reports_wherever_it_is()
    {
        var state = CycleState.Initial.Then(Create(Content with { Units = [Savannakhet] }));

        Assert.Equal([Savannakhet], state.Routes.Select(r => r.Unit));
    }

    [Fact]
    public void A_unit_whose_validity_ends_within_the_period_is_left_out()
    {
        var directory = new FakeDirectory
        {
            Agencies = Line.Directory.Agencies,
            Units = [.. Line.Directory.Units.Select(u => u.Name == Savannakhet ? u with { ValidUntil = Inputs.Beginning(new DateOnly(2026, 9, 30)) } : u)],
        };

        var state = CycleState.Initial.Then(Create(Content, inputs: Inputs with { Directory = directory }));

        Assert.DoesNotContain(state.Routes, r => r.Unit == Savannakhet);
    }

    [Fact]
    public void A_unit_whose_validity_ends_with_the_period_covers_it()
    {
        var directory = new FakeDirectory
        {
            Agencies = Line.Directory.Agencies,
            Units = [.. Line.Directory.Units.Select(u => u.Name == Savannakhet ? u with { ValidUntil = Inputs.Beginning(new DateOnly(2026, 10, 1)) } : u)],
        };

        var state = CycleState.Initial.Then(Create(Content, inputs: Inputs with { Directory = directory }));

        Assert.Contains(state.Routes, r => r.Unit == Savannakhet);
    }

    [Fact]
    public void The_ministry_of_a_department_is_what_stands_above_it_unless_the_pack_says_otherwise()
    {
        Assert.Equal(Mps, Inputs.MinistryOf(Atd));
        Assert.Equal(Mlsw, (Inputs with { Policy = Policy with { Ministries = Policy.Ministries.Add(Atd, Mlsw) } }).MinistryOf(Atd));
    }

    public static TheoryData<string, CycleContent, string?> Refused => new()
    {
        { "TEMPLATE_INVALID", Content with { Template = Template with { Figures = [], Questions = [] } }, "content.template" },
        { "TEMPLATE_INVALID", Content with { Template = Template with { Figures = [Template.Figures[0], Template.Figures[0]] } }, "content.template" },
        { "TEMPLATE_INVALID", Content with { Template = Template with { Questions = [new ReportQuestion("trainings", Text("Twice"), false)] } }, "content.template" },
        { "TEMPLATE_INVALID", Content with { Template = Template with { Questions = [new ReportQuestion("q", Text(""), false)] } }, "content.template" },
        { "TEMPLATE_INVALID", Content with { Title = Text("") }, "content.title.en" },
        { "PERIOD_INVALID", Content with { Period = "1999-q3" }, "content.period" },
        { "DUE_NOT_ASCENDING", Content with { Due = Due with { Province = Due.Unit } }, "content.due.province" },
        { "DUE_NOT_ASCENDING", Content with { Due = Due with { Ministry = Due.Province } }, "content.due.ministry" },
        { "DUE_NOT_ASCENDING", Content with { Due = Due with { Secretariat = Due.Unit } }, "content.due.secretariat" },
        { "DUE_PASSED", Content with { Due = Due with { Unit = Now } }, "content.due.unit" },
        { "REPORTING_UNIT_UNKNOWN", Content with { Units = [new UnitName("nobody")] }, "content.units" },
        { "NO_UNITS", Content with { Agencies = [Office] }, "content.units" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_reported_is_refused(string code, CycleContent content, string? field)
    {
        var decision = Create(content);

        Assert.Empty(decision.Events);
        Assert.Equal((code, field), (decision.Refusal?.Code, decision.Refusal?.Field));
    }

    [Fact]
    public void A_unit_that_is_named_and_ends_before_the_period_does_is_refused()
    {
        var directory = new FakeDirectory { Agencies = Line.Directory.Agencies, Units = [Unit(Vientiane, Mps, "LA-VT", until: Now), Unit(ProvinceVientiane, Committee, "LA-VT")] };

        Create(Content with { Units = [Vientiane] }, inputs: Inputs with { Directory = directory }).ShouldRefuse(ReportingRefusals.UnitEnded);
    }

    [Fact]
    public void A_province_without_an_approver_cannot_report()
    {
        var refusal = Create(Content, inputs: Inputs with { Policy = Policy with { Approvers = Policy.Approvers.Remove("LA-SV") } })
            .ShouldRefuse(ReportingRefusals.UnitWithoutRoute);

        Assert.Equal(("units/atu-la-sv", "LA-SV"), (refusal.Metadata!["unit"], refusal.Metadata["province"]));
    }

    [Fact]
    public void More_than_a_thousand_reports_are_refused()
    {
        var units = Line.Directory.Units.AddRange(Enumerable.Range(0, 1_000).Select(i => Unit(new UnitName($"u-{i}"), Mps, "LA-VT")));

        Create(Content, inputs: Inputs with { Directory = new FakeDirectory { Agencies = Line.Directory.Agencies, Units = units } })
            .ShouldRefuse(ReportingRefusals.TooManyUnits);
    }

    [Fact]
    public void It_must_have_time_after_its_opening() =>
        Create(Content, Due.Unit).ShouldRefuse(ReportingRefusals.DuePassed);

    [Fact]
    public void It_is_made_once() =>
        Create(Content, state: CycleState.Initial.Then(Create(Content))).ShouldRefuse(ReportingRefusals.CycleExists);

    [Fact]
    public void Only_the_platform_makes_one_for_somebody_else()
    {
        Assert.Equal(Office, CycleState.Initial.Then(Create(Content, behalf: Mps)).Plan!.Owner);
        Assert.Equal(Mps, CycleState.Initial.Then(Create(Content, by: Principal.Platform, behalf: Mps)).Plan!.Owner);
    }
}
