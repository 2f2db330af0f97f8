using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

public class ResumeAssignmentTests
{
    private static readonly ResumeAssignment Command = new(Cast.By(Cast.Mlsw), Cast.Mlsw);
    private static readonly DateTimeOffset Due = Cast.Start.AddDays(10);

    [Fact]
    public void The_due_time_moves_by_the_time_on_hold()
    {
        var story = Story.Assigned(due: Due).Bring(Cast.Mlsw, AssignmentStage.OnHold).After(TimeSpan.FromDays(4));
        WorkRules.Resume(story.State, Command, story.Now).ShouldBe(new AssignmentResumed(Cast.Mlsw, Due.AddDays(4)));
    }

    [Fact]
    public void The_time_of_several_holds_adds_up()
    {
        var story = Story.Assigned(due: Due).Bring(Cast.Mlsw, AssignmentStage.OnHold).After(TimeSpan.FromDays(4));
        story.Then(WorkRules.Resume(story.State, Command, story.Now)).Then(new AssignmentHeld(Cast.Mlsw, "Again.")).After(TimeSpan.FromDays(2));
        WorkRules.Resume(story.State, Command, story.Now).ShouldBe(new AssignmentResumed(Cast.Mlsw, Due.AddDays(6)));
    }

    [Fact]
    public void Without_a_deadline_there_is_none_after_the_hold() =>
        WorkRules.Resume(Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.OnHold).State, Command, Cast.Start.AddDays(9))
            .ShouldBe(new AssignmentResumed(Cast.Mlsw, null));

    [Fact]
    public void A_clock_that_went_back_takes_no_time_away() =>
        WorkRules.Resume(Story.Assigned(due: Due).Bring(Cast.Mlsw, AssignmentStage.OnHold).State, Command, Cast.Start.AddDays(-1))
            .ShouldBe(new AssignmentResumed(Cast.Mlsw, Due));
}
