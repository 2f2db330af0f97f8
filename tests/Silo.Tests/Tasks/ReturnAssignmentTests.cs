using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

public class ReturnAssignmentTests
{
    [Fact]
    public void The_work_goes_on_and_is_not_completed_any_more()
    {
        var story = Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.Completed);
        story.Then(ReviewRules.Return(story.State, new ReturnAssignment(Cast.BySecretariat, Cast.Mlsw, "Two are missing.")));
        var part = story.Part(Cast.Mlsw);
        Assert.Equal((AssignmentStage.Returned, "Two are missing.", (DateTimeOffset?)null, "Done."), (part.Stage, part.Reason, part.CompletedAt.OrNull(), part.Report));
        Assert.Equal(TaskStage.InProgress, story.State.Stage);
    }

    [Fact]
    public void An_agency_without_a_part_is_not_found() =>
        ReviewRules.Return(Story.Assigned().State, new ReturnAssignment(Cast.BySecretariat, Cast.Lwu, "Why?")).ShouldRefuse(TaskRefusals.AssignmentNotFound);

    [Fact]
    public void A_reason_is_demanded() =>
        ReviewRules.Return(Story.Assigned().State, new ReturnAssignment(Cast.BySecretariat, Cast.Mlsw, "")).ShouldRefuse(TaskRefusals.ValueInvalid);
}
