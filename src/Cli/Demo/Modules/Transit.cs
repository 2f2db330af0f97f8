using static Coordination.Cli.Demo.Modules.ModulesStory;

namespace Coordination.Cli.Demo.Modules;

/// <summary>She crosses the border. Police, doctors and the Women's Union each record their own, and see their own.</summary>
internal static class Transit
{
    public static async Task PlayAsync(ModulesStory story)
    {
        story.Stage.Act("demo.modules.transit");
        await story.FireAsync(Partner, story.Return, "hand_over", ("handover_date", story.Day()), ("travel_document", "border_pass")).ConfigureAwait(false);
        var received = await story.FireAsync(Ministry, story.Return, "receive").ConfigureAwait(false);
        story.Expect("transit", received.State, story.Return);
        story.Expect(received.Deadlines.Any(d => d.Id == "transit"), story.Return);
        story.Done("demo.modules.received", Partner, Ministry);

        var text = $"She sleeps badly. {story.Run}";
        await story.FireAsync(Police, story.Return, "record_police_interview", ("police_interview", "declined_by_person"), ("police_interview_date", story.Day())).ConfigureAwait(false);
        await story.FireAsync(Health, story.Return, "record_health_check", ("health_check", "held"), ("health_check_date", story.Day()), ("health_note", text)).ConfigureAwait(false);
        await story.FireAsync(Union, story.Return, "record_psychosocial", ("psychosocial", "held"), ("psychosocial_date", story.Day()), ("psychosocial_note", text)).ConfigureAwait(false);
        story.Expect(text, await story.ReadTextAsync(Union, story.Return, "health_note").ConfigureAwait(false), story.Return);

        foreach (var who in new[] { Police, Partner })
        {
            var seen = await story.GetAsync(who, story.Return).ConfigureAwait(false);
            story.Expect(!seen.Data.ContainsKey("health_check") && !seen.Texts.Contains("health_note"), $"{who}: {story.Return}");
            story.Expect(!seen.ToString().Contains("psychosocial_note", StringComparison.Ordinal), $"{who}: {story.Return}");
            await story.RefusedAsync("NOT_FOUND", who, () => story.ReadTextAsync(who, story.Return, "psychosocial_note", "victim_identification")).ConfigureAwait(false);
        }

        story.Expect(!(await story.GetAsync(Partner, story.Return).ConfigureAwait(false)).Data.ContainsKey("police_interview"), Partner);
        story.Done("demo.modules.care-apart", Police, Partner, "NOT_FOUND");

        await story.FireAsync(
            Union, story.Return, "place_in_shelter", ["shelter=" + Center], ("consent_to_shelter", "given_with_guardian"), ("intake_category", "trafficking")).ConfigureAwait(false);
        story.Stay = await story.ChildAsync(Union, story.Return, "shelter_stay").ConfigureAwait(false);
        await story.FireAsync(Ministry, story.Return, "start_screening", ["screener=" + Union], ("referral_reason", "returnee")).ConfigureAwait(false);
        story.Screening = await story.ChildAsync(Ministry, story.Return, "screening").ConfigureAwait(false);
        story.Done("demo.modules.children", story.Stay, story.Screening);
    }
}
