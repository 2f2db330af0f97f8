using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

public class VerifyAssignmentTests
{
    [Fact]
    public void When_the_last_that_counts_is_verified_so_is_the_task()
    {
        var story = Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.Completed).Bring(Cast.Moh, AssignmentStage.Rejected);
        Assert.Equal(TaskStage.Completed, story.State.Stage);
        story.Then(ReviewRules.Verify(story.State, new VerifyAssignment(Cast.BySecretariat, Cast.Mlsw)));
        Assert.Equal(TaskStage.Verified, story.State.Stage);
        Assert.Equal(story.Now, story.Part(Cast.Mlsw).VerifiedAt.OrNull());
    }

    [Fact]
    public void An_agency_without_a_part_is_not_found() =>
        ReviewRules.Verify(Story.Assigned().State, new VerifyAssignment(Cast.BySecretariat, Cast.Lwu)).ShouldRefuse(TaskRefusals.AssignmentNotFound);
}
