using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

public class AcceptAssignmentTests
{
    [Fact]
    public void It_leads_from_received_to_accepted()
    {
        var story = Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.Received);
        story.Then(ResponseRules.Accept(story.State, new AcceptAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw)));
        var part = story.Part(Cast.Mlsw);
        Assert.Equal(AssignmentStage.Accepted, part.Stage);
        Assert.Equal(story.Version, part.Version);
        Assert.Equal(story.Now, part.AcceptedAt.OrNull());
    }

    [Fact]
    public void Another_agencys_part_is_not_ones_own() =>
        ResponseRules.Accept(Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.Received).State, new AcceptAssignment(Cast.By(Cast.Moh), Cast.Mlsw))
            .ShouldRefuse(TaskRefusals.NotYourAssignment);

    [Fact]
    public void An_agency_without_a_part_has_nothing_to_answer() =>
        ResponseRules.Accept(Story.Assigned().State, new AcceptAssignment(Cast.By(Cast.Lwu), Cast.Lwu)).ShouldRefuse(TaskRefusals.AssignmentNotFound);

    [Fact]
    public void A_unit_acts_when_the_work_was_delegated_to_it()
    {
        var story = Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.Received);
        var command = new AcceptAssignment(Cast.By(Cast.Officer(Cast.Mlsw, Cast.MlswVientiane)), Cast.Mlsw);
        ResponseRules.Accept(story.State, command).ShouldRefuse(TaskRefusals.NotYourAssignment);
        Assert.Null(ResponseRules.Accept(story.Then(new AssignmentDelegated(Cast.Mlsw, Cast.MlswVientiane)).State, command).Refusal);
        ResponseRules.Accept(story.Then(new AssignmentDelegated(Cast.Mlsw, Cast.MlswSavannakhet)).State, command).ShouldRefuse(TaskRefusals.NotYourAssignment);
    }
}
