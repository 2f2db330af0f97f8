using Coordination.Access;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

public class DelegateAssignmentTests
{
    [Fact]
    public void The_unit_has_the_work_and_the_stage_stays()
    {
        var story = Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.Received);
        story.Then(Delegate(story, Cast.MlswVientiane));
        Assert.Equal((AssignmentStage.Received, (UnitName?)Cast.MlswVientiane), (story.Part(Cast.Mlsw).Stage, story.Part(Cast.Mlsw).Unit));
        Delegate(story, Cast.MlswVientiane).ShouldBe();
        Delegate(story, Cast.MlswSavannakhet).ShouldBe(new AssignmentDelegated(Cast.Mlsw, Cast.MlswSavannakhet));
    }

    [Fact]
    public void Units_that_are_unknown_anothers_or_ended_are_refused()
    {
        var story = Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.Accepted);
        Delegate(story, new UnitName("nowhere")).ShouldRefuse(TaskRefusals.UnitUnknown);
        Delegate(story, Cast.MohVientiane).ShouldRefuse(TaskRefusals.UnitNotOwn);
        Delegate(story, Cast.MlswClosed).ShouldRefuse(TaskRefusals.UnitNotInForce);
    }

    [Fact]
    public void A_unit_does_not_hand_the_work_on()
    {
        var story = Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.Accepted).Then(new AssignmentDelegated(Cast.Mlsw, Cast.MlswVientiane));
        Delegate(story, Cast.MlswSavannakhet, Cast.Officer(Cast.Mlsw, Cast.MlswVientiane)).ShouldRefuse(CommonRefusals.PermissionDenied);
    }

    [Fact]
    public void Another_agency_does_not_delegate_for_it() =>
        Delegate(Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.Accepted), Cast.MlswVientiane, Cast.Officer(Cast.Moh)).ShouldRefuse(TaskRefusals.NotYourAssignment);

    private static Decision<TaskEvent> Delegate(Story story, UnitName unit, Principal? by = null) =>
        ResponseRules.Delegate(story.State, new DelegateAssignment(Cast.By(by ?? Cast.Officer(Cast.Mlsw)), Cast.Mlsw, unit), story.Now, Story.Inputs.Directory);
}
