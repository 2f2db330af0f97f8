using Coordination.Outcomes;
using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

public class StartAssignmentTests
{
    private static readonly StartAssignment Command = new(Cast.By(Cast.Mlsw), Cast.Mlsw);

    [Theory]
    [InlineData(AssignmentStage.Accepted)]
    [InlineData(AssignmentStage.Returned)]
    internal void Work_starts_once_accepted_and_again_once_returned(AssignmentStage from) =>
        WorkRules.Start(Story.Assigned().Bring(Cast.Mlsw, from).State, Command, DependencyStandings.None).ShouldBe(new AssignmentStarted(Cast.Mlsw));

    [Fact]
    public void It_waits_for_a_dependency_that_is_not_done_and_names_it()
    {
        var story = Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.Accepted).Then(new DependencyAdded(Cast.Other));
        var refusal = WorkRules.Start(story.State, Command, DependencyStandings.None).ShouldRefuse(TaskRefusals.DependencyOpen);
        Assert.Equal("tasks/tother", refusal.Metadata!["dependency"]);
        Assert.Null(WorkRules.Start(story.State, Command, new DependencyStandings([Cast.Other], null)).Refusal);
    }

    [Fact]
    public void A_store_that_is_away_is_not_taken_for_a_dependency_that_is_open()
    {
        var story = Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.Accepted).Then(new DependencyAdded(Cast.Other));
        WorkRules.Start(story.State, Command, new DependencyStandings([], CommonRefusals.LedgerUnavailable)).ShouldRefuse(CommonRefusals.LedgerUnavailable);
    }

    [Fact]
    public void The_life_cycle_is_asked_before_the_dependencies() =>
        WorkRules.Start(Story.Assigned().Then(new DependencyAdded(Cast.Other)).State, Command, DependencyStandings.None)
            .ShouldRefuse(TaskRefusals.TransitionNotAllowed);

    [Theory]
    [InlineData(TaskStage.Requested, false)]
    [InlineData(TaskStage.InProgress, false)]
    [InlineData(TaskStage.Completed, true)]
    [InlineData(TaskStage.Verified, true)]
    [InlineData(TaskStage.Failed, false)]
    [InlineData(TaskStage.Cancelled, false)]
    public void A_dependency_is_done_when_completed_or_verified(TaskStage stage, bool done) =>
        Assert.Equal(done, new TaskStanding(stage, 0, 0, false).IsDone);
}
