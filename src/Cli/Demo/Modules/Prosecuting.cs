using static Coordination.Cli.Demo.Modules.ModulesStory;

namespace Coordination.Cli.Demo.Modules;

/// <summary>Beside the care and without a word of it: the provincial police, the prosecutor and the court.</summary>
internal static class Prosecuting
{
    private const string Definition = "justice";

    public static async Task ChargeAsync(ModulesStory story)
    {
        story.Stage.Act("demo.modules.prosecuting");
        await story.RefusedAsync("VICTIM_NOT_OFFENDER", Girl, () => OpenAsync(story, Girl)).ConfigureAwait(false);
        var opened = await OpenAsync(story, Trafficker).ConfigureAwait(false);
        story.Justice = opened.Name;
        story.Expect("complaint", opened.State, story.Justice);
        story.Done("demo.modules.complaint", PoliceUnit, "VICTIM_NOT_OFFENDER");

        await story.FireAsync(PoliceUnit, story.Justice, "record_incident", ("act_date", story.Day(-200)), ("incident_text", $"Taken across the river. {story.Run}")).ConfigureAwait(false);
        await story.FireAsync(PoliceUnit, story.Justice, "open_investigation", ("investigation_date", story.Day())).ConfigureAwait(false);
        await story.RefusedAsync("OFFENCE_NOT_IN_FORCE", "offence", () => ReferAsync(story, "offences/la-penal-law-2005-134")).ConfigureAwait(false);
        await ReferAsync(story, "offences/la-penal-code-2017-215").ConfigureAwait(false);
        await story.RefusedAsync("NOT_YOUR_PART", PoliceUnit, () => story.FireAsync(PoliceUnit, story.Justice, "charge", ("charge_date", story.Day()))).ConfigureAwait(false);
        var charged = await story.FireAsync(Prosecutor, story.Justice, "charge", ("charge_date", story.Day())).ConfigureAwait(false);
        story.Expect("court", charged.State, story.Justice);
        story.Done("demo.modules.charged", Prosecutor, "OFFENCE_NOT_IN_FORCE, NOT_YOUR_PART");

        foreach (var who in new[] { Center, Union, Partner })
            await story.RefusedAsync("NOT_FOUND", who, () => story.GetAsync(who, story.Justice)).ConfigureAwait(false);
        foreach (var who in new[] { Prosecutor, PoliceUnit, Court })
            await story.RefusedAsync("NOT_FOUND", who, () => story.GetAsync(who, story.Stay)).ConfigureAwait(false);
        story.Done("demo.modules.apart", "NOT_FOUND");
    }

    public static async Task JudgeAsync(ModulesStory story)
    {
        story.Stage.Act("demo.modules.judging");
        await story.RefusedAsync("CHILD_HEARING_OPEN", "hearing", () => HearAsync(story, "open")).ConfigureAwait(false);
        await HearAsync(story, "closed").ConfigureAwait(false);
        var decided = await story.FireAsync(
            Court, story.Justice, "decide",
            ("decision", "convicted"), ("decision_date", story.Day()), ("appeal_until_date", story.Day(20)), ("sentence_months", 120), ("restitution_ordered", true),
            ("restitution_kip", 50_000_000)).ConfigureAwait(false);
        story.Expect("decided", decided.State, story.Justice);
        story.Done("demo.modules.decided", Court, "CHILD_HEARING_OPEN");

        // Nobody appeals; when the last day has passed the platform itself makes the judgment final.
        await story.AdvanceAsync(22).ConfigureAwait(false);
        var final = await story.BecomesAsync(story.Justice, () => story.GetAsync(Court, story.Justice), w => w.State == "final").ConfigureAwait(false);
        story.Expect("final", final.State, story.Justice);
        await story.FireAsync(Court, story.Justice, "enforce", ("enforcement_date", story.Day())).ConfigureAwait(false);
        await story.RefusedAsync("RESTITUTION_OPEN", "close", () => CloseAsync(story)).ConfigureAwait(false);
        await story.FireAsync(
            Court, story.Justice, "record_restitution", ("restitution_paid_kip", 50_000_000), ("restitution_paid_date", story.Day())).ConfigureAwait(false);
        var closed = await CloseAsync(story).ConfigureAwait(false);
        story.Expect(closed.Final, story.Justice);
        story.Done("demo.modules.enforced", Court, "RESTITUTION_OPEN");
    }

    private static Task<Coordination.Modules.V1.Workflow> OpenAsync(ModulesStory story, string person) => story.StartAsync(
        PoliceUnit, Definition, person, [], ("complaint_date", story.Day()), ("received_from", "foreign_partner"));

    private static Task<Coordination.Modules.V1.Workflow> ReferAsync(ModulesStory story, string offence) => story.FireAsync(
        PoliceUnit, story.Justice, "refer_to_prosecutor",
        ("referral_date", story.Day()), ("act_date", story.Day(-200)), ("offence", offence), ("victim_is_child", true),
        ("acts", Many("recruitment", "transportation")), ("purposes", Many("other_sexual")));

    private static Task<Coordination.Modules.V1.Workflow> HearAsync(ModulesStory story, string mode) =>
        story.FireAsync(Court, story.Justice, "schedule_hearing", ("hearing_date", story.Day(5)), ("hearing_mode", mode));

    private static Task<Coordination.Modules.V1.Workflow> CloseAsync(ModulesStory story) => story.FireAsync(Court, story.Justice, "close", ("close_date", story.Day()));
}
