using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

public class ReassignAssignmentTests
{
    private static readonly DateTimeOffset Due = Cast.Start.AddDays(10);

    [Fact]
    public void The_new_one_begins_in_the_same_role_and_the_former_one_sees_nothing_that_comes_after()
    {
        var story = Story.Assigned(due: Due).Bring(Cast.Mlsw, AssignmentStage.InProgress);
        story.Then(Reassign(story, Cast.Mlsw, Cast.Moj));
        var former = story.Part(Cast.Mlsw);
        Assert.Equal((AssignmentStage.Reassigned, "Merged.", (AgencyName?)Cast.Moj, story.Version), (former.Stage, former.Reason, former.Successor, former.UntilVersion));
        var now = story.Part(Cast.Moj);
        Assert.Equal((AssignmentStage.Requested, AssignmentRole.Lead, Due), (now.Stage, now.Role, now.Due.OrNull()));
        Assert.Equal(story.Version, former.ToParty(taskOpen: true).UntilVersion);
    }

    [Fact]
    public void The_new_one_gets_the_time_of_the_hold()
    {
        var story = Story.Assigned(due: Due).Bring(Cast.Mlsw, AssignmentStage.OnHold).After(TimeSpan.FromDays(4));
        Reassign(story, Cast.Mlsw, Cast.Moj).ShouldBe(new AssignmentReassigned(Cast.Mlsw, Cast.Moj, "Merged.", Due.AddDays(4)));
    }

    [Fact]
    public void It_can_come_back()
    {
        var story = Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.InProgress);
        story.Then(Reassign(story, Cast.Mlsw, Cast.Moj));
        story.Then(Reassign(story, Cast.Moj, Cast.Mlsw));
        Assert.Equal((AssignmentStage.Requested, 0), (story.Part(Cast.Mlsw).Stage, story.Part(Cast.Mlsw).UntilVersion));
        Assert.Equal(3, story.State.Assignments.Length);
    }

    [Fact]
    public void Not_to_one_that_has_a_part_or_is_unfit()
    {
        var story = Story.Assigned();
        Reassign(story, Cast.Mlsw, Cast.Moh).ShouldRefuse(TaskRefusals.AlreadyAssigned);
        Reassign(story, Cast.Mlsw, Cast.Mlsw).ShouldRefuse(TaskRefusals.AlreadyAssigned);
        Reassign(story, Cast.Mlsw, Cast.Unknown).ShouldRefuse(TaskRefusals.AgencyUnknown);
        Assert.Equal("agencies/moj,agencies/lwu", Reassign(story, Cast.Mlsw, Cast.Ended).ShouldRefuse(TaskRefusals.AgencyNotInForce).Metadata!["successors"]);
    }

    [Theory]
    [InlineData(AssignmentStage.Verified)]
    [InlineData(AssignmentStage.Cancelled)]
    internal void A_part_of_a_verified_or_cancelled_task_is_not_given_on(AssignmentStage lead) =>
        Reassign(Story.Assigned(CompletionRule.Lead).Bring(Cast.Mlsw, lead), Cast.Moh, Cast.Moj).ShouldRefuse(TaskRefusals.TransitionNotAllowed);

    [Theory]
    [InlineData(AssignmentStage.Rejected)]
    [InlineData(AssignmentStage.Failed)]
    internal void What_one_agency_rejected_or_failed_goes_to_another_and_the_task_goes_on(AssignmentStage lead)
    {
        var story = Story.Assigned(CompletionRule.Lead, due: Due).Bring(Cast.Moh, AssignmentStage.Received).Bring(Cast.Mlsw, lead);
        Assert.Equal(TaskStage.Failed, story.State.Stage);
        Assert.False(story.Part(Cast.Moh).ToParty(story.State.Stage.IsOpen()).Open);
        Assert.False(Story.Clock.NextMoment(story.State).IsSet);

        story.Then(Reassign(story, Cast.Mlsw, Cast.Moj));
        Assert.Equal(TaskStage.Requested, story.State.Stage);
        Assert.True(story.Part(Cast.Moh).ToParty(story.State.Stage.IsOpen()).Open);
        Assert.Equal(Due.AddDays(-3), Story.Clock.NextMoment(story.State).OrNull());
    }

    private static Decision<TaskEvent> Reassign(Story story, AgencyName from, AgencyName to) =>
        ReviewRules.Reassign(story.State, new ReassignAssignment(Cast.BySecretariat, from, to, "Merged."), story.Now, Story.Inputs.Directory);
}
