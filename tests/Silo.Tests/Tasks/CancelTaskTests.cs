using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

public class CancelTaskTests
{
    private static readonly CancelTask Command = new(Cast.BySecretariat, "Superseded.");

    [Fact]
    public void The_task_and_everything_that_is_not_final_end()
    {
        var story = Story.Assigned(supporting: [Cast.Moh, Cast.Moj]).Bring(Cast.Moh, AssignmentStage.Verified).Bring(Cast.Moj, AssignmentStage.Completed);
        story.Then(ManageRules.Cancel(story.State, Command));
        Assert.Equal(TaskStage.Cancelled, story.State.Stage);
        Assert.Equal("Superseded.", story.State.Head.CancelReason);
        Assert.Equal(AssignmentStage.Cancelled, story.Part(Cast.Mlsw).Stage);
        Assert.Equal(AssignmentStage.Verified, story.Part(Cast.Moh).Stage);
        Assert.Equal(AssignmentStage.Cancelled, story.Part(Cast.Moj).Stage);
    }

    [Theory]
    [InlineData(AssignmentStage.Verified, "verified")]
    [InlineData(AssignmentStage.Failed, "failed")]
    [InlineData(AssignmentStage.Cancelled, "cancelled")]
    internal void A_closed_task_cannot_be_cancelled(AssignmentStage lead, string state) =>
        Assert.Equal(state, ManageRules.Cancel(Story.Assigned(CompletionRule.Lead).Bring(Cast.Mlsw, lead).State, Command)
            .ShouldRefuse(TaskRefusals.TransitionNotAllowed).Metadata!["state"]);

    [Fact]
    public void A_reason_is_demanded() =>
        ManageRules.Cancel(Story.Assigned().State, Command with { Reason = " " }).ShouldRefuse(TaskRefusals.ValueInvalid);
}
