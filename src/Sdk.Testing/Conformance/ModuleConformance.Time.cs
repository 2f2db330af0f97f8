using Coordination.Modules.V1;
using Coordination.Workflows;
using Xunit;

namespace Coordination.Sdk.Testing;

public abstract partial class ModuleConformance<TModule>
{
    [Fact]
    public async Task Deadlines_come_once_also_after_a_restart()
    {
        await using var platform = await TestPlatform.StartAsync(Modules);
        foreach (var definition in Contents.Newest)
        {
            foreach (var deadline in WorkflowRules.Actions(definition).OfType<DeadlineAction>().Select(a => a.Id).Distinct(StringComparer.Ordinal))
            {
                if (await SetAsync(platform, definition.Id, deadline) is { } run)
                    await ComesOnceAsync(platform, run, deadline);
            }
        }
    }

    /// <summary>Plays a scenario to where it sets a deadline; null when none does, which is a finding of another test.</summary>
    private async Task<ScenarioRun?> SetAsync(TestPlatform platform, string definition, string deadline)
    {
        foreach (var scenario in Scenarios.Where(s => s.Definition == definition))
        {
            var run = new ScenarioRun(platform, scenario);
            await run.PlayAsync((_, r) => IsOpen(r));
            if (IsOpen(run))
                return run;
        }

        return null;

        bool IsOpen(ScenarioRun run) => run.Last?.Deadlines.Any(d => d.Id == deadline && !d.Passed) == true;
    }

    private static async Task ComesOnceAsync(TestPlatform platform, ScenarioRun run, string deadline)
    {
        var about = $"{run.Scenario.Definition}: the deadline {deadline}";
        var due = run.Last!.Deadlines.Single(d => d.Id == deadline).DueTime.ToDateTimeOffset();
        var early = due - platform.Clock.Now - TimeSpan.FromMinutes(1);
        if (early > TimeSpan.Zero)
        {
            await platform.AdvanceAsync(early);
            Assert.True(Times(await run.HistoryAsync(), deadline) == 0, $"{about} came early.");
        }

        await platform.AdvanceAsync(TimeSpan.FromMinutes(2));
        var once = Times(await run.HistoryAsync(), deadline);
        await platform.SettleAsync();
        await platform.RestartAsync();
        await platform.AdvanceAsync(TimeSpan.FromSeconds(30));
        var after = Times(await run.HistoryAsync(), deadline);

        Assert.True(once == 1, $"{about} came {once} times.");
        Assert.True(after == 1, $"{about} came again after a restart.");
    }

    [Fact]
    public async Task A_workflow_goes_on_after_a_restart_as_if_nothing_had_been()
    {
        foreach (var scenario in Scenarios)
        {
            await using var platform = await TestPlatform.StartAsync(Modules);
            var run = new ScenarioRun(platform, scenario);
            for (var calls = 0; run.Next < scenario.Steps.Length; calls++)
            {
                await run.PlayAsync(static (step, _) => step is CallStep, run.Next);
                if (run.Name.Length == 0)
                    break;
                var before = await run.GetAsync();
                if (calls == 0)
                    await platform.RestartAsync(); // Once from nothing but the disk; then each grain anew, which is faster.
                else
                    await platform.ForgetAsync();
                var after = await run.GetAsync();
                Assert.Equal(before, after);
            }
        }
    }

    [Fact]
    public async Task Instances_of_older_versions_go_on()
    {
        foreach (var older in Contents.Definitions.GroupBy(d => d.Id, StringComparer.Ordinal).SelectMany(g => g.SkipLast(1)))
        {
            var newest = Contents.Newest.Single(d => d.Id == older.Id);
            var migrates = newest.Migrations.Any(m => m.FromVersion == older.Version);
            if (Scenarios.FirstOrDefault(s => s.Definition == older.Id && s.Steps.OfType<FireStep>().Any()) is not { } scenario)
                continue; // That there is none is a finding of another test.

            await using var platform = await TestPlatform.StartAsync([new OlderModule(new TModule(), older.Id, older.Version), .. Beside]);
            var run = new ScenarioRun(platform, scenario);
            await run.PlayAsync(static (step, _) => step is StartStep);
            Assert.Equal(older.Version, run.Last!.DefinitionVersion);
            await platform.RestartAsync(Modules);
            var kept = await run.GetAsync();
            Assert.Equal((run.Last.State, run.Last.Data), (kept.State, kept.Data));

            await run.PlayAsync(static (step, _) => step is FireStep, run.Next);
            Assert.Equal(migrates ? newest.Version : older.Version, run.Last.DefinitionVersion);
        }
    }

    /// <summary>How often a deadline took effect: noted as passed, or its transition fired by the platform.</summary>
    private static int Times(IReadOnlyList<WorkflowHistoryEntry> history, string deadline) => history.Count(entry =>
        (entry.Type == "workflow.deadline_passed" && ConformancePlay.Field(entry, "deadline") == deadline)
        || (entry.Type == "workflow.fired" && entry.Actor.Length == 0 && EndedBy(entry).Contains(deadline)));

    private static IEnumerable<string> EndedBy(WorkflowHistoryEntry entry) =>
        entry.Data?.Fields.FirstOrDefault(f => f.Key.Equals("ended", StringComparison.OrdinalIgnoreCase)).Value?.ListValue?.Values.Select(v => v.StringValue) ?? [];
}
