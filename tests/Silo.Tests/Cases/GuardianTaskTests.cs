using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Cases;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Silo.Cases;
using Coordination.Tasks;
using static Coordination.Silo.Tests.Cases.CaseSilo;
using static Coordination.Silo.Tests.Cases.Story;

namespace Coordination.Silo.Tests.Cases;

public sealed class GuardianTaskTests
{
    private static readonly Principal Focal = By("lwu", "focal", Role.AgencyFocalPoint);

    private static async Task<TaskView> TaskAsync(CaseSilo silo, CaseName name, string person = "p1")
    {
        var task = (await silo.GetAsync(name)).People.Single(p => p.Id == person).GuardianTask;
        Assert.NotNull(task);
        return Done(await silo.Grains.GetGrain<ITaskGrain>(task.ToString()!).GetAsync(Focal, default));
    }

    [Fact]
    public async Task A_child_gets_one_task_and_its_guardian_ends_it_once()
    {
        await using var silo = await StartAsync();
        var name = await silo.OpenAsync(Woman, Child);
        for (var i = 0; i < 3; i++)
            await silo.WakeAsync(name);

        var task = await TaskAsync(silo, name, "p2");
        Assert.Equal((name, Lwu, (DateTimeOffset?)(Now + Policy.GuardianWithin)), (task.Case, Assert.Single(task.Assignments).Agency, task.Due));
        Assert.Null((await silo.GetAsync(name)).People[0].GuardianTask);
        Assert.Single(await silo.HitsAsync(TaskName.Collection, name));

        await silo.DoAsync(name, new AppointGuardian(Context(), "p2", GuardianKind.Official, Lwu, null));
        for (var i = 0; i < 3; i++)
            await silo.WakeAsync(name);
        Assert.Equal(TaskStage.Verified, (await TaskAsync(silo, name, "p2")).Stage);
        Assert.Single(await silo.HitsAsync(TaskName.Collection, name));
        Assert.Equal(
            ["case.guardian_task_assigned", "case.guardian_appointed", "case.guardian_task_closed"],
            (await silo.Ledger.LoadAsync(name.ToString(), 0, 100, default)).Select(e => e.Type).Where(t => t.Contains("guardian", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_task_that_somebody_already_works_on_is_completed_too()
    {
        await using var silo = await StartAsync();
        var name = await silo.OpenAsync(Child);
        await silo.WakeAsync(name);
        var grain = silo.Grains.GetGrain<ITaskGrain>((await TaskAsync(silo, name)).Name.ToString());
        Done(await grain.AcknowledgeAsync(new AcknowledgeAssignment(Context(Focal), Lwu), default));
        Done(await grain.AcceptAsync(new AcceptAssignment(Context(Focal), Lwu), default));

        await silo.DoAsync(name, new AppointGuardian(Context(), "p1", GuardianKind.Official, Lwu, null));
        await silo.WakeAsync(name);
        Assert.Equal(TaskStage.Verified, (await TaskAsync(silo, name)).Stage);
    }

    [Fact]
    public async Task Who_is_withdrawn_or_no_child_needs_no_task_any_more()
    {
        await using var silo = await StartAsync();
        var name = await silo.OpenAsync(Child, Child);
        await silo.WakeAsync(name);
        await silo.DoAsync(name, new WithdrawPerson(Context(), "p1", "mistake"));
        await silo.DoAsync(name, new UpdatePerson(Context(), "p2", Woman));
        await silo.WakeAsync(name);

        Assert.All(new[] { await TaskAsync(silo, name), await TaskAsync(silo, name, "p2") }, task => Assert.Equal(TaskStage.Verified, task.Stage));
        Assert.False(GuardianTasks.AreOwed(await StateAsync(silo, name)));
    }

    [Fact]
    public async Task A_child_that_needs_a_guardian_again_gets_another_task()
    {
        await using var silo = await StartAsync();
        var name = await silo.OpenAsync(Child, Aunt);
        await silo.WakeAsync(name);
        var first = (await TaskAsync(silo, name)).Name;
        await silo.DoAsync(name, new AppointGuardian(Context(), "p1", GuardianKind.Relative, null, "p2"));
        await silo.WakeAsync(name);

        silo.Time.Advance(TimeSpan.FromDays(2));
        await silo.DoAsync(name, new UpdatePerson(Context(), "p2", Aunt with { Conflicted = true }));
        await silo.WakeAsync(name);
        var second = await TaskAsync(silo, name);
        Assert.NotEqual(first, second.Name);
        Assert.Equal(TaskStage.Requested, second.Stage);
        Assert.Equal(silo.Time.GetUtcNow() + Policy.GuardianWithin, second.Due);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public async Task What_the_platform_could_not_do_it_does_once_when_it_can_also_past_the_limit(int hoursAway)
    {
        await using var silo = await StartAsync();
        silo.Fail("tasks/", AppendStatus.Unavailable);
        var name = await silo.OpenAsync(Child);
        await silo.WakeAsync(name);
        Assert.Null((await silo.GetAsync(name)).People[0].GuardianTask);

        silo.Time.Advance(TimeSpan.FromHours(hoursAway));
        silo.Mend();
        await silo.WakeAsync(name);
        await silo.WakeAsync(name);
        var task = await TaskAsync(silo, name);
        Assert.Equal(TaskStage.Requested, task.Stage);
        Assert.Single(await silo.HitsAsync(TaskName.Collection, name));
    }

    [Fact]
    public async Task When_the_case_could_not_note_its_task_it_finds_it_again_though_the_case_has_changed()
    {
        await using var silo = await StartAsync();
        var first = true;
        silo.Faults.Appends = (append, go) =>
        {
            if (!append.Stream.StartsWith("cases/", StringComparison.Ordinal) || append.Entries[0].Type != "case.guardian_task_assigned" || !first)
                return go();
            return Task.FromResult(new AppendResult(AppendStatus.Unavailable));
        };
        var name = await silo.OpenAsync(Child);
        await silo.WakeAsync(name);
        Assert.Null((await silo.GetAsync(name)).People[0].GuardianTask);
        await silo.DoAsync(name, new UpdateCase(Context(), null, "LA-PH", null, null, null));
        first = false;

        await silo.WakeAsync(name);
        Assert.NotNull((await silo.GetAsync(name)).People[0].GuardianTask);
        Assert.Single(await silo.HitsAsync(TaskName.Collection, name));
    }

    private static async Task<CaseState> StateAsync(CaseSilo silo, CaseName name)
    {
        var codec = new Sdk.Grains.EventCodec<CaseEvent>(CaseJson.Default.CaseEvent);
        ImmutableArray<LedgerEntry> entries = await silo.Ledger.LoadAsync(name.ToString(), 0, 1_000, default);
        return CaseState.Initial.And([.. entries.Select(e => codec.Read(e.Data.Span))]);
    }
}
