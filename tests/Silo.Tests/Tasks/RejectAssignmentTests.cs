using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

public class RejectAssignmentTests
{
    [Fact]
    public void It_leads_from_received_to_rejected()
    {
        var story = Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.Received);
        story.Then(ResponseRules.Reject(story.State, new RejectAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw, "Not ours.")));
        var part = story.Part(Cast.Mlsw);
        Assert.Equal(AssignmentStage.Rejected, part.Stage);
        Assert.Equal(story.Version, part.Version);
        Assert.Equal("Not ours.", part.Reason);
    }

    [Fact]
    public void Another_agencys_part_is_not_ones_own() =>
        ResponseRules.Reject(Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.Received).State, new RejectAssignment(Cast.By(Cast.Moh), Cast.Mlsw, "Not ours."))
            .ShouldRefuse(TaskRefusals.NotYourAssignment);

    [Fact]
    public void An_agency_without_a_part_has_nothing_to_answer() =>
        ResponseRules.Reject(Story.Assigned().State, new RejectAssignment(Cast.By(Cast.Lwu), Cast.Lwu, "Not ours.")).ShouldRefuse(TaskRefusals.AssignmentNotFound);

    [Fact]
    public void A_unit_acts_when_the_work_was_delegated_to_it()
    {
        var story = Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.Received);
        var command = new RejectAssignment(Cast.By(Cast.Officer(Cast.Mlsw, Cast.MlswVientiane)), Cast.Mlsw, "Not ours.");
        ResponseRules.Reject(story.State, command).ShouldRefuse(TaskRefusals.NotYourAssignment);
        Assert.Null(ResponseRules.Reject(story.Then(new AssignmentDelegated(Cast.Mlsw, Cast.MlswVientiane)).State, command).Refusal);
        ResponseRules.Reject(story.Then(new AssignmentDelegated(Cast.Mlsw, Cast.MlswSavannakhet)).State, command).ShouldRefuse(TaskRefusals.NotYourAssignment);
    }

    [Fact]
    public void A_reason_is_demanded() =>
        Assert.Equal("reason", ResponseRules.Reject(Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.Received).State, new RejectAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw, " "))
            .ShouldRefuse(TaskRefusals.ValueInvalid).Field);
}
