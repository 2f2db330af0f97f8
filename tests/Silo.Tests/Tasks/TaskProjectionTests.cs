using Coordination.Ledger;
using Coordination.Sdk.Grains;
using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

public class TaskProjectionTests
{
    private static readonly DateTimeOffset Due = Cast.Start.AddDays(10);

    [Fact]
    public void The_assigner_is_the_first_party_and_the_others_follow_in_their_order()
    {
        var parties = Project(Story.Assigned(due: Due)).Parties;
        Assert.Equal([("secretariat", "assigner"), ("mlsw", "lead"), ("moh", "support")], parties.Select(p => (p.Agency, p.Role)));
        Assert.All(parties, p => Assert.True(p.Open));
        Assert.All(parties, p => Assert.Equal(Due, p.Due));
    }

    [Fact]
    public void Of_many_parties_only_the_one_that_changed_is_a_new_object()
    {
        var story = Story.Assigned(due: Due, supporting: [Cast.Moh, .. Enumerable.Range(0, 20).Select(i => new Names.AgencyName($"many-{i}"))])
            .Bring(Cast.Moh, AssignmentStage.Accepted);
        var before = Project(story).Parties;
        var after = Project(story.Then(new AssignmentReceived(Cast.Mlsw))).Parties;
        Assert.NotSame(before[1], after[1]);
        Assert.Equal(before[0], after[0]);
        Assert.All(Enumerable.Range(2, 21), i => Assert.Same(before[i], after[i]));
    }

    [Fact]
    public void The_time_to_accept_is_counted_from_the_request()
    {
        var story = Story.Assigned().After(TimeSpan.FromHours(2)).Bring(Cast.Mlsw, AssignmentStage.Accepted);
        Assert.Equal((long)TimeSpan.FromMinutes(122).TotalMilliseconds, story.Part(Cast.Mlsw).ToParty(true).AnsweredInMs);
        Assert.Null(story.Part(Cast.Moh).ToParty(true).AnsweredInMs);
    }

    [Fact]
    public void A_part_on_hold_is_due_at_no_time_and_the_row_at_the_earliest_that_runs()
    {
        var story = Story.Assigned(due: Due).Then(new DeadlineExtended(Due.AddDays(5), Cast.Moh, "More to do."));
        Assert.Equal(Due, Project(story).Row!.Due);
        story.Bring(Cast.Mlsw, AssignmentStage.OnHold);
        Assert.Null(story.Part(Cast.Mlsw).ToParty(true).Due);
        Assert.Equal(Due.AddDays(5), Project(story).Row!.Due);
    }

    [Fact]
    public void A_closed_task_leaves_nothing_open_and_nothing_due()
    {
        var projection = Project(Story.Assigned(due: Due).Bring(Cast.Moh, AssignmentStage.Completed).Bring(Cast.Mlsw, AssignmentStage.Cancelled));
        Assert.Equal(("cancelled", false, (DateTimeOffset?)null), (projection.Row!.State, projection.Row.Open, projection.Row.Due));
        Assert.All(projection.Parties, p => Assert.False(p.Open));
        Assert.All(projection.Parties, p => Assert.Null(p.Due));
        Assert.Empty(projection.Due);
    }

    [Fact]
    public void There_is_one_row_of_due_work_for_all_deadlines()
    {
        Assert.Equal([new DueRow("deadline", Due.AddDays(-3))], Project(Story.Assigned(due: Due)).Due);
        Assert.Empty(Project(Story.Assigned()).Due);
    }

    [Fact]
    public void A_sub_task_is_due_to_report_until_it_has()
    {
        var story = Story.Assigned(parent: Cast.Other);
        var row = Assert.Single(Project(story).Due);
        Assert.Equal("rollup", row.Kind);
        story.Then(new CommentAdded("No news."));
        Assert.Equal(row, Assert.Single(Project(story).Due));
        Assert.Empty(Project(story.Then(new TaskRolledUp(Cast.Other, TaskStage.Requested, 0))).Due);
    }

    [Fact]
    public void The_view_of_lists_is_compact_and_read_as_it_was()
    {
        var story = Story.Assigned(due: Due, parent: Cast.Other).Bring(Cast.Mlsw, AssignmentStage.InProgress)
            .Then(new CommentAdded("Not in lists."), new DependencyAdded(Cast.Other));
        var bytes = Project(story).Row!.View();
        var view = TaskSummary.Read(bytes.Span);
        Assert.Equal(("Survey the shelters", TaskStage.InProgress, Cast.Secretariat), (view.Title, view.Stage, view.Assigner));
        Assert.Equal((Due, Due), (view.Due, view.OverdueFrom));
        Assert.Equal([(Cast.Mlsw, AssignmentStage.InProgress, 4), (Cast.Moh, AssignmentStage.Requested, 1)], view.Assignments.Select(a => (a.Agency, a.Stage, a.Version)));
        Assert.Equal([Cast.Other], view.Dependencies!.Value);
        Assert.Null(view.SubTasks);
        Assert.DoesNotContain("Not in lists", System.Text.Encoding.UTF8.GetString(bytes.Span), StringComparison.Ordinal);
        Assert.InRange(bytes.Length, 100, 800);
    }

    [Fact]
    public void A_list_shows_the_first_fifty_assignments()
    {
        var story = Story.Assigned(supporting: [.. Enumerable.Range(0, 99).Select(i => new Names.AgencyName($"many-{i}"))]);
        Assert.Equal(50, TaskSummary.Read(Project(story).Row!.View().Span).Assignments.Length);
    }

    [Fact]
    public void A_state_before_the_first_event_is_not_listed() =>
        Assert.Null(TaskProjection.Of("tasks/tnone", TaskState.Initial, 0, Cast.Start, Story.Clock).Row);

    private static Projection Project(Story story) => TaskProjection.Of("tasks/tone", story.State, story.Version, story.Now, Story.Clock);
}
