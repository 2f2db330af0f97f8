using Coordination.Tasks.V1;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Cli.Demo.Acts;

/// <summary>One task runs late: the platform says so by itself, and climbs the ladder.</summary>
internal static class RunningLate
{
    public static async Task PlayAsync(Story story)
    {
        var late = story["late"];
        story.Stage.Act("demo.act.late");
        await Working.WorkAsync(story, late, "mlsw", 30).ConfigureAwait(false);
        await story.Stage.WaitAsync("demo.waiting-late", () => story.SeesAsync("mlsw", late.Title, e => e.Resource == late.Task && IsLate(e.Type))).ConfigureAwait(false);
        var seen = await story.SeesAsync(story.Cast.SecretariatId, late.Title, e => e.Resource == late.Task && IsLate(e.Type)).ConfigureAwait(false);
        story.Stage.Expect("", seen.Actor, $"{seen.Type}: actor");
        var read = await story.ReadAsync(late.Task, TaskState.InProgress).ConfigureAwait(false);
        story.Stage.Expect(read.Overdue && read.OverdueSince is not null, $"{late.Task}: overdue");
        var text = story.Session.Texts;
        story.Stage.Done("demo.late", late.Title, text.Has("event." + seen.Type) ? text["event." + seen.Type] : seen.Type, read.Escalations.Count);

        await Finishing.FinishAsync(story, late).ConfigureAwait(false);
        read = await story.Secretariat.GetAsync(late.Task).ConfigureAwait(false);
        story.Stage.Expect(!read.Overdue, $"{late.Task}: overdue");
    }

    private static bool IsLate(string type) =>
        type.Contains("overdue", StringComparison.Ordinal) || type.Contains("escalat", StringComparison.Ordinal);
}
