using Coordination.Tasks.V1;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Cli.Demo.Acts;

/// <summary>Systems see their directives arrive, acknowledge and accept; one rejects and the secretariat gives it to another.</summary>
internal static class Receiving
{
    public static async Task PlayAsync(Story story)
    {
        story.Stage.Act("demo.act.receive");
        foreach (var directive in story.All.ToList())
        {
            foreach (var agency in directive.Agencies)
                await story.SeesAsync(agency, directive.Title, e => e.Resource == directive.Task).ConfigureAwait(false);
            story.Stage.Done("demo.seen", string.Join(", ", directive.Agencies), directive.Title);
        }

        await HiddenAsync(story).ConfigureAwait(false);

        story.Stage.Act("demo.act.accept");
        await RejectAsync(story, story["schools"], "lyu", "lfnd").ConfigureAwait(false);
        await ReassignAsync(story, story["recruiters"], "lftu", "lyu").ConfigureAwait(false);
        foreach (var directive in story.All.ToList())
        {
            foreach (var agency in directive.Agencies)
            {
                var player = story.Cast[agency];
                await story.ExpectAsync(await player.AcknowledgeAsync(directive.Task).ConfigureAwait(false), AssignmentState.Received).ConfigureAwait(false);
                await story.ExpectAsync(await player.AcceptAsync(directive.Task).ConfigureAwait(false), AssignmentState.Accepted).ConfigureAwait(false);
            }

            await story.ReadAsync(directive.Task, TaskState.InProgress).ConfigureAwait(false);
            story.Stage.Done("demo.accepted", string.Join(", ", directive.Agencies), directive.Title);
        }

        await story.Stage.RefusedAsync("TRANSITION_NOT_ALLOWED", "accept", () => story.Cast["mps"].AcceptAsync(story["posters"].Task)).ConfigureAwait(false);
        story.Stage.Done("demo.refused", "TRANSITION_NOT_ALLOWED");
    }

    // Who takes no part may not even know that there is something.
    private static async Task HiddenAsync(Story story)
    {
        var foreign = story["law"];
        await story.Stage.RefusedAsync("NOT_FOUND", "get", () => story.Cast["lftu"].GetAsync(foreign.Task)).ConfigureAwait(false);
        story.Stage.Expect(story.Cast.InboxOf("lftu").Seen.All(e => e.Resource != foreign.Task), "watch of lftu");
        story.Stage.Done("demo.hidden", "lftu", foreign.Title);
    }

    private static async Task RejectAsync(Story story, Assigned directive, string rejects, string instead)
    {
        var player = story.Cast[rejects];
        await story.ExpectAsync(await player.AcknowledgeAsync(directive.Task).ConfigureAwait(false), AssignmentState.Received).ConfigureAwait(false);
        await story.ExpectAsync(
            await player.RejectAsync(directive.Task, "Our branches are not in these districts.").ConfigureAwait(false), AssignmentState.Rejected).ConfigureAwait(false);
        await story.SeesAsync(story.Cast.SecretariatId, "reject", e => e.Resource == directive.Task && e.Actor == player.Name && e.Type.EndsWith("rejected", StringComparison.Ordinal))
            .ConfigureAwait(false);
        story.Stage.Done("demo.rejected", rejects, directive.Title);

        var next = await story.Secretariat.ReassignAsync(directive.Task, rejects, instead, "Their branches are in these districts.").ConfigureAwait(false);
        story.Stage.Expect("agencies/" + instead, next.Agency, next.Name);
        story.Stage.Expect(AssignmentState.Requested, next.State, next.Name);
        await MoveAsync(story, directive, rejects, instead).ConfigureAwait(false);
        directive.Former.Add(rejects);
        story.Stage.Done("demo.replaced", instead, rejects);
    }

    // Who loses its part sees nothing that comes after; Closing looks again.
    private static async Task ReassignAsync(Story story, Assigned directive, string from, string to)
    {
        var next = await story.Secretariat.ReassignAsync(directive.Task, from, to, "The inspection covers branches that they know.").ConfigureAwait(false);
        story.Stage.Expect("agencies/" + to, next.Agency, next.Name);
        story.Stage.Expect(AssignmentState.Requested, next.State, next.Name);
        var read = await story.Secretariat.GetAsync(directive.Task).ConfigureAwait(false);
        story.Stage.Expect(AssignmentState.Reassigned, story.Of(read, from).State, directive.Task);
        await story.Stage.RefusedAsync("NOT_FOUND", "get", () => story.Cast[from].GetAsync(directive.Task)).ConfigureAwait(false);
        await MoveAsync(story, directive, from, to).ConfigureAwait(false);
        directive.Former.Add(from);
        story.Stage.Done("demo.reassigned", from, to);
    }

    private static async Task MoveAsync(Story story, Assigned directive, string from, string to)
    {
        directive.Agencies.Remove(from);
        directive.Agencies.Add(to);
        await story.SeesAsync(to, directive.Title, e => e.Resource == directive.Task).ConfigureAwait(false);
    }
}
