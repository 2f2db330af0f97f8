using Coordination.Tasks.V1;
using Google.Protobuf.WellKnownTypes;
using Xunit;

namespace Coordination.Standalone.Tests;

/// <summary>R6: a deadline that passes while nobody is there takes effect once, soon after.</summary>
public sealed class DeadlineTests
{
    [Fact]
    public async Task Deadlines_that_passed_during_an_outage_take_effect_once()
    {
        await using var platform = await Platform.StartAsync();
        var due = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(3);
        var tasks = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            tasks.Add((await platform.AssignAsync(
                r => (r.DueTime, r.Priority) = (Timestamp.FromDateTimeOffset(due), Priority.Stat), "mlsw", "lwu")).Name);
        }

        await platform.StopAsync();
        await UntilAsync(() => Task.FromResult(TimeProvider.System.GetUtcNow() > due));
        await platform.RestartAsync();

        foreach (var task in tasks)
        {
            await UntilAsync(async () => (await TypesAsync(platform, task)).Contains("task.overdue"));
            await UntilAsync(async () => (await TypesAsync(platform, task)).Contains("task.escalated"));
        }

        await platform.StopAsync(); // Once more: nothing comes twice.
        await platform.RestartAsync();
        await UntilAsync(async () => (await platform.Tasks.ListTasksAsync(
            new ListTasksRequest { OverdueOnly = true, PageSize = 200 }, await platform.AsAsync("secretariat"))).Tasks.Count >= tasks.Count);
        foreach (var task in tasks)
        {
            // One flag for each of the two parts, and each rung once a part.
            var entries = await EntriesAsync(platform, task);
            Assert.Equal(2, entries.Count(e => e.Type == "task.overdue"));
            var rungs = entries.Where(e => e.Type == "task.escalated").Select(e => e.Data.ToString()).ToArray();
            Assert.Equal(rungs.Distinct().Count(), rungs.Length);
            Assert.NotEmpty(rungs);
        }
    }

    private static async System.Threading.Tasks.Task<IReadOnlyList<string>> TypesAsync(Platform platform, string task) =>
        [.. (await EntriesAsync(platform, task)).Select(e => e.Type)];

    private static async System.Threading.Tasks.Task<IReadOnlyList<TaskHistoryEntry>> EntriesAsync(Platform platform, string task) =>
        (await platform.Tasks.GetTaskHistoryAsync(new GetTaskHistoryRequest { Name = task }, await platform.AsAsync("secretariat"))).Entries;

    private static async Task UntilAsync(Func<System.Threading.Tasks.Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!await condition())
            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
    }
}
