using System.Collections.Concurrent;
using System.Diagnostics;
using Coordination.Tasks.V1;
using Spectre.Console;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Cli.Demo;

/// <summary>Many tasks through their whole life in parallel, every command written down and every one seen on the watch.</summary>
internal sealed class Load(Story story, DemoOptions options)
{
    private static readonly string[] Agencies = ["mps", "mofa", "mlsw", "moj", "mnd", "moh", "moes", "lwu"];
    private readonly ConcurrentQueue<double> latencies = new();
    private int finished;
    private long commands;

    public async Task PlayAsync()
    {
        story.Stage.Act("demo.act.load", options.Tasks, DemoOptions.Parallel);
        var acknowledged = new ConcurrentDictionary<Guid, byte>();
        var seen = new ConcurrentDictionary<Guid, byte>();
        await using var inbox = new Inbox(
            story.Secretariat.Client,
            e =>
            {
                if (Guid.TryParse(e.RequestId, out var id))
                    seen.TryAdd(id, 0);
                return false;
            },
            story.CancellationToken);
        await inbox.EstablishedAsync(options.Patience, story.CancellationToken).ConfigureAwait(false);

        var clock = Stopwatch.StartNew();
        await ShowAsync(() => Parallel.ForAsync(
            0,
            options.Tasks,
            new ParallelOptions { MaxDegreeOfParallelism = DemoOptions.Parallel, CancellationToken = story.CancellationToken },
            async (number, _) => await LifeAsync(number, acknowledged).ConfigureAwait(false))).ConfigureAwait(false);
        clock.Stop();

        var sorted = latencies.Order().ToArray();
        story.Stage.Done(
            "demo.load", options.Tasks, commands, Math.Round(clock.Elapsed.TotalSeconds, 1), Math.Round(commands / clock.Elapsed.TotalSeconds),
            Math.Round(Percentile(sorted, 0.5), 1), Math.Round(Percentile(sorted, 0.99), 1));

        var until = DateTime.UtcNow + options.Within;
        while (acknowledged.Keys.Any(id => !seen.ContainsKey(id)) && DateTime.UtcNow < until)
            await Task.Delay(200, story.CancellationToken).ConfigureAwait(false);
        story.Stage.Expect(0, acknowledged.Keys.Count(id => !seen.ContainsKey(id)), story.Session.Texts["demo.load-unseen"]);
        story.Stage.Done("demo.load-seen", acknowledged.Count);
    }

    private async Task LifeAsync(int number, ConcurrentDictionary<Guid, byte> acknowledged)
    {
        var agency = Agencies[number % Agencies.Length];
        var player = story.Cast[agency];
        var request = new AssignTaskRequest
        {
            RequestId = Guid.NewGuid().ToString(),
            Title = story.Title($"Directive {number + 1}", $"ຄຳສັ່ງທີ {number + 1}"),
            Lead = player.Name,
            DueInWorkingDays = 10 + (number % 50),
        };
        var task = await TimedAsync(() => story.Secretariat.AssignAsync(request)).ConfigureAwait(false);
        acknowledged.TryAdd(Guid.Parse(request.RequestId), 0);
        await StepAsync(() => player.AcknowledgeAsync(task.Name), AssignmentState.Received).ConfigureAwait(false);
        await StepAsync(() => player.AcceptAsync(task.Name), AssignmentState.Accepted).ConfigureAwait(false);
        await StepAsync(() => player.StartAsync(task.Name), AssignmentState.InProgress).ConfigureAwait(false);
        await StepAsync(() => player.ProgressAsync(task.Name, 50, "Half."), AssignmentState.InProgress).ConfigureAwait(false);
        await StepAsync(() => player.CompleteAsync(task.Name, "Done."), AssignmentState.Completed).ConfigureAwait(false);
        var last = await StepAsync(() => story.Secretariat.VerifyAsync(task.Name, agency), AssignmentState.Verified).ConfigureAwait(false);
        story.Stage.Expect(TaskState.Verified, last.TaskState, task.Name);
        Interlocked.Increment(ref finished);
    }

    private async Task<Assignment> StepAsync(Func<Task<Assignment>> command, AssignmentState state)
    {
        var answer = await TimedAsync(command).ConfigureAwait(false);
        story.Stage.Expect(state, answer.State, answer.Name);
        return answer;
    }

    private async Task<T> TimedAsync<T>(Func<Task<T>> command)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = await command().ConfigureAwait(false);
        latencies.Enqueue(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        Interlocked.Increment(ref commands);
        return answer;
    }

    private async Task ShowAsync(Func<Task> work)
    {
        var output = story.Session.Output;
        if (output.IsTerminal)
        {
            await output.Console.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
                .StartAsync(async progress =>
                {
                    var bar = progress.AddTask(Markup.Escape(story.Session.Texts["demo.load-bar"]), maxValue: options.Tasks);
                    await FollowAsync(work(), () => bar.Value = finished, TimeSpan.FromMilliseconds(200)).ConfigureAwait(false);
                    bar.Value = finished;
                }).ConfigureAwait(false);
            return;
        }

        var told = 0;
        await FollowAsync(
            work(),
            () =>
            {
                if (finished > told)
                    output.WriteLine(story.Session.Texts.Format("demo.load-progress", told = finished, options.Tasks));
            },
            TimeSpan.FromSeconds(5)).ConfigureAwait(false);
    }

    private static async Task FollowAsync(Task work, Action tell, TimeSpan every)
    {
        while (await Task.WhenAny(work, Task.Delay(every)).ConfigureAwait(false) != work)
            tell();
        await work.ConfigureAwait(false);
    }

    private static double Percentile(double[] sorted, double share) =>
        sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
