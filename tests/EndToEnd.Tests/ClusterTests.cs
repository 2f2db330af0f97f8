using Coordination.Testing.Postgres;
using Xunit;

namespace Coordination.EndToEnd;

public sealed class ClusterTests
{
    private static readonly TimeSpan DemoTime = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Two_silos_play_the_day_and_it_goes_on_when_one_of_them_is_killed()
    {
        await using var installation = new Installation();
        installation.StartCluster(2, await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());
        await installation.ReadyAsync();

        var whole = await installation.CoordAsync(DemoTime, "demo");
        Assert.True(whole.ExitCode == 0, whole.Output);

        var journal = Path.Combine(installation.Data, "journal.jsonl");
        await using var demo = installation.Coord("demo", "--tasks", "1500", "--keep-going", "--journal", journal);
        using var limit = new CancellationTokenSource(DemoTime);
        while (!File.Exists(journal) || File.ReadLines(journal).Count() < 800)
        {
            Assert.False(demo.HasExited, demo.Output);
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }

        await installation.Silos[0].KillAsync();
        var code = await demo.EndAsync(DemoTime);
        var check = await installation.CoordAsync(DemoTime, "demo", "check", "--journal", journal);
        var verified = await installation.CoordAsync("ledger", "verify");

        Assert.True(code == 0, demo.Output);
        Assert.True(check.ExitCode == 0, check.Output);
        Assert.True(verified.ExitCode == 0, verified.Output);
    }
}
