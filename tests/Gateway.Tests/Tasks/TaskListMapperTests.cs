using Coordination.Registry;
using Coordination.Tasks;
using V1 = Coordination.Tasks.V1;

namespace Coordination.Gateway.Tests.Tasks;

public class TaskListMapperTests
{
    [Fact]
    public void Without_filters_a_list_is_a_page_of_fifty_by_due_time()
    {
        var query = TaskListMapper.Query(new V1.ListTasksRequest());
        Assert.Equal(("tasks", 50, RegistryOrder.DueFirst, null, null), (query.Kind, query.PageSize, query.Order, query.Party, query.OverdueAt));
        Assert.Null(query.Text);
        Assert.Null(query.Province);
    }

    [Fact]
    public void Filters_become_the_registrys_words()
    {
        var query = TaskListMapper.Query(new V1.ListTasksRequest
        {
            PageSize = 20, Agency = "agencies/mlsw", Part = V1.PartFilter.Lead, States = { V1.TaskState.InProgress, V1.TaskState.InProgress },
            AssignmentStates = { V1.AssignmentState.OnHold }, OpenOnly = true, OverdueOnly = true, Province = "LA-VT", Case = "cases/c1",
            Instrument = "instruments/npa-2021", Parent = "tasks/tone", Text = " ຈຳ ", Order = V1.TaskOrder.NewestFirst,
        });
        Assert.Equal(("mlsw", true, "LA-VT", "cases/c1", "instruments/npa-2021", "tasks/tone"), (query.Party, query.OpenOnly, query.Province, query.Case, query.Instrument, query.Parent));
        Assert.Equal(["lead"], query.PartyRoles);
        Assert.Equal(["on_hold"], query.PartyStates);
        Assert.Equal(["in_progress"], query.States);
        Assert.NotNull(query.OverdueAt);
        Assert.Equal("ຈຳ".Normalize(System.Text.NormalizationForm.FormKC), query.Text);
        Assert.Equal((RegistryOrder.NewestFirst, 20), (query.Order, query.PageSize));
    }

    [Fact]
    public void States_of_an_assignment_are_asked_of_assignees_and_not_of_the_assigner() =>
        Assert.Equal(
            ["lead", "support"],
            TaskListMapper.Query(new V1.ListTasksRequest { Agency = "agencies/mlsw", AssignmentStates = { V1.AssignmentState.Accepted } }).PartyRoles);

    [Fact]
    public void A_filter_on_a_part_needs_the_agency()
    {
        Assert.Equal("part", FieldOf(new V1.ListTasksRequest { Part = V1.PartFilter.Lead }));
        Assert.Equal("assignment_states", FieldOf(new V1.ListTasksRequest { AssignmentStates = { V1.AssignmentState.Accepted } }));

        static string FieldOf(V1.ListTasksRequest request) =>
            Assert.Single(Assert.Throws<RefusedException>(() => TaskListMapper.Query(request)).Violations).Field;
    }
}
