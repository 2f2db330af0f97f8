using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

public class CompleteAssignmentTests
{
    [Fact]
    public void It_leads_from_inprogress_to_completed()
    {
        var story = Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.InProgress);
        story.Then(WorkRules.Complete(story.State, new CompleteAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw, "All 12 are surveyed.")));
        var part = story.Part(Cast.Mlsw);
        Assert.Equal(AssignmentStage.Completed, part.Stage);
        Assert.Equal(story.Version, part.Version);
        Assert.Equal(story.Now, part.CompletedAt.OrNull());
        Assert.Equal("All 12 are surveyed.", part.Report);
        Assert.Equal(100, part.EffectivePercent);
    }

    [Fact]
    public void Another_agencys_part_is_not_ones_own() =>
        WorkRules.Complete(Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.InProgress).State, new CompleteAssignment(Cast.By(Cast.Moh), Cast.Mlsw, "All 12 are surveyed."))
            .ShouldRefuse(TaskRefusals.NotYourAssignment);

    [Fact]
    public void An_agency_without_a_part_has_nothing_to_answer() =>
        WorkRules.Complete(Story.Assigned().State, new CompleteAssignment(Cast.By(Cast.Lwu), Cast.Lwu, "All 12 are surveyed.")).ShouldRefuse(TaskRefusals.AssignmentNotFound);

    [Fact]
    public void A_unit_acts_when_the_work_was_delegated_to_it()
    {
        var story = Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.InProgress);
        var command = new CompleteAssignment(Cast.By(Cast.Officer(Cast.Mlsw, Cast.MlswVientiane)), Cast.Mlsw, "All 12 are surveyed.");
        WorkRules.Complete(story.State, command).ShouldRefuse(TaskRefusals.NotYourAssignment);
        Assert.Null(WorkRules.Complete(story.Then(new AssignmentDelegated(Cast.Mlsw, Cast.MlswVientiane)).State, command).Refusal);
        WorkRules.Complete(story.Then(new AssignmentDelegated(Cast.Mlsw, Cast.MlswSavannakhet)).State, command).ShouldRefuse(TaskRefusals.NotYourAssignment);
    }

    [Fact]
    public void A_report_is_demanded() =>
        Assert.Equal("report", WorkRules.Complete(Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.InProgress).State, new CompleteAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw, " "))
            .ShouldRefuse(TaskRefusals.ValueInvalid).Field);
}
