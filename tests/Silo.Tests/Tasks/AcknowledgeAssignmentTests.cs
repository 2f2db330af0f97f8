using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

public class AcknowledgeAssignmentTests
{
    [Fact]
    public void It_leads_from_requested_to_received()
    {
        var story = Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.Requested);
        story.Then(ResponseRules.Acknowledge(story.State, new AcknowledgeAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw)));
        var part = story.Part(Cast.Mlsw);
        Assert.Equal(AssignmentStage.Received, part.Stage);
        Assert.Equal(story.Version, part.Version);
        Assert.Equal(story.Now, part.ReceivedAt.OrNull());
    }

    [Fact]
    public void Another_agencys_part_is_not_ones_own() =>
        ResponseRules.Acknowledge(Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.Requested).State, new AcknowledgeAssignment(Cast.By(Cast.Moh), Cast.Mlsw))
            .ShouldRefuse(TaskRefusals.NotYourAssignment);

    [Fact]
    public void An_agency_without_a_part_has_nothing_to_answer() =>
        ResponseRules.Acknowledge(Story.Assigned().State, new AcknowledgeAssignment(Cast.By(Cast.Lwu), Cast.Lwu)).ShouldRefuse(TaskRefusals.AssignmentNotFound);

    [Fact]
    public void A_unit_acts_when_the_work_was_delegated_to_it()
    {
        var story = Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.Requested);
        var command = new AcknowledgeAssignment(Cast.By(Cast.Officer(Cast.Mlsw, Cast.MlswVientiane)), Cast.Mlsw);
        ResponseRules.Acknowledge(story.State, command).ShouldRefuse(TaskRefusals.NotYourAssignment);
        Assert.Null(ResponseRules.Acknowledge(story.Then(new AssignmentDelegated(Cast.Mlsw, Cast.MlswVientiane)).State, command).Refusal);
        ResponseRules.Acknowledge(story.Then(new AssignmentDelegated(Cast.Mlsw, Cast.MlswSavannakhet)).State, command).ShouldRefuse(TaskRefusals.NotYourAssignment);
    }
}
