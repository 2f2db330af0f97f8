using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

public class AddDependencyTests
{
    [Fact]
    public void The_task_waits_for_another() => Add(Story.Assigned().State, Cast.Other).ShouldBe(new DependencyAdded(Cast.Other));

    [Fact]
    public void One_that_it_waits_for_already_changes_nothing() =>
        Add(Story.Assigned().Then(new DependencyAdded(Cast.Other)).State, Cast.Other).ShouldBe();

    [Fact]
    public void A_task_cannot_wait_for_itself() => Add(Story.Assigned().State, Cast.Task).ShouldRefuse(TaskRefusals.DependencyCycle);

    [Fact]
    public void What_the_graph_refuses_is_refused() =>
        Add(Story.Assigned().State, Cast.Other, TaskRefusals.DependencyCycle).ShouldRefuse(TaskRefusals.DependencyCycle);

    [Fact]
    public void A_closed_task_waits_for_nothing_more() =>
        Add(Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.Cancelled).State, Cast.Other).ShouldRefuse(TaskRefusals.TransitionNotAllowed);

    [Fact]
    public void Fifty_are_the_bound()
    {
        var story = Story.Assigned();
        for (var i = 0; i < 50; i++)
            story.Then(new DependencyAdded(new TaskName($"t{i}")));
        Add(story.State, Cast.Other).ShouldRefuse(TaskRefusals.TooManyDependencies);
    }

    private static Decision<TaskEvent> Add(TaskState state, TaskName dependency, Refusal? link = null) =>
        DependencyRules.Add(state, new AddDependency(Cast.BySecretariat, dependency), Cast.Task, link);
}
