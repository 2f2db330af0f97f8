using Coordination.Access;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

/// <summary>Tasks that hang on each other, across grains and across failures.</summary>
public class TaskLinksTests(TaskSilo silo)
{
    [Fact]
    public async Task A_sub_tasks_progress_reaches_all_that_are_above_it_each_change_once()
    {
        var top = await silo.AssignAsync();
        var middle = await silo.AssignAsync(c => c with { Parent = top });
        var bottom = await silo.AssignAsync(c => c with { Parent = middle, Supporting = [] });
        await silo.WorkAsync(bottom);
        TaskSilo.Done(await silo.Grain(bottom).ReportProgressAsync(new ReportProgress(Cast.By(Cast.Mlsw), Cast.Mlsw, 90, ""), default));
        await SettledAsync(bottom, middle);

        var seen = Assert.Single((await ViewAsync(middle)).SubTasks);
        Assert.Equal(new SubTaskView(bottom, TaskStage.InProgress, 90), seen);
        Assert.Equal(30, (await ViewAsync(middle)).Percent); // (0 + 0 + 90) / 3
        Assert.Equal(new SubTaskView(middle, TaskStage.Requested, 30), Assert.Single((await ViewAsync(top)).SubTasks));
        Assert.Equal(10, (await ViewAsync(top)).Percent);
        AssertReportedOnce(middle);
        AssertReportedOnce(top);
    }

    [Theory]
    [InlineData(AppendStatus.Unavailable)]
    [InlineData(AppendStatus.Busy)]
    [InlineData(AppendStatus.Rejected)]
    public async Task When_the_task_above_cannot_write_the_due_work_tells_it_later(AppendStatus fault)
    {
        var above = await silo.AssignAsync();
        silo.Ledger.Next(above.ToString(), fault, fault, fault, fault);
        var below = await silo.AssignAsync(c => c with { Parent = above });
        await TaskSilo.UntilAsync(() => silo.Ledger.Due(below.ToString()).Any(d => d.Kind == "rollup"));
        await SweepAsync(below);
        Assert.Equal(new SubTaskView(below, TaskStage.Requested, 0), Assert.Single((await ViewAsync(above)).SubTasks));
        AssertReportedOnce(above);
    }

    [Fact]
    public async Task When_the_sub_task_dies_before_it_notes_that_it_told_the_report_is_not_doubled()
    {
        var above = await silo.AssignAsync();
        var command = TaskSilo.Command() with { Parent = above };
        var below = TaskName.For(Cast.Secretariat, command.Context.RequestId);
        // The task itself is written; the note that it was told fails and is lost with the activation.
        silo.Ledger.Next(below.ToString(), AppendStatus.Appended, AppendStatus.Unavailable, AppendStatus.Unavailable, AppendStatus.Unavailable, AppendStatus.Unavailable);
        TaskSilo.Done(await silo.Grain(below).AssignAsync(command, default));
        await TaskSilo.UntilAsync(() => silo.Ledger.Entries(above.ToString()).Any(e => e.Type == "task.sub_task_reported"));
        await silo.ForgetAsync();
        await SweepAsync(below);
        AssertReportedOnce(above);
        Assert.Single(silo.Ledger.Entries(below.ToString()), e => e.Type == "task.rolled_up");
    }

    [Fact]
    public async Task Sub_tasks_are_made_by_those_who_take_part_in_the_task_above_while_it_is_open()
    {
        var above = await silo.AssignAsync();
        Assert.Null(await AssignBelowAsync(above, Focal(Cast.Mlsw)));
        Assert.Null(await AssignBelowAsync(above, Cast.TheSecretariat));
        Assert.Equal("PARENT_NOT_FOUND", await AssignBelowAsync(above, Focal(Cast.Lwu)));
        Assert.Equal("PARENT_NOT_FOUND", await AssignBelowAsync(new TaskName("tabsent"), Cast.TheSecretariat));
        TaskSilo.Done(await silo.Grain(above).CancelAsync(new CancelTask(Cast.By(Cast.TheSecretariat), "No."), default));
        Assert.Equal("PARENT_CLOSED", await AssignBelowAsync(above, Cast.TheSecretariat));
    }

    [Fact]
    public async Task A_repeat_of_an_assignment_is_answered_after_the_task_above_has_closed()
    {
        var above = await silo.AssignAsync();
        var command = TaskSilo.Command() with { Parent = above };
        var below = TaskName.For(Cast.Secretariat, command.Context.RequestId);
        TaskSilo.Done(await silo.Grain(below).AssignAsync(command, default));
        TaskSilo.Done(await silo.Grain(above).CancelAsync(new CancelTask(Cast.By(Cast.TheSecretariat), "No."), default));
        Assert.Equal("v1", TaskSilo.Done(await silo.Grain(below).AssignAsync(command, default)).ETag);
    }

    [Fact]
    public async Task Nesting_ends_at_twenty()
    {
        var above = await silo.AssignAsync();
        for (var depth = 1; depth <= 20; depth++)
        {
            var parent = above;
            above = await silo.AssignAsync(c => c with { Parent = parent });
        }

        Assert.Equal("PARENT_TOO_DEEP", await AssignBelowAsync(above, Cast.TheSecretariat));
    }

    [Fact]
    public async Task A_cycle_is_refused_through_any_number_of_tasks()
    {
        var (a, b, c) = (await silo.AssignAsync(), await silo.AssignAsync(), await silo.AssignAsync());
        Assert.Null(await DependAsync(a, b));
        Assert.Null(await DependAsync(b, c));
        Assert.Equal("DEPENDENCY_CYCLE", await DependAsync(c, a));
        Assert.Equal("DEPENDENCY_CYCLE", await DependAsync(a, a));
        Assert.Empty((await ViewAsync(c)).Dependencies);

        TaskSilo.Done(await silo.Grain(a).RemoveDependencyAsync(new RemoveDependency(Cast.By(Cast.TheSecretariat), b), default));
        Assert.Null(await DependAsync(c, a));
    }

    [Fact]
    public async Task Two_edges_that_would_close_a_cycle_together_are_not_both_drawn()
    {
        for (var round = 0; round < 10; round++)
        {
            var (a, b) = (await silo.AssignAsync(), await silo.AssignAsync());
            var refused = await Task.WhenAll(DependAsync(a, b), DependAsync(b, a));
            Assert.Single(refused, r => r is null);
            Assert.Single(refused, "DEPENDENCY_CYCLE");
        }
    }

    [Fact]
    public async Task An_edge_whose_task_could_not_write_is_taken_back()
    {
        var (a, b) = (await silo.AssignAsync(), await silo.AssignAsync());
        silo.Ledger.Next(a.ToString(), AppendStatus.Rejected);
        Assert.Equal("CONTENT_NOT_STORABLE", await DependAsync(a, b));
        Assert.Null(await DependAsync(b, a));
    }

    [Fact]
    public async Task A_repeat_of_a_dependency_that_was_removed_does_not_draw_it_again()
    {
        var (a, b) = (await silo.AssignAsync(), await silo.AssignAsync());
        var command = new AddDependency(Cast.By(Cast.TheSecretariat), b);
        TaskSilo.Done(await silo.Grain(a).AddDependencyAsync(command, default));
        TaskSilo.Done(await silo.Grain(a).RemoveDependencyAsync(new RemoveDependency(Cast.By(Cast.TheSecretariat), b), default));
        Assert.Equal([b], TaskSilo.Done(await silo.Grain(a).AddDependencyAsync(command, default)).Dependencies);
        Assert.Null(await DependAsync(b, a));
    }

    [Fact]
    public async Task What_the_caller_may_not_see_cannot_be_waited_for_and_does_not_show_that_it_exists()
    {
        var focal = Focal(Cast.Lwu);
        var directive = await silo.AssignAsync(c => c with { Supporting = [Cast.Lwu] });
        var own = await silo.AssignAsync(c => c with { Context = Cast.By(focal), Parent = directive });
        var foreign = await silo.AssignAsync();
        var hidden = await silo.Grain(own).AddDependencyAsync(new AddDependency(Cast.By(focal), foreign), default);
        var absent = await silo.Grain(own).AddDependencyAsync(new AddDependency(Cast.By(focal), new TaskName("tabsent")), default);
        Assert.Equal("DEPENDENCY_NOT_FOUND", hidden.Refusal?.Code);
        Assert.Equal(absent.Refusal?.Message, hidden.Refusal?.Message);
    }

    [Fact]
    public async Task Work_starts_when_what_it_waits_for_is_completed()
    {
        var first = await silo.AssignAsync(c => c with { Supporting = [] });
        var second = await silo.AssignAsync(c => c with { Dependencies = [first] });
        TaskSilo.Done(await silo.Grain(second).AcknowledgeAsync(new AcknowledgeAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw), default));
        TaskSilo.Done(await silo.Grain(second).AcceptAsync(new AcceptAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw), default));
        var early = await silo.Grain(second).StartAsync(new StartAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw), default);
        Assert.Equal(("DEPENDENCY_OPEN", first.ToString()), (early.Refusal?.Code, early.Refusal?.Metadata!["dependency"]));

        await silo.WorkAsync(first);
        TaskSilo.Done(await silo.Grain(first).CompleteAsync(new CompleteAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw, "Done."), default));
        TaskSilo.Done(await silo.Grain(second).StartAsync(new StartAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw), default));
        Assert.Equal("DEPENDENCY_CYCLE", await DependAsync(first, second)); // Drawn with the assignment already.
    }

    private static Principal Focal(AgencyName agency) => new("test", "f", agency, null, [Role.AgencyFocalPoint]);

    private async Task<string?> AssignBelowAsync(TaskName above, Principal by)
    {
        var command = TaskSilo.Command() with { Context = Cast.By(by), Parent = above };
        return (await silo.Grain(TaskName.For(by.Agency, command.Context.RequestId)).AssignAsync(command, default)).Refusal?.Code;
    }

    private async Task<string?> DependAsync(TaskName task, TaskName on) =>
        (await silo.Grain(task).AddDependencyAsync(new AddDependency(Cast.By(Cast.TheSecretariat), on), default)).Refusal?.Code;

    private async Task<TaskView> ViewAsync(TaskName name) => TaskSilo.Done(await silo.Grain(name).GetAsync(Cast.TheSecretariat, default));

    /// <summary>Until nothing is left to be told.</summary>
    private async Task SettledAsync(params TaskName[] tasks)
    {
        foreach (var task in tasks)
            await TaskSilo.UntilAsync(() => silo.Ledger.Due(task.ToString()).All(d => d.Kind != TaskProjection.RollUpKind));
    }

    /// <summary>Wakes a task as the sweeper does: again as long as its row stands.</summary>
    private async Task SweepAsync(TaskName task)
    {
        for (var i = 0; i < 500 && silo.Ledger.Due(task.ToString()).Length > 0; i++)
        {
            await silo.Grain(task).WakeAsync(TaskProjection.RollUpKind);
            await Task.Delay(10);
        }

        await SettledAsync(task);
    }

    /// <summary>No report of one version of a sub-task stands twice.</summary>
    private void AssertReportedOnce(TaskName above)
    {
        var reports = silo.Ledger.Entries(above.ToString()).Where(e => e.Type == "task.sub_task_reported").Select(e => Convert.ToHexString(e.Data.Span)).ToArray();
        Assert.NotEmpty(reports);
        Assert.Equal(reports.Length, reports.Distinct().Count());
    }
}
