using Coordination.Modules.V1;
using static Coordination.Cli.Demo.Modules.ModulesStory;

namespace Coordination.Cli.Demo.Modules;

/// <summary>She goes home; the ministry stays beside her and tells the partner how she is.</summary>
internal static class Homecoming
{
    public static async Task PlayAsync(ModulesStory story)
    {
        story.Stage.Act("demo.modules.homecoming");
        await story.RefusedAsync("EXIT_NOT_SAFE", "exit", () => LeaveAsync(story, "high")).ConfigureAwait(false);
        await story.RefusedAsync("NO_BEST_INTERESTS_DECISION", "exit", () => LeaveAsync(story, "managed")).ConfigureAwait(false);
        await story.FireAsync(Center, story.Stay, "decide_best_interests", ("best_interests", "as_planned"), ("best_interests_date", story.Day())).ConfigureAwait(false);
        var leaving = await LeaveAsync(story, "managed").ConfigureAwait(false);
        story.Expect("reintegration", leaving.State, story.Stay);
        story.Done("demo.modules.reintegration", Center, Ministry, "EXIT_NOT_SAFE, NO_BEST_INTERESTS_DECISION");

        var home = await story.FireAsync(Ministry, story.Return, "escort_home", ("escort_date", story.Day())).ConfigureAwait(false);
        story.Expect("escorted_home", home.State, story.Return);
        await story.FireAsync(Province, story.Return, "begin_reintegration").ConfigureAwait(false);
        await story.AdvanceAsync(30).ConfigureAwait(false);
        await story.FireAsync(Province, story.Return, "record_follow_up", ("follow_up_date", story.Day()), ("follow_up_outcome", "well")).ConfigureAwait(false);
        await story.FireAsync(Ministry, story.Stay, "follow_up", ("follow_up_date", story.Day()), ("follow_up_outcome", "well")).ConfigureAwait(false);
        story.Expect((await story.FireAsync(Ministry, story.Stay, "close").ConfigureAwait(false)).Final, story.Stay);
        story.Done("demo.modules.home", Province);

        await story.FireAsync(Ministry, story.Return, "send_feedback", ("feedback", "reintegrated"), ("feedback_date", story.Day())).ConfigureAwait(false);
        var told = await story.GetAsync(Partner, story.Return).ConfigureAwait(false);
        story.Expect("reintegrated", told.Data["feedback"].StringValue, Partner);
        story.Expect(!told.Data.ContainsKey("follow_up_outcome"), Partner);
        story.Expect((await story.FireAsync(Ministry, story.Return, "close").ConfigureAwait(false)).Final, story.Return);
        story.Done("demo.modules.feedback", Ministry, Partner);

        var history = await story[Ministry].Modules.GetWorkflowHistoryAsync(
            new GetWorkflowHistoryRequest { Name = story.Return, PageSize = 1000 }, cancellationToken: story.CancellationToken);
        story.Expect("workflow.started", history.Entries[0].Type, story.Return);
        story.Expect(history.Entries.Where(e => e.Type is "workflow.started" or "workflow.fired").All(e => e.Data.Fields["guideline"].StringValue == "mou-thailand@2005"), story.Return);
        story.Expect(!history.ToString().Contains(story.Run, StringComparison.Ordinal), story.Return);
        story.Done("demo.modules.history", history.Entries.Count);
    }

    private static Task<Workflow> LeaveAsync(ModulesStory story, string risk) => story.FireAsync(
        Center, story.Stay, "begin_reintegration", ["reintegration=" + Ministry],
        ("consent_to_reintegration", "given_with_guardian"), ("exit_destination", "family"), ("exit_risk", risk));
}
