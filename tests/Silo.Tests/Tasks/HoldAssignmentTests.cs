using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

public class HoldAssignmentTests
{
    [Fact]
    public void It_leads_from_inprogress_to_onhold()
    {
        var story = Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.InProgress);
        story.Then(WorkRules.Hold(story.State, new HoldAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw, "Floods.")));
        var part = story.Part(Cast.Mlsw);
        Assert.Equal(AssignmentStage.OnHold, part.Stage);
        Assert.Equal(story.Version, part.Version);
        Assert.Equal(story.Now, part.HeldSince.OrNull());
        Assert.Equal("Floods.", part.Reason);
    }

    [Fact]
    public void Another_agencys_part_is_not_ones_own() =>
        WorkRules.Hold(Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.InProgress).State, new HoldAssignment(Cast.By(Cast.Moh), Cast.Mlsw, "Floods."))
            .ShouldRefuse(TaskRefusals.NotYourAssignment);

    [Fact]
    public void An_agency_without_a_part_has_nothing_to_answer() =>
        WorkRules.Hold(Story.Assigned().State, new HoldAssignment(Cast.By(Cast.Lwu), Cast.Lwu, "Floods.")).ShouldRefuse(TaskRefusals.AssignmentNotFound);

    [Fact]
    public void A_unit_acts_when_the_work_was_delegated_to_it()
    {
        var story = Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.InProgress);
        var command = new HoldAssignment(Cast.By(Cast.Officer(Cast.Mlsw, Cast.MlswVientiane)), Cast.Mlsw, "Floods.");
        WorkRules.Hold(story.State, command).ShouldRefuse(TaskRefusals.NotYourAssignment);
        Assert.Null(WorkRules.Hold(story.Then(new AssignmentDelegated(Cast.Mlsw, Cast.MlswVientiane)).State, command).Refusal);
        WorkRules.Hold(story.Then(new AssignmentDelegated(Cast.Mlsw, Cast.MlswSavannakhet)).State, command).ShouldRefuse(TaskRefusals.NotYourAssignment);
    }

    [Fact]
    public void A_reason_is_demanded() =>
        Assert.Equal("reason", WorkRules.Hold(Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.InProgress).State, new HoldAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw, " "))
            .ShouldRefuse(TaskRefusals.ValueInvalid).Field);
}
