using Coordination.Names;
using Coordination.Silo.Tasks;

namespace Coordination.Silo.Tests.Tasks;

public class TaskGraphTests
{
    private static readonly TaskName A = new("ta"), B = new("tb"), C = new("tc"), D = new("td");

    [Fact]
    public void A_cycle_through_others_is_refused_and_names_the_edge_that_closes_it()
    {
        var graph = Graph((A, B), (B, C));
        var refusal = TaskGraphRules.Reserve(graph, C, [D, A]).Refusal;
        Assert.Equal("DEPENDENCY_CYCLE", refusal?.Code);
        Assert.Equal("tasks/ta", refusal?.Metadata!["dependency"]);
    }

    [Fact]
    public void A_task_does_not_wait_for_itself() => Assert.Equal("DEPENDENCY_CYCLE", TaskGraphRules.Reserve(TaskGraph.Empty, A, [A]).Refusal?.Code);

    [Fact]
    public void Two_ways_to_one_task_are_no_cycle() => Assert.Null(TaskGraphRules.Reserve(Graph((A, B), (A, C), (B, D)), C, [D]).Refusal);

    [Fact]
    public void Edges_that_exist_are_not_drawn_again()
    {
        Assert.Empty(TaskGraphRules.Reserve(Graph((A, B)), A, [B]).Events);
        var drawn = Assert.IsType<EdgesDrawn>(Assert.Single(TaskGraphRules.Reserve(Graph((A, B)), A, [B, C]).Events));
        Assert.Equal([C], drawn.Dependencies);
    }

    [Fact]
    public void What_was_erased_can_be_drawn_the_other_way()
    {
        var graph = Graph((A, B));
        graph = graph.Apply(Assert.Single(TaskGraphRules.Release(graph, A, B).Events), default);
        Assert.Empty(graph.Edges);
        Assert.Null(TaskGraphRules.Reserve(graph, B, [A]).Refusal);
        Assert.Empty(TaskGraphRules.Release(graph, A, B).Events);
    }

    private static TaskGraph Graph(params (TaskName From, TaskName To)[] edges) =>
        edges.Aggregate(TaskGraph.Empty, (graph, edge) => graph.Apply(new EdgesDrawn(edge.From, [edge.To]), default));
}
