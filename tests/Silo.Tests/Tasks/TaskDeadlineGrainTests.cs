using Coordination.Ledger;
using Coordination.Names;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

/// <summary>Deadlines through the grain and its row of due work, on a clock of their own.</summary>
public sealed class TaskDeadlineGrainTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Due = Cast.Start.AddDays(10);

    private readonly TaskSilo silo = new();

    [Fact]
    public async Task Each_effect_once_however_often_and_by_how_many_it_is_woken()
    {
        var name = await silo.AssignAsync(c => c with { Due = Due, Supporting = [] });
        Assert.Equal([new DueRow("deadline", Due.AddDays(-3))], silo.Ledger.Due(name.ToString()));
        await WakeAsync(name);
        Assert.Empty(Effects(name)); // Woken early.

        silo.Time.SetUtcNow(Due.AddDays(-3));
        await WakeAsync(name, times: 20);
        Assert.Equal(["task.reminded"], Effects(name));

        await silo.ForgetAsync(); // As after a restart, and late.
        silo.Time.SetUtcNow(Due.AddDays(3));
        await WakeAsync(name, times: 20);
        Assert.Equal(["task.reminded", "task.reminded", "task.overdue", "task.escalated"], Effects(name));
        Assert.Equal([new DueRow("deadline", Due.AddDays(5))], silo.Ledger.Due(name.ToString()));

        silo.Time.SetUtcNow(Due.AddDays(50));
        await WakeAsync(name, times: 5);
        Assert.Equal(5, Effects(name).Length);
        Assert.Empty(silo.Ledger.Due(name.ToString()));

        var platform = silo.Ledger.Entries(name.ToString()).Where(e => e.Type.StartsWith("task.", StringComparison.Ordinal)).Skip(1);
        Assert.All(platform, e => Assert.Equal(("", Guid.Empty), (e.Agency, e.RequestId)));
    }

    [Fact]
    public async Task A_wake_up_that_cannot_write_is_repeated_and_still_has_its_effect_once()
    {
        var name = await silo.AssignAsync(c => c with { Due = Due, Supporting = [] });
        silo.Time.SetUtcNow(Due.AddDays(-3));
        silo.Ledger.Next(name.ToString(), AppendStatus.Unavailable, AppendStatus.Unknown, AppendStatus.Conflict, AppendStatus.Unavailable);
        await WakeAsync(name, times: 3);
        Assert.Equal(["task.reminded"], Effects(name));
    }

    [Fact]
    public async Task The_row_follows_the_hold_and_the_extension()
    {
        var name = await silo.AssignAsync(c => c with { Due = Due, Supporting = [] });
        await silo.WorkAsync(name);
        TaskSilo.Done(await silo.Grain(name).HoldAsync(new HoldAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw, "Floods."), default));
        Assert.Empty(silo.Ledger.Due(name.ToString()));
        silo.Time.SetUtcNow(Due.AddDays(5));
        await WakeAsync(name);
        Assert.Empty(Effects(name));

        var resumed = TaskSilo.Done(await silo.Grain(name).ResumeAsync(new ResumeAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw), default));
        Assert.Equal(Due.AddDays(15), resumed.Due);
        Assert.Equal([new DueRow("deadline", Due.AddDays(12))], silo.Ledger.Due(name.ToString()));

        var extended = new ExtendDeadline(Cast.By(Cast.TheSecretariat), Due.AddDays(40), Cast.Mlsw, "More shelters.");
        TaskSilo.Done(await silo.Grain(name).ExtendDeadlineAsync(extended, default));
        Assert.Equal([new DueRow("deadline", Due.AddDays(37))], silo.Ledger.Due(name.ToString()));
    }

    [Fact]
    public async Task Who_reads_a_late_task_sees_it_late_also_before_the_flag_is_written()
    {
        var name = await silo.AssignAsync(c => c with { Due = Due });
        silo.Time.SetUtcNow(Due.AddHours(1));
        var view = TaskSilo.Done(await silo.Grain(name).GetAsync(Cast.TheSecretariat, default));
        Assert.Equal((true, (DateTimeOffset?)Due), (view.Overdue, view.OverdueSince));
        Assert.All(view.Assignments, a => Assert.True(a.Overdue));
    }

    [Fact]
    public async Task Nothing_wakes_a_name_that_nobody_made()
    {
        await silo.Grain(new TaskName("tabsent")).WakeAsync("deadline");
        Assert.Empty(silo.Ledger.Entries("tasks/tabsent"));
    }

    public ValueTask InitializeAsync() => silo.InitializeAsync();

    public ValueTask DisposeAsync() => silo.DisposeAsync();

    private Task WakeAsync(TaskName name, int times = 1) =>
        Task.WhenAll(Enumerable.Range(0, times).Select(_ => silo.Grain(name).WakeAsync("deadline")));

    private string[] Effects(TaskName name) =>
        [.. silo.Ledger.Entries(name.ToString()).Select(e => e.Type).Where(t => t is "task.reminded" or "task.overdue" or "task.escalated")];
}
