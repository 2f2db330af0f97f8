using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

public class RemoveDependencyTests
{
    private static readonly RemoveDependency Command = new(Cast.BySecretariat, Cast.Other);

    [Fact]
    public void The_task_waits_no_more()
    {
        var story = Story.Assigned().Then(new DependencyAdded(Cast.Other));
        Assert.Empty(story.Then(DependencyRules.Remove(story.State, Command)).State.Dependencies);
    }

    [Fact]
    public void One_that_it_does_not_wait_for_changes_nothing() => DependencyRules.Remove(Story.Assigned().State, Command).ShouldBe();

    [Fact]
    public void A_closed_task_keeps_what_it_waited_for() =>
        DependencyRules.Remove(Story.Assigned().Then(new DependencyAdded(Cast.Other)).Bring(Cast.Mlsw, AssignmentStage.Cancelled).State, Command)
            .ShouldRefuse(TaskRefusals.TransitionNotAllowed);
}
