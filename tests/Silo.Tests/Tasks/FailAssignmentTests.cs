using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

public class FailAssignmentTests
{
    [Fact]
    public void It_leads_from_inprogress_to_failed()
    {
        var story = Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.InProgress);
        story.Then(WorkRules.Fail(story.State, new FailAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw, "No roads.")));
        var part = story.Part(Cast.Mlsw);
        Assert.Equal(AssignmentStage.Failed, part.Stage);
        Assert.Equal(story.Version, part.Version);
        Assert.Equal("No roads.", part.Reason);
    }

    [Fact]
    public void Another_agencys_part_is_not_ones_own() =>
        WorkRules.Fail(Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.InProgress).State, new FailAssignment(Cast.By(Cast.Moh), Cast.Mlsw, "No roads."))
            .ShouldRefuse(TaskRefusals.NotYourAssignment);

    [Fact]
    public void An_agency_without_a_part_has_nothing_to_answer() =>
        WorkRules.Fail(Story.Assigned().State, new FailAssignment(Cast.By(Cast.Lwu), Cast.Lwu, "No roads.")).ShouldRefuse(TaskRefusals.AssignmentNotFound);

    [Fact]
    public void A_unit_acts_when_the_work_was_delegated_to_it()
    {
        var story = Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.InProgress);
        var command = new FailAssignment(Cast.By(Cast.Officer(Cast.Mlsw, Cast.MlswVientiane)), Cast.Mlsw, "No roads.");
        WorkRules.Fail(story.State, command).ShouldRefuse(TaskRefusals.NotYourAssignment);
        Assert.Null(WorkRules.Fail(story.Then(new AssignmentDelegated(Cast.Mlsw, Cast.MlswVientiane)).State, command).Refusal);
        WorkRules.Fail(story.Then(new AssignmentDelegated(Cast.Mlsw, Cast.MlswSavannakhet)).State, command).ShouldRefuse(TaskRefusals.NotYourAssignment);
    }

    [Fact]
    public void A_reason_is_demanded() =>
        Assert.Equal("reason", WorkRules.Fail(Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.InProgress).State, new FailAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw, " "))
            .ShouldRefuse(TaskRefusals.ValueInvalid).Field);
}
