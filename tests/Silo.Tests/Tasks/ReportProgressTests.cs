using Coordination.Outcomes;
using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

public class ReportProgressTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void A_percentage_and_a_text_are_kept(int percent)
    {
        var story = Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.InProgress);
        story.Then(Report(story, percent));
        Assert.Equal((percent, "Half of them."), (story.Part(Cast.Mlsw).EffectivePercent, story.Part(Cast.Mlsw).ProgressText));
        Assert.Equal(AssignmentStage.InProgress, story.Part(Cast.Mlsw).Stage);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    public void Out_of_range_is_refused(int percent) =>
        Report(Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.InProgress), percent).ShouldRefuse(TaskRefusals.ValueInvalid);

    [Fact]
    public void What_is_returned_shows_the_progress_that_was_reported()
    {
        var story = Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.InProgress);
        story.Then(Report(story, 80)).Then(new AssignmentCompleted(Cast.Mlsw, "Done."));
        Assert.Equal(100, story.Part(Cast.Mlsw).EffectivePercent);
        Assert.Equal(80, story.Then(new AssignmentReturned(Cast.Mlsw, "Not yet.")).Part(Cast.Mlsw).EffectivePercent);
    }

    private static Decision<TaskEvent> Report(Story story, int percent) =>
        WorkRules.ReportProgress(story.State, new ReportProgress(Cast.By(Cast.Mlsw), Cast.Mlsw, percent, "Half of them."));
}
