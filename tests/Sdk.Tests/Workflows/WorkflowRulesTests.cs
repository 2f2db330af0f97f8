using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Calendar;
using Coordination.Names;
using Coordination.Sealing;
using Coordination.Workflows;
using Xunit;
using static Coordination.Sdk.Tests.Workflows.Samples;

namespace Coordination.Sdk.Tests.Workflows;

public sealed class WorkflowRulesTests
{
    private static readonly DateTimeOffset Day = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly WorkflowName Name = new("wone");
    private static readonly Principal House = By("lwu-center");
    private static readonly Principal Doctor = By("moh");
    private static readonly Principal Police = By("atd");

    [Fact]
    public void A_start_binds_the_starters_part_and_the_fixed_ones_and_sets_the_deadline()
    {
        var state = Started();

        Assert.Equal("admitted", state.State);
        Assert.Equal(new AgencyName("lwu-center"), state.Part("house")!.Agency);
        Assert.Equal(new AgencyName("atd"), state.Part("police")!.Agency);
        Assert.Null(state.Part("doctor"));
        Assert.Equal([new WorkflowDeadline("assess_by", Day.AddDays(3))], state.Deadlines);
        Assert.Equal("house-rules@1", state.Begun!.Guideline);
        Assert.Equal(["house"], state.Turn);
        Assert.Equal(["owner", "house"], state.PartsOf(House));
    }

    [Fact]
    public void Every_wrong_field_is_named_at_once()
    {
        var no = WorkflowRules.Start(WorkflowInstance.Initial, Stay, Start([("intake", "nobody"), ("beds", "9"), ("color", "red"), ("needs", new string('x', 51))]), Inputs(Day)).Refusal!;

        Assert.Equal(WorkflowRefusals.DataInvalid.Code, no.Code);
        Assert.Equal(["field.data.beds", "field.data.color", "field.data.intake", "field.data.needs"], no.Metadata!.Keys.Order());
        Assert.Equal("Give a whole number from 1 to 4.", no.Metadata["field.data.beds"]);
        Assert.DoesNotContain("nobody", string.Join(' ', no.Metadata.Values), StringComparison.Ordinal); // What was sent is not repeated.
    }

    [Theory]
    [InlineData("nonsense", "TRANSITION_UNKNOWN")]
    [InlineData("finish", "TRANSITION_NOT_ALLOWED")]
    [InlineData("assess_late", "NOT_YOUR_PART")]
    public void A_step_is_refused_by_what_is_wrong_first(string transition, string code) =>
        Assert.Equal(code, WorkflowRules.Fire(Started(), Stay, Fire(transition), Inputs(Day)).Refusal!.Code);

    [Fact]
    public void Only_its_part_fires_a_transition()
    {
        var state = Assessed();

        Assert.Equal("NOT_YOUR_PART", WorkflowRules.Fire(state, Stay, Fire("take_care", Doctor), Inputs(Day)).Refusal!.Code);
        Assert.Equal("NOT_YOUR_PART", WorkflowRules.Fire(state, Stay, Fire("examine", Police, [("diagnosis", "d1")]), Inputs(Day)).Refusal!.Code);
        Assert.Null(WorkflowRules.Fire(state, Stay, Fire("examine", Doctor, [("diagnosis", "d1")]), Inputs(Day)).Refusal);
    }

    [Fact]
    public void A_part_that_a_step_binds_must_be_named_and_be_in_force()
    {
        var state = Started();
        var step = Fire("assess", data: [("needs", "rest")]);

        Assert.Equal("PART_UNBOUND", WorkflowRules.Fire(state, Stay, step, Inputs(Day)).Refusal!.Code);
        Assert.Equal("PART_INVALID", WorkflowRules.Fire(state, Stay, step with { Parts = [Binding("police", "atd")] }, Inputs(Day)).Refusal!.Code);
        Assert.Equal("PART_AGENCY_INVALID", WorkflowRules.Fire(state, Stay, step with { Parts = [Binding("doctor", "gone")] }, Inputs(Day)).Refusal!.Code);
        Assert.Null(WorkflowRules.Fire(state, Stay, step with { Parts = [Binding("doctor", "moh")] }, Inputs(Day)).Refusal);
    }

    [Fact]
    public void Guards_are_judged_in_their_order_with_what_the_step_enters()
    {
        var state = Step(Assessed(), Fire("take_care"), Day.AddDays(1));

        Assert.Equal("TOO_EARLY", WorkflowRules.Fire(state, Stay, Fire("finish"), Inputs(Day.AddDays(89))).Refusal!.Code);
        Assert.Equal("STRANDS_MISSING", WorkflowRules.Fire(state, Stay, Fire("finish"), Inputs(Day.AddDays(90))).Refusal!.Code);
        state = Step(state, Fire("offer", data: [("strands", "a"), ("strands", "b"), ("strands", "c")]), Day.AddDays(2));
        var left = Step(state, Fire("finish"), Day.AddDays(90));

        Assert.True(left.Final);
        Assert.Empty(left.Deadlines);
        Assert.Empty(left.Turn);
        Assert.Equal("TRANSITION_NOT_ALLOWED", WorkflowRules.Fire(left, Stay, Fire("leave"), Inputs(Day)).Refusal!.Code);
    }

    [Fact]
    public void Nothing_blocks_an_unblockable_step()
    {
        foreach (var state in new[] { Started(), Assessed(), Step(Assessed(), Fire("take_care"), Day) })
            Assert.True(Step(state, Fire("leave"), Day).Final);
    }

    [Fact]
    public void A_deadline_fires_its_transition_once_and_not_before_its_time()
    {
        var state = Started();

        Assert.Empty(WorkflowRules.Due(state, Stay, "assess_by", Inputs(Day.AddDays(3).AddMicroseconds(-1))).Events);
        var fired = WorkflowRules.Due(state, Stay, "assess_by", Inputs(Day.AddDays(3)));
        Assert.Collection(
            fired.Events,
            e => Assert.Equal(("assess_late", "", "assessed"), (((TransitionFired)e).Transition, ((TransitionFired)e).Part, ((TransitionFired)e).To)),
            e => Assert.Equal("late", ((PartsNotified)e).Message));
        var after = Apply(state, fired.Events, Day.AddDays(3));
        Assert.Empty(WorkflowRules.Due(after, Stay, "assess_by", Inputs(Day.AddDays(9))).Events);
    }

    [Fact]
    public void A_deadline_without_transition_is_noted_as_passed()
    {
        var state = Step(Assessed(), Fire("take_care"), Day);
        var passed = WorkflowRules.Due(state, Stay, "review", Inputs(Day.AddDays(30)));

        Assert.Equal([new DeadlinePassed("review")], passed.Events);
        state = Apply(state, passed.Events, Day.AddDays(30));
        Assert.True(state.Overdue);
        Assert.Null(state.Due);
        Assert.Empty(WorkflowRules.Due(state, Stay, "review", Inputs(Day.AddDays(40))).Events);
    }

    [Fact]
    public void A_deadline_ends_with_its_state()
    {
        Assert.Empty(Assessed().Deadlines);
        Assert.Empty(WorkflowRules.Due(Assessed(), Stay, "assess_by", Inputs(Day.AddDays(5))).Events);
    }

    [Fact]
    public void A_running_instance_goes_on_by_a_newer_version_and_says_so()
    {
        var state = Step(Assessed(), Fire("take_care"), Day);
        var decision = WorkflowRules.Fire(state, Newer, Fire("offer", data: [("strands", "a")]), Inputs(Day));

        Assert.Equal(("in_care", "cared_for", 2), decision.Events[0] is WorkflowMigrated m ? (m.From, m.To, m.ToVersion) : default);
        Assert.Equal("house-rules@2", ((TransitionFired)decision.Events[1]).Guideline);
        var after = Apply(state, decision.Events, Day);
        Assert.Equal(("cared_for", 2), (after.State, after.DefinitionVersion));
        Assert.Null(WorkflowRules.Migrate(after, Newer));
    }

    [Fact]
    public void What_is_offered_says_which_guards_stand_in_the_way()
    {
        var state = Step(Assessed(), Fire("take_care"), Day);
        var offered = WorkflowRules.Offered(state, Stay, House, _ => true, Inputs(Day));

        Assert.Equal(["offer", "finish", "leave"], offered.Select(t => t.Id));
        Assert.Equal(["TOO_EARLY", "STRANDS_MISSING"], offered[1].Refusals);
        Assert.Equal(["examine"], WorkflowRules.Offered(state, Stay, Doctor, _ => true, Inputs(Day)).Select(t => t.Id));
        Assert.Empty(WorkflowRules.Offered(state, Stay, Police, _ => true, Inputs(Day)));
    }

    [Fact]
    public void Known_fields_need_not_be_given_again_and_may_be_cleared_only_when_optional()
    {
        var state = Step(Started(), Fire("assess", data: [("needs", "rest"), ("beds", "2")]) with { Parts = [Binding("doctor", "moh")] }, Day);
        Assert.Equal(["2"], state.Data["beds"].Values);

        var care = Step(state, Fire("take_care", data: [("strands", "a")]), Day);
        Assert.Null(WorkflowRules.Fire(care, Stay, Fire("offer"), Inputs(Day)).Refusal); // It is known.
        var cleared = Fire("offer") with { Data = [new FieldInput("strands", [])] };
        Assert.Equal("DATA_INVALID", WorkflowRules.Fire(care, Stay, cleared, Inputs(Day)).Refusal!.Code);
    }

    [Fact]
    public void What_is_about_no_case_is_refused_one_and_the_other_way_round()
    {
        var without = Stay with { Case = CaseUse.None };
        var with = Stay with { Case = CaseUse.Required };

        Assert.Equal("CASE_NOT_ALLOWED", WorkflowRules.Start(WorkflowInstance.Initial, without, Start() with { Case = new CaseName("cone") }, Inputs(Day)).Refusal!.Code);
        Assert.Equal("CASE_REQUIRED", WorkflowRules.Start(WorkflowInstance.Initial, with, Start(), Inputs(Day)).Refusal!.Code);
        Assert.Equal("CASE_REQUIRED", WorkflowRules.Start(WorkflowInstance.Initial, with with { Person = true }, Start() with { Case = new CaseName("cone") }, Inputs(Day)).Refusal!.Code);
    }

    [Fact]
    public void Who_is_confined_to_a_unit_plays_the_parts_of_that_unit_only()
    {
        var state = WorkflowInstance.Initial.Apply(
            (WorkflowStarted)WorkflowRules.Start(WorkflowInstance.Initial, Stay, Start() with { Context = new CommandContext(Guid.NewGuid(), House with { Unit = new UnitName("u1") }) }, Inputs(Day)).Events[0],
            new EventStamp(1, Day, House.Agency, Guid.Empty));

        Assert.Equal(["owner", "house"], state.PartsOf(House with { Unit = new UnitName("u1") }));
        Assert.Empty(state.PartsOf(House with { Unit = new UnitName("u2") }));
        Assert.Equal(["owner", "house"], state.PartsOf(House));
    }

    private static WorkflowInstance Started() => Apply(WorkflowInstance.Initial, WorkflowRules.Start(WorkflowInstance.Initial, Stay, Start(), Inputs(Day)).Events, Day);

    private static WorkflowInstance Assessed() => Step(Started(), Fire("assess", data: [("needs", "rest")]) with { Parts = [Binding("doctor", "moh")] }, Day);

    private static WorkflowInstance Step(WorkflowInstance state, FireTransition command, DateTimeOffset now)
    {
        var decision = WorkflowRules.Fire(state, Stay, command, Inputs(now));
        Assert.Null(decision.Refusal);
        return Apply(state, decision.Events, now);
    }

    private static WorkflowInstance Apply(WorkflowInstance state, IEnumerable<WorkflowEvent> events, DateTimeOffset at) =>
        events.Aggregate(state, (s, e) => s.Apply(e, new EventStamp(0, at, null, Guid.Empty)));

    private static StartWorkflow Start(params (string Field, string Value)[] data) => new(
        new CommandContext(Guid.NewGuid(), House), "stay", null, "", "", [], Data(data.Length == 0 ? [("intake", "self")] : data));

    private static FireTransition Fire(string transition, Principal? by = null, params (string Field, string Value)[] data) =>
        new(new CommandContext(Guid.NewGuid(), by ?? House), transition, [], Data(data));

    private static ImmutableArray<FieldInput> Data((string Field, string Value)[] data) =>
        [.. data.GroupBy(d => d.Field).Select(g => new FieldInput(g.Key, [.. g.Select(d => new PlainText(d.Value))]))];

    private static PartBinding Binding(string part, string agency) => new(part, new AgencyName(agency), null);

    private static Principal By(string agency) => new("test", agency + "-officer", new AgencyName(agency), null, [Role.AgencyOfficer]);

    private static StepInputs Inputs(DateTimeOffset now) => new(
        Name, now, new EveryDay(), part => part.Agency.Id == "gone" ? WorkflowRefusals.PartAgencyInvalid : null, null, []);

    private sealed class EveryDay : IWorkingCalendar
    {
        public DateTimeOffset EndOfWorkingDay(DateTimeOffset from, int workingDays) => from.AddDays(workingDays);

        public DateTimeOffset AddWorkingTime(DateTimeOffset from, TimeSpan workingTime) => from + workingTime;
    }
}
