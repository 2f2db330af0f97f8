using Xunit;

namespace Coordination.EndToEnd;

public sealed class DemoTests
{
    private static readonly TimeSpan DemoTime = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_coordination_day_plays_to_its_end_twice_on_one_process_and_the_record_is_whole()
    {
        await using var installation = new Installation();
        installation.StartStandalone();
        await installation.ReadyAsync();

        var first = await installation.CoordAsync(DemoTime, "demo");
        var second = await installation.CoordAsync(DemoTime, "demo");
        var verified = await installation.CoordAsync("ledger", "verify");

        Assert.True(first.ExitCode == 0, first.Output);
        Assert.True(second.ExitCode == 0, second.Output);
        Assert.True(verified.ExitCode == 0, verified.Output);
    }

    [Fact]
    public async Task Information_is_shared_revoked_and_erased_twice_on_one_process_in_both_languages_and_the_record_is_whole()
    {
        await using var installation = new Installation();
        installation.StartStandalone();
        await installation.ReadyAsync();

        var first = await installation.CoordAsync(DemoTime, "demo", "info");
        var second = await installation.CoordAsync(DemoTime, "demo", "info", "--lang", "lo");
        var verified = await installation.CoordAsync("ledger", "verify");

        Assert.True(first.ExitCode == 0, first.Output);
        Assert.True(second.ExitCode == 0, second.Output);
        Assert.True(verified.ExitCode == 0, verified.Output);
        Assert.DoesNotContain("demo.info", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("demo.info", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_acknowledged_before_a_kill_is_there_once_after_it()
    {
        await using var installation = new Installation();
        var server = installation.StartStandalone();
        await installation.ReadyAsync();
        var journal = Path.Combine(installation.Data, "journal.jsonl");

        await using (var demo = installation.Coord("demo", "--tasks", "2000", "--journal", journal))
        {
            await UntilAsync(() => File.Exists(journal) && File.ReadLines(journal).Count() > 1_500, demo);
            await server.KillAsync();
            await demo.EndAsync(DemoTime); // It fails, as it should: its server is gone.
            Assert.NotEqual(0, demo.ExitCode);
        }

        installation.StartStandalone();
        await installation.ReadyAsync();
        var check = await installation.CoordAsync(DemoTime, "demo", "check", "--journal", journal);
        var verified = await installation.CoordAsync("ledger", "verify");

        Assert.True(check.ExitCode == 0, check.Output);
        Assert.True(verified.ExitCode == 0, verified.Output);
    }

    private static async Task UntilAsync(Func<bool> condition, RunningProgram program)
    {
        using var limit = new CancellationTokenSource(DemoTime);
        while (!condition())
        {
            Assert.False(program.HasExited, program.Output);
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }
}
