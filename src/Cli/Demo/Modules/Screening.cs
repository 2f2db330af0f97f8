using Coordination.Cases.V1;
using static Coordination.Cli.Demo.Modules.ModulesStory;

namespace Coordination.Cli.Demo.Modules;

/// <summary>She is screened as a child; the police department that alone may decides formally, in the case itself.</summary>
internal static class Screening
{
    public static async Task PlayAsync(ModulesStory story)
    {
        story.Stage.Act("demo.modules.screening");
        await story.RefusedAsync("CHILD_SPECIALIST_MISSING", "screen", () => ScreenAsync(story, specialist: false)).ConfigureAwait(false);
        var screened = await ScreenAsync(story, specialist: true).ConfigureAwait(false);
        story.Expect("screened", screened.State, story.Screening);
        await story.FireAsync(Union, story.Screening, "find_possible").ConfigureAwait(false);
        await story.FireAsync(Union, story.Screening, "request_identification", ("consent_to_identification", "given_with_guardian")).ConfigureAwait(false);
        story.Done("demo.modules.screened", Union, "CHILD_SPECIALIST_MISSING");

        await story.RefusedAsync("NOT_YOUR_PART", Union, () => DecideAsync(story, Union)).ConfigureAwait(false);
        await DecideAsync(story, Police).ConfigureAwait(false);
        var person = await story.BecomesAsync(Girl, () => story.PersonAsync(Ministry, Girl), p => p.Status is VictimStatus.Actual).ConfigureAwait(false);
        story.Expect(VictimStatus.Actual, person.Status, story.Case);
        // What the case then says moves the screening on by itself.
        var confirmed = await story.BecomesAsync(story.Screening, () => story.GetAsync(Police, story.Screening), w => w.State == "identified").ConfigureAwait(false);
        story.Expect("identified", confirmed.State, story.Screening);
        story.Done("demo.modules.identified", Police, "NOT_YOUR_PART");

        var care = await story.GetAsync(Police, story.Screening).ConfigureAwait(false);
        story.Expect(!care.Data.Keys.Any(k => k.StartsWith("service_", StringComparison.Ordinal)) && !care.Texts.Contains("screening_note"), story.Screening);
        await story.RefusedAsync("NOT_FOUND", Police, () => story.GetAsync(Police, story.Stay)).ConfigureAwait(false);
        await story.RefusedAsync("NOT_FOUND", Police, () => story.ReadTextAsync(Police, story.Stay, "needs_note", "victim_identification")).ConfigureAwait(false);
        story.Done("demo.modules.no-stay-for-police", Police, "NOT_FOUND");
        await story.FireAsync(Union, story.Screening, "close").ConfigureAwait(false);
    }

    private static Task<Coordination.Modules.V1.Workflow> ScreenAsync(ModulesStory story, bool specialist) => story.FireAsync(
        Union, story.Screening, "screen",
        ("screening_date", story.Day()), ("consent_to_screening", "given_with_guardian"), ("private_setting", true), ("interpreter", "not_needed"), ("child_signs", "yes"),
        ("child_specialist", specialist), ("indicators", Many("deception", "child_exploited")), ("screening_note", $"She tells of a broker. {story.Run}"));

    private static Task<Coordination.Modules.V1.Workflow> DecideAsync(ModulesStory story, string who) =>
        story.FireAsync(who, story.Screening, "decide", ("decision", "actual"), ("decision_reason", "child_act_purpose"));
}
