using Coordination.Names;
using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

public class UpdateTaskTests
{
    private static readonly UpdateTask Nothing = new(Cast.BySecretariat, null, null, null, null, null, null, null);

    [Fact]
    public void Only_what_is_named_changes()
    {
        var story = Story.Assigned();
        story.Then(ManageRules.Update(story.State, Nothing with { Priority = TaskPriority.Stat, Instrument = "instruments/npa-2021", Province = "LA-VT" }));
        Assert.Equal(TaskPriority.Stat, story.State.Head.Priority);
        Assert.Equal(new InstrumentName("npa-2021"), story.State.Head.Instrument);
        Assert.Equal("LA-VT", story.State.Head.Province);
        Assert.Equal("Survey the shelters", story.State.Head.Title);
        Assert.Equal("All of them.", story.State.Head.Description);
    }

    [Fact]
    public void An_empty_text_takes_a_value_away()
    {
        var story = Story.Assigned().Then(new TaskUpdated(null, null, null, "instruments/npa-2021", "1.2", "cases/c1", "LA-VT"));
        story.Then(ManageRules.Update(story.State, Nothing with { Description = "", Instrument = "", Objective = "", Case = "", Province = "" }));
        Assert.Equal("", story.State.Head.Description);
        Assert.Null(story.State.Head.Instrument);
        Assert.Null(story.State.Head.Objective);
        Assert.Null(story.State.Head.Case);
        Assert.Null(story.State.Head.Province);
    }

    [Fact]
    public void A_command_that_changes_nothing_is_refused() => ManageRules.Update(Story.Assigned().State, Nothing).ShouldRefuse(TaskRefusals.NothingToUpdate);

    [Fact]
    public void Values_that_are_malformed_are_refused_by_their_field()
    {
        var state = Story.Assigned().State;
        Assert.Equal("task.title", ManageRules.Update(state, Nothing with { Title = "" }).ShouldRefuse(TaskRefusals.ValueInvalid).Field);
        Assert.Equal("task.instrument", ManageRules.Update(state, Nothing with { Instrument = "cases/c1" }).ShouldRefuse(TaskRefusals.ValueInvalid).Field);
        Assert.Equal("task.case", ManageRules.Update(state, Nothing with { Case = "C1" }).ShouldRefuse(TaskRefusals.ValueInvalid).Field);
        Assert.Equal("task.priority", ManageRules.Update(state, Nothing with { Priority = 0 }).ShouldRefuse(TaskRefusals.ValueInvalid).Field);
    }

    [Fact]
    public void A_closed_task_does_not_change() =>
        ManageRules.Update(Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.Cancelled).State, Nothing with { Title = "New" })
            .ShouldRefuse(TaskRefusals.TransitionNotAllowed);
}
