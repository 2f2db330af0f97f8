using Coordination.Tasks.V1;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Cli.Demo.Acts;

/// <summary>Reports come in; one is sent back and comes again; the secretariat verifies.</summary>
internal static class Finishing
{
    public static async Task PlayAsync(Story story)
    {
        story.Stage.Act("demo.act.finish");
        await ReturnOnceAsync(story, story["recruiters"], "mlsw").ConfigureAwait(false);
        foreach (var directive in story.All.Where(d => d.Key is not ("training" or "late")).ToList())
            await FinishAsync(story, directive).ConfigureAwait(false);

        // What waited for the guidelines can begin now.
        var training = story["training"];
        foreach (var agency in training.Agencies)
            await Working.WorkAsync(story, training, agency, 50).ConfigureAwait(false);
        story.Stage.Done("demo.dependency-met", training.Title);
        await FinishAsync(story, training).ConfigureAwait(false);
    }

    /// <summary>Completes every assignment, the lead's last, and verifies them.</summary>
    public static async Task FinishAsync(Story story, Assigned directive)
    {
        foreach (var agency in Enumerable.Reverse(directive.Agencies))
        {
            var answer = await story.Cast[agency].CompleteAsync(directive.Task, "Done as directed; the report is attached to our letter.").ConfigureAwait(false);
            await story.ExpectAsync(answer, AssignmentState.Completed).ConfigureAwait(false);
            if (agency != directive.Agencies[0])
                story.Stage.Expect(TaskState.InProgress, answer.TaskState, directive.Task);
        }

        await story.ReadAsync(directive.Task, TaskState.Completed).ConfigureAwait(false);
        // The lead's part last: with the rule "lead" its verification closes the task.
        foreach (var agency in Enumerable.Reverse(directive.Agencies))
        {
            await story.SeesAsync(story.Cast.SecretariatId, directive.Title, e => e.Resource == directive.Task && e.Actor == "agencies/" + agency).ConfigureAwait(false);
            await story.ExpectAsync(await story.Secretariat.VerifyAsync(directive.Task, agency).ConfigureAwait(false), AssignmentState.Verified).ConfigureAwait(false);
        }

        var read = await story.ReadAsync(directive.Task, TaskState.Verified).ConfigureAwait(false);
        story.Stage.Expect(100, read.ProgressPercent, $"{directive.Task}: progress");
        story.Stage.Done("demo.verified", directive.Title);
    }

    private static async Task ReturnOnceAsync(Story story, Assigned directive, string agency)
    {
        var player = story.Cast[agency];
        await story.ExpectAsync(await player.CompleteAsync(directive.Task, "Ten agencies were inspected.").ConfigureAwait(false), AssignmentState.Completed).ConfigureAwait(false);
        var returned = await story.Secretariat.ReturnAsync(directive.Task, agency, "The list of findings is missing.").ConfigureAwait(false);
        await story.ExpectAsync(returned, AssignmentState.Returned).ConfigureAwait(false);
        await story.SeesAsync(agency, "return", e => e.Resource == directive.Task && e.Version > 1 && e.Actor == story.Secretariat.Name).ConfigureAwait(false);
        await story.ExpectAsync(await player.StartAsync(directive.Task).ConfigureAwait(false), AssignmentState.InProgress).ConfigureAwait(false);
        story.Stage.Done("demo.returned", directive.Title, agency);
    }
}
