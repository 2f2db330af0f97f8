using Coordination.Access;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

public class AssignTaskTests
{
    private static readonly AssignTask Command = new(
        Cast.BySecretariat, "Survey the shelters", "", Cast.Mlsw, [Cast.Moh], TaskPriority.Urgent, CompletionRule.Lead,
        null, null, null, null, null, null, null, Handling.Amber, []);

    [Fact]
    public void The_lead_comes_first_and_the_assigner_is_the_caller() =>
        Decide(Command).ShouldBe(new TaskAssigned(
            Cast.Secretariat, "Survey the shelters", "", TaskPriority.Urgent, CompletionRule.Lead,
            [new Assignee(Cast.Mlsw, AssignmentRole.Lead), new Assignee(Cast.Moh, AssignmentRole.Support)],
            null, null, 0, null, null, null, null, Handling.Amber, []));

    [Fact]
    public void Working_days_are_counted_by_the_countrys_calendar()
    {
        var assigned = Assert.IsType<TaskAssigned>(Assert.Single(Decide(Command with { DueInWorkingDays = 5 }).Events));
        Assert.Equal(new DateTimeOffset(2026, 3, 7, 16, 0, 0, TimeSpan.Zero), assigned.Due);
    }

    [Fact]
    public void A_due_time_and_working_days_together_are_refused() =>
        Decide(Command with { Due = Cast.Start.AddDays(1), DueInWorkingDays = 1 }).ShouldRefuse(TaskRefusals.DueAmbiguous);

    [Theory]
    [InlineData("mlsw")]
    [InlineData("moh")]
    public void An_agency_named_twice_is_refused(string twice) =>
        Assert.Equal("supporting[1]", Decide(Command with { Supporting = [Cast.Moh, new AgencyName(twice)] }).ShouldRefuse(TaskRefusals.AssigneeDuplicate).Field);

    [Fact]
    public void A_dependency_named_twice_is_refused() =>
        Decide(Command with { Dependencies = [Cast.Other, Cast.Other] }).ShouldRefuse(TaskRefusals.DependencyDuplicate);

    [Fact]
    public void A_title_of_blanks_is_refused() =>
        Assert.Equal("title", Decide(Command with { Title = " " }).ShouldRefuse(TaskRefusals.ValueInvalid).Field);

    [Fact]
    public void Words_that_are_not_declared_are_refused()
    {
        Assert.Equal("priority", Decide(Command with { Priority = (TaskPriority)77 }).ShouldRefuse(TaskRefusals.ValueInvalid).Field);
        Assert.Equal("completion_rule", Decide(Command with { Rule = 0 }).ShouldRefuse(TaskRefusals.ValueInvalid).Field);
        Assert.Equal("handling", Decide(Command with { Handling = (Handling)9 }).ShouldRefuse(TaskRefusals.ValueInvalid).Field);
    }

    [Fact]
    public void An_agency_that_the_directory_does_not_have_is_refused_by_its_field()
    {
        Assert.Equal("lead", Decide(Command with { Lead = Cast.Unknown }).ShouldRefuse(TaskRefusals.AgencyUnknown).Field);
        var support = Decide(Command with { Supporting = [Cast.Moh, Cast.Unknown] }).ShouldRefuse(TaskRefusals.AgencyUnknown);
        Assert.Equal("supporting[1]", support.Field);
        Assert.Equal("agencies/nobody", support.Metadata!["agency"]);
    }

    [Fact]
    public void An_agency_whose_validity_has_ended_is_refused_and_its_successors_are_named()
    {
        var refusal = Decide(Command with { Lead = Cast.Ended }).ShouldRefuse(TaskRefusals.AgencyNotInForce);
        Assert.Equal("agencies/moj,agencies/lwu", refusal.Metadata!["successors"]);
    }

    [Fact]
    public void A_due_time_must_lie_in_the_future_and_within_fifty_years()
    {
        Decide(Command with { Due = Cast.Start }).ShouldRefuse(TaskRefusals.DueTimePassed);
        Decide(Command with { Due = DateTimeOffset.MaxValue }).ShouldRefuse(TaskRefusals.DueTimeTooFar);
        Assert.Null(Decide(Command with { Due = Cast.Start.AddMicroseconds(1) }).Refusal);
    }

    [Fact]
    public void What_the_links_refuse_is_refused_after_the_directory()
    {
        var links = new AssignLinks(1, TaskRefusals.ParentClosed);
        AssignRules.Assign(TaskState.Initial, Command, Cast.Start, Story.Inputs, links).ShouldRefuse(TaskRefusals.ParentClosed);
        AssignRules.Assign(TaskState.Initial, Command with { Lead = Cast.Unknown }, Cast.Start, Story.Inputs, links).ShouldRefuse(TaskRefusals.AgencyUnknown);
    }

    [Fact]
    public void A_thousand_assignees_are_the_bound()
    {
        AgencyName[] many = [.. Enumerable.Range(0, 1_000).Select(i => new AgencyName($"many-{i}"))];
        Assert.Null(Decide(Command with { Supporting = [.. many[..999]] }).Refusal);
        Decide(Command with { Supporting = [.. many] }).ShouldRefuse(TaskRefusals.TooManyAssignees);
    }

    [Fact]
    public void Fifty_dependencies_are_the_bound()
    {
        TaskName[] many = [.. Enumerable.Range(0, 51).Select(i => new TaskName($"t{i}"))];
        Assert.Null(Decide(Command with { Dependencies = [.. many[..50]] }).Refusal);
        Decide(Command with { Dependencies = [.. many] }).ShouldRefuse(TaskRefusals.TooManyDependencies);
    }

    [Fact]
    public void A_name_that_is_taken_belongs_to_another_request() =>
        AssignRules.Assign(Story.Assigned().State, Command, Cast.Start, Story.Inputs, AssignLinks.None).ShouldRefuse(CommonRefusals.RequestIdReused);

    public static TheoryData<TaskStanding, string?> Parents => new()
    {
        { new TaskStanding(TaskStage.Requested, 0, 0, MayExtend: true), null },
        { new TaskStanding(TaskStage.Completed, 19, 999, MayExtend: true), null },
        { new TaskStanding(TaskStage.InProgress, 0, 0, MayExtend: false), "PARENT_NOT_YOURS" },
        { new TaskStanding(TaskStage.Verified, 0, 0, MayExtend: true), "PARENT_CLOSED" },
        { new TaskStanding(TaskStage.Failed, 0, 0, MayExtend: true), "PARENT_CLOSED" },
        { new TaskStanding(TaskStage.Cancelled, 0, 0, MayExtend: true), "PARENT_CLOSED" },
        { new TaskStanding(TaskStage.InProgress, 20, 0, MayExtend: true), "PARENT_TOO_DEEP" },
        { new TaskStanding(TaskStage.InProgress, 0, 1_000, MayExtend: true), "TOO_MANY_SUB_TASKS" },
    };

    [Theory]
    [MemberData(nameof(Parents))]
    public void The_task_above_is_judged(TaskStanding parent, string? refusal)
    {
        var links = AssignLinks.Below(parent);
        Assert.Equal(refusal, links.Refusal?.Code);
        Assert.Equal(parent.Depth + 1, links.Depth);
    }

    [Fact]
    public void A_task_above_that_the_caller_may_not_see_does_not_exist_for_it() =>
        Assert.Equal("PARENT_NOT_FOUND", AssignLinks.Below(CommonRefusals.NotFound).Refusal?.Code);

    [Fact]
    public void A_store_that_is_away_is_not_taken_for_an_absent_task() =>
        Assert.Equal("LEDGER_UNAVAILABLE", AssignLinks.Below(CommonRefusals.LedgerUnavailable).Refusal?.Code);

    private static Decision<TaskEvent> Decide(AssignTask command) =>
        AssignRules.Assign(TaskState.Initial, command, Cast.Start, Story.Inputs, AssignLinks.None);
}
