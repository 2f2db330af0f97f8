using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

public class AddSupportTests
{
    [Fact]
    public void Another_agency_supports_with_the_tasks_due_time()
    {
        var story = Story.Assigned(due: Cast.Start.AddDays(3));
        story.Then(Add(story.State, Cast.Moj));
        Assert.Equal(AssignmentRole.Support, story.Part(Cast.Moj).Role);
        Assert.Equal(AssignmentStage.Requested, story.Part(Cast.Moj).Stage);
        Assert.Equal(Cast.Start.AddDays(3), story.Part(Cast.Moj).Due.OrNull());
    }

    [Fact]
    public void An_agency_with_a_part_is_refused() => Add(Story.Assigned().State, Cast.Mlsw).ShouldRefuse(TaskRefusals.AlreadyAssigned);

    [Fact]
    public void An_agency_that_gave_its_part_away_begins_anew()
    {
        var story = Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.Reassigned);
        story.Then(Add(story.State, Cast.Mlsw));
        Assert.Equal((AssignmentStage.Requested, AssignmentRole.Support, 0), (story.Part(Cast.Mlsw).Stage, story.Part(Cast.Mlsw).Role, story.Part(Cast.Mlsw).UntilVersion));
    }

    [Fact]
    public void An_agency_that_is_unknown_or_ended_is_refused()
    {
        Assert.Equal("agency", Add(Story.Assigned().State, Cast.Unknown).ShouldRefuse(TaskRefusals.AgencyUnknown).Field);
        Add(Story.Assigned().State, Cast.Ended).ShouldRefuse(TaskRefusals.AgencyNotInForce);
    }

    [Fact]
    public void A_closed_task_takes_nobody() =>
        Add(Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.Cancelled).State, Cast.Moj).ShouldRefuse(TaskRefusals.TransitionNotAllowed);

    [Fact]
    public void The_thousandth_is_the_last()
    {
        AgencyName[] many = [.. Enumerable.Range(0, 999).Select(i => new AgencyName($"many-{i}"))];
        Add(Story.Assigned(supporting: many).State, Cast.Moj).ShouldRefuse(TaskRefusals.TooManyAssignees);
        Assert.Null(Add(Story.Assigned(supporting: many[..998]).State, Cast.Moj).Refusal);
    }

    private static Decision<TaskEvent> Add(TaskState state, AgencyName agency) =>
        AssignRules.AddSupport(state, new AddSupport(Cast.BySecretariat, agency), Cast.Start, Story.Inputs.Directory);
}
