using Coordination.Cases.V1;
using static Coordination.Cli.Demo.Modules.ModulesStory;

namespace Coordination.Cli.Demo.Modules;

/// <summary>From the interview in Thailand to the planned return: the partner abroad, the ministry and its office in the province.</summary>
internal static class Returning
{
    private const string Definition = "return-from-thailand";

    public static async Task PlayAsync(ModulesStory story)
    {
        story.Stage.Act("demo.modules.returning");
        await BadStartsAsync(story).ConfigureAwait(false);

        var started = await story.StartAsync(
            Partner, Definition, Girl, ["partner=" + Partner],
            ("interview_date", story.Day(-3)), ("wish", "to_return"), ("consent_to_tracing", "given"), ("interview_note", Note(story))).ConfigureAwait(false);
        story.Return = started.Name;
        story.Expect("interviewed", started.State, story.Return);
        story.Expect(Note(story), await story.ReadTextAsync(Partner, story.Return, "interview_note", "family_tracing").ConfigureAwait(false), story.Return);
        story.Done("demo.modules.interviewed", Partner, story.Return);

        await story.RefusedAsync("NOT_FOUND", Prosecutor, () => story.GetAsync(Prosecutor, story.Return)).ConfigureAwait(false);
        await story.RefusedAsync("NOT_FOUND", Secretariat, () => story.GetAsync(Secretariat, story.Return)).ConfigureAwait(false);
        await story.RefusedAsync("NOT_YOUR_PART", Police, () => story.FireAsync(Police, story.Return, "request_tracing")).ConfigureAwait(false);
        story.Done("demo.modules.unseen", Prosecutor, Secretariat, "NOT_FOUND");

        await story.FireAsync(Partner, story.Return, "request_tracing").ConfigureAwait(false);
        await story.RefusedAsync("POLICE_HOLD_NO_CARE", "province", () =>
            story.FireAsync(Ministry, story.Return, "send_to_province", [$"province={PoliceMinistry}:{PoliceUnit}"])).ConfigureAwait(false);
        await story.FireAsync(Ministry, story.Return, "send_to_province", [$"province={Ministry}:{Province}"]).ConfigureAwait(false);
        var traced = await story.FireAsync(
            Province, story.Return, "record_family_assessment",
            ("family_found", "found"), ("family_situation", "safe_and_willing"), ("assessment_date", story.Day()), ("assessment_note", Note(story))).ConfigureAwait(false);
        story.Expect("family_assessed", traced.State, story.Return);
        await story.FireAsync(Ministry, story.Return, "return_result").ConfigureAwait(false);
        story.Done("demo.modules.traced", Province, "POLICE_HOLD_NO_CARE");

        await PlanAsync(story).ConfigureAwait(false);
    }

    private static string Note(ModulesStory story) => $"She asks for her grandmother. {story.Run}";

    private static async Task BadStartsAsync(ModulesStory story)
    {
        await story.RefusedAsync("PARTNER_OF_ANOTHER_COUNTRY", "start", () => story.StartAsync(
            Ministry, Definition, Girl, ["partner=vn-mps"], ("interview_date", story.Day()), ("wish", "to_return"), ("consent_to_tracing", "given"))).ConfigureAwait(false);
        try
        {
            await story.StartAsync(Partner, Definition, Girl, ["partner=" + Partner], ("wish", "anything"), ("interview_date", "yesterday")).ConfigureAwait(false);
            story.Expect(false, "DATA_INVALID");
        }
        catch (Client.Errors.CoordinationException refused)
        {
            var fields = string.Join(", ", refused.Violations.Select(v => v.Field).Order(StringComparer.Ordinal));
            story.Expect("DATA_INVALID", refused.Reason, "start");
            story.Expect("data.consent_to_tracing, data.interview_date, data.wish", fields, "start");
            story.Done("demo.modules.every-field", fields);
        }
    }

    // Nobody returns without a safety assessment, without consent, and no child without guardian and best-interests decision.
    private static async Task PlanAsync(ModulesStory story)
    {
        await RefusedAsync("NO_SAFETY_ASSESSMENT").ConfigureAwait(false);
        await story.FireAsync(
            Ministry, story.Return, "assess_safety",
            ("safety_result", "safe_with_measures"), ("safety_measures", Many("escort", "regular_visits")), ("safety_assessment_date", story.Day())).ConfigureAwait(false);
        await RefusedAsync("NO_CONSENT_TO_RETURN").ConfigureAwait(false);
        await story.FireAsync(Ministry, story.Return, "record_consent", ("consent_to_return", "given"), ("consent_date", story.Day())).ConfigureAwait(false);
        await RefusedAsync("NO_GUARDIAN").ConfigureAwait(false);
        await story[Ministry].Cases.AppointGuardianAsync(
            new AppointGuardianRequest { Name = story.Case, Person = Girl, Kind = GuardianKind.Official, Agency = "agencies/" + Ministry }, cancellationToken: story.CancellationToken);
        await RefusedAsync("NO_BEST_INTERESTS_DECISION").ConfigureAwait(false);
        await story.FireAsync(
            Ministry, story.Return, "decide_best_interests", ("best_interests", "to_return"), ("best_interests_date", story.Day())).ConfigureAwait(false);
        var planned = await FireAsync().ConfigureAwait(false);
        story.Expect("return_planned", planned.State, story.Return);
        story.Done("demo.modules.planned", "NO_SAFETY_ASSESSMENT, NO_CONSENT_TO_RETURN, NO_GUARDIAN, NO_BEST_INTERESTS_DECISION");
        await story.FireAsync(Province, story.Return, "prepare_family", ("prepared_date", story.Day())).ConfigureAwait(false);

        Task RefusedAsync(string code) => story.RefusedAsync(code, "plan_return", FireAsync);

        Task<Coordination.Modules.V1.Workflow> FireAsync() =>
            story.FireAsync(Ministry, story.Return, "plan_return", ("planned_date", story.Day(7)), ("placement", "family"));
    }
}
