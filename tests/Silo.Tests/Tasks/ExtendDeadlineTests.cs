using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

public class ExtendDeadlineTests
{
    private static readonly DateTimeOffset Due = Cast.Start.AddDays(10);

    [Fact]
    public void The_task_and_every_open_part_get_the_later_time()
    {
        var story = Story.Assigned(due: Due).Bring(Cast.Moh, AssignmentStage.Completed);
        story.Then(Extend(story, Due.AddDays(5)));
        Assert.Equal(Due.AddDays(5), story.State.Head.Due.OrNull());
        Assert.Equal(Due.AddDays(5), story.Part(Cast.Mlsw).Due.OrNull());
        Assert.Equal(Due, story.Part(Cast.Moh).Due.OrNull());
    }

    [Fact]
    public void One_assignees_deadline_moves_alone()
    {
        var story = Story.Assigned(due: Due);
        var before = story.Part(Cast.Mlsw).Version;
        story.Then(Extend(story, Due.AddDays(5), Cast.Moh));
        Assert.Equal(Due, story.State.Head.Due.OrNull());
        Assert.Equal(Due, story.Part(Cast.Mlsw).Due.OrNull());
        Assert.Equal(Due.AddDays(5), story.Part(Cast.Moh).Due.OrNull());
        Assert.Equal(before, story.Part(Cast.Mlsw).Version);
        Assert.Equal(story.Version, story.Part(Cast.Moh).Version);
    }

    [Fact]
    public void A_part_that_is_due_later_already_keeps_its_time()
    {
        var story = Story.Assigned(due: Due);
        story.Then(Extend(story, Due.AddDays(20), Cast.Moh)).Then(Extend(story, Due.AddDays(5)));
        Assert.Equal(Due.AddDays(20), story.Part(Cast.Moh).Due.OrNull());
        Assert.Equal(Due.AddDays(5), story.Part(Cast.Mlsw).Due.OrNull());
    }

    [Fact]
    public void A_task_without_a_deadline_gets_one()
    {
        var story = Story.Assigned();
        Assert.Equal(Due, story.Then(Extend(story, Due)).Part(Cast.Mlsw).Due.OrNull());
    }

    [Fact]
    public void An_earlier_or_equal_time_is_refused()
    {
        var story = Story.Assigned(due: Due);
        Extend(story, Due).ShouldRefuse(TaskRefusals.DueTimeNotLater);
        Extend(story, Due.AddDays(-1), Cast.Moh).ShouldRefuse(TaskRefusals.DueTimeNotLater);
    }

    [Fact]
    public void A_time_that_has_passed_or_is_out_of_reach_is_refused()
    {
        var story = Story.Assigned(due: Due).After(TimeSpan.FromDays(20));
        Extend(story, Due.AddDays(5)).ShouldRefuse(TaskRefusals.DueTimePassed);
        Extend(story, DateTimeOffset.MaxValue).ShouldRefuse(TaskRefusals.DueTimeTooFar);
        Extend(story, DateTimeOffset.MaxValue, Cast.Moh).ShouldRefuse(TaskRefusals.DueTimeTooFar);
    }

    [Fact]
    public void An_agency_without_a_part_is_not_found() =>
        Assert.Equal("agency", Extend(Story.Assigned(), Due, Cast.Lwu).ShouldRefuse(TaskRefusals.AssignmentNotFound).Field);

    [Fact]
    public void A_part_on_hold_is_due_at_the_new_time_and_later_by_what_remains_of_the_hold()
    {
        var story = Story.Assigned(due: Due).Bring(Cast.Mlsw, AssignmentStage.OnHold).After(TimeSpan.FromDays(2));
        story.Then(Extend(story, Due.AddDays(5), Cast.Mlsw)).After(TimeSpan.FromDays(3));
        story.Then(WorkRules.Resume(story.State, new ResumeAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw), story.Now));
        var waited = story.Now - TimeSpan.FromMinutes(1) - (Cast.Start + TimeSpan.FromMinutes(6) + TimeSpan.FromDays(2));
        Assert.Equal(Due.AddDays(5) + waited, story.Part(Cast.Mlsw).Due.OrNull());
    }

    private static Decision<TaskEvent> Extend(Story story, DateTimeOffset due, AgencyName? agency = null) =>
        ManageRules.ExtendDeadline(story.State, new ExtendDeadline(Cast.BySecretariat, due, agency, "Floods."), story.Now);
}
