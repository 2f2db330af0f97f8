using Coordination.Cli.Connecting;
using Spectre.Console;

namespace Coordination.Cli.Printing;

/// <summary>A bar while something counts up; nothing at all when no person looks.</summary>
internal static class ProgressBar
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);

    public static async Task ShowAsync(Session session, string title, int total, Func<int> done, Func<Task> work)
    {
        var output = session.Output;
        if (!output.IsTerminal || output.Json)
        {
            await work().ConfigureAwait(false);
            return;
        }

        await output.Console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask(Markup.Escape(title), maxValue: Math.Max(1, total));
                var running = work();
                while (await Task.WhenAny(running, Task.Delay(Beat)).ConfigureAwait(false) != running)
                    bar.Value = done();
                bar.Value = done();
                await running.ConfigureAwait(false);
            }).ConfigureAwait(false);
    }
}
