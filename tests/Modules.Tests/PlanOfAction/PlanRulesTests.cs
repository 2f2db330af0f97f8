using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Localization;
using Coordination.Modules.Tests.Driving;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.PlanOfAction.Contracts;
using Coordination.PlanOfAction.Grains;
using Coordination.PlanOfAction.Workflows;

namespace Coordination.Modules.Tests.PlanOfAction;

public sealed class PlanRulesTests
{
    private static readonly WorkflowName Process = new("wplan");

    [Theory]
    [InlineData("draft", "PLAN_NOT_APPROVED")]
    [InlineData("consultation", "PLAN_NOT_APPROVED")]
    [InlineData("submitted", "PLAN_NOT_APPROVED")]
    [InlineData("endorsed", "PLAN_NOT_APPROVED")]
    [InlineData("approved", "")]
    [InlineData("active", "")]
    [InlineData("mid_term_review", "")]
    [InlineData("evaluation", "")]
    [InlineData("superseded", "PLAN_ENDED")]
    [InlineData("withdrawn", "PLAN_ENDED")]
    public void An_unapproved_plan_cannot_report(string stage, string code)
    {
        var state = At(stage);

        Assert.Equal(code, PlanRules.Record(state, Value("mlsw")).Refusal?.Code ?? "");
        Assert.Equal(code, PlanRules.Report(state, new ReportActivity(Context("mlsw"), "shelter", ActivityStatus.Done)).Refusal?.Code ?? "");
        Assert.Equal(code, PlanRules.RefuseAssign(state, "shelter")?.Code ?? "");
    }

    [Fact]
    public void No_cycle_can_be_opened_for_a_plan_that_is_not_approved()
    {
        var secretariat = PureRun.By("secretariat", Role.Secretariat);
        var run = new PureRun(PlanOfActionWorkflow.Version1);
        (string, string)[] cycle = [("period_year", "2026"), ("period_part", "h1"), ("unit_due_date", "2026-07-15")];
        Assert.Equal("", run.Start(secretariat, null, ("plan", "plans/pone")));
        Assert.Equal("PLAN_NOT_APPROVED", run.Fire("open_reporting", secretariat, cycle));
        Assert.Equal("", run.Fire("open_consultation", secretariat, ("consultation_until_date", "2026-04-01")));
        Assert.Equal("", run.Fire("submit", secretariat));
        Assert.Equal("PLAN_NOT_APPROVED", run.Fire("open_reporting", secretariat, cycle));
        Assert.Equal("", run.Fire("endorse", PureRun.By("ncatip", Role.Chair), ("endorsement_date", "2026-05-01")));
        Assert.Equal("", run.Fire("approve", secretariat, ("approval_date", "2026-06-01"), ("approval_sha256", new string('c', 64))));
        Assert.Equal("", run.Fire("open_reporting", secretariat, cycle));
        Assert.Single(run.State.Owed);
    }

    [Fact]
    public void Only_the_lead_of_the_activity_the_owner_and_the_sides_of_a_joint_plan_report_values()
    {
        Assert.Null(PlanRules.Record(At("active"), Value("mlsw")).Refusal);
        Assert.Null(PlanRules.Record(At("active"), Value("secretariat")).Refusal);
        Assert.Equal("NOT_YOUR_ACTIVITY", PlanRules.Record(At("active"), Value("moh")).Refusal!.Code);

        var joint = At("active", Samples.Plan with { Sides = [new("mlsw"), new("th-msdhs")] });
        Assert.Null(PlanRules.Record(joint, Value("th-msdhs")).Refusal);
    }

    [Fact]
    public void Both_sides_values_stand_beside_each_other_and_a_newer_one_replaces_its_own()
    {
        var state = At("active", Samples.Plan with { Sides = [new("mlsw"), new("th-msdhs")] });
        state = After(state, PlanRules.Record(state, Value("mlsw", 10)));
        state = After(state, PlanRules.Record(state, Value("th-msdhs", 12)));
        state = After(state, PlanRules.Record(state, Value("mlsw", 11)));

        Assert.Equal([("mlsw", 11m), ("th-msdhs", 12m)], state.Values.Select(v => (v.By.Id, v.Value)).Order());
    }

    [Theory]
    [InlineData("nonsense", "2026", "INDICATOR_UNKNOWN")]
    [InlineData("served", "2031", "PLAN_PERIOD_INVALID")]
    [InlineData("served", "2026-h3", "PLAN_PERIOD_INVALID")]
    [InlineData("served", "2026-q4", "")]
    public void Indicator_and_period_belong_to_the_plan(string indicator, string period, string code) =>
        Assert.Equal(code, PlanRules.Record(At("active"), Value("mlsw") with { Indicator = indicator, Period = period }).Refusal?.Code ?? "");

    [Fact]
    public void A_plan_is_complete_before_it_is_submitted()
    {
        var bare = Samples.Plan with { Objectives = [new("later", new("Later", ""), [])] };

        Assert.Equal("PLAN_INCOMPLETE", Move(At("consultation", bare), "submit", "submitted").Refusal!.Code);
        Assert.Equal("later", Move(At("consultation", bare), "submit", "submitted").Refusal!.Metadata!["where"]);
        Assert.Null(Move(At("consultation"), "submit", "submitted").Refusal);
    }

    [Fact]
    public void Only_its_owner_begins_its_life_and_only_once()
    {
        var unborn = At("draft") with { Process = null };
        Assert.Equal("PLAN_NOT_YOURS", PlanRules.Move(unborn, new MovePlan(Context("moj"), Process, "", "draft")).Refusal!.Code);
        Assert.Null(PlanRules.Move(unborn, new MovePlan(Context("secretariat"), Process, "", "draft")).Refusal);
        Assert.Equal("PLAN_HAS_PROCESS", PlanRules.Move(At("draft"), new MovePlan(Context("secretariat"), new("wother"), "", "draft")).Refusal!.Code);
        Assert.Equal("PLAN_HAS_PROCESS", PlanRules.Move(At("active"), new MovePlan(Context("secretariat"), new("wother"), "withdraw", "withdrawn")).Refusal!.Code);
    }

    [Theory]
    [InlineData("draft", "")]
    [InlineData("consultation", "")]
    [InlineData("mid_term_review", "")]
    [InlineData("submitted", "PLAN_NOT_EDITABLE")]
    [InlineData("active", "PLAN_NOT_EDITABLE")]
    public void The_content_changes_where_it_is_open_to_change(string stage, string code) =>
        Assert.Equal(code, PlanRules.SetContent(At(stage), new SetPlanContent(Context("secretariat"), Samples.Plan), static _ => true).Refusal?.Code ?? "");

    [Fact]
    public void What_was_reported_on_stays_in_the_plan()
    {
        var state = At("active");
        state = After(state, PlanRules.Record(state, Value("mlsw"))) with { Stage = "mid_term_review" };

        var without = Samples.Plan with { Objectives = [], Obligations = [] };
        Assert.Equal("PLAN_REPORTED_ON", PlanRules.SetContent(state, new SetPlanContent(Context("secretariat"), without), static _ => true).Refusal!.Code);
    }

    public static TheoryData<string, string> Faults => new()
    {
        { "end", "end_date" }, { "twice", "served" }, { "lead", "shelter" }, { "outside", "shelter" }, { "currency", "shelter" }, { "mapped", "palermo-protocol/art-6" },
        { "side", "sides" }, { "words", "protection" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_content_that_does_not_fit_together_is_refused_and_says_where(string fault, string where)
    {
        var plan = Samples.Plan;
        var activity = plan.Activity("shelter")!;
        PlanContent With(PlanActivity changed) => plan with
        {
            Objectives = [plan.Objectives[0] with { Outputs = [plan.Objectives[0].Outputs[0] with { Activities = [changed] }] }],
        };
        var content = fault switch
        {
            "end" => plan with { End = plan.Begin.AddDays(-1) },
            "twice" => With(activity with { Indicators = [.. activity.Indicators, activity.Indicators[0]] }),
            "lead" => With(activity with { Lead = new("nobody") }),
            "outside" => With(activity with { End = plan.End.AddDays(1) }),
            "currency" => With(activity with { Budget = 5, Currency = "" }),
            "mapped" => plan with { Obligations = [plan.Obligations[0] with { Activities = ["nothing"] }] },
            "side" => plan with { Sides = [new("mlsw")] },
            _ => plan with { Objectives = [plan.Objectives[0] with { Text = LocalizedText.Empty }] },
        };

        var refusal = ContentRules.Refuse(content, agency => agency.Id != "nobody");

        Assert.Equal("PLAN_CONTENT_INVALID", refusal!.Code);
        Assert.Equal(where, refusal.Metadata!["where"]);
        Assert.Null(ContentRules.Refuse(plan, static _ => true));
    }

    private static PlanState At(string stage, PlanContent? content = null) =>
        PlanState.Initial with { Owner = new("secretariat"), Content = content ?? Samples.Plan, Stage = stage, Process = Process };

    private static PlanState After(PlanState state, Decision<PlanEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(state, (s, e) => s.Apply(e, new EventStamp(1, Samples.Now, null, Guid.NewGuid())));
    }

    private static Decision<PlanEvent> Move(PlanState state, string transition, string stage) =>
        PlanRules.Move(state, new MovePlan(Context("secretariat"), Process, transition, stage));

    private static RecordIndicatorValue Value(string agency, decimal value = 7) => new(Context(agency), "served", "2026-h1", value, "register of the centre");

    private static CommandContext Context(string agency) => new(Guid.NewGuid(), PureRun.By(agency));
}
