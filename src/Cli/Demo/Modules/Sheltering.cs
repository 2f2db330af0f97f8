using static Coordination.Cli.Demo.Modules.ModulesStory;

namespace Coordination.Cli.Demo.Modules;

/// <summary>The stay at the centre: ninety days that nobody shortens for her, and that she may end whenever she wants.</summary>
internal static class Sheltering
{
    private static readonly string[] Rights =
        ["safety", "confidentiality", "information", "leave_at_any_time", "health_care", "legal_aid", "family_contact", "complaint", "no_conditions"];

    private static readonly string[] Strands = ["counselling", "recovery", "vocational_training"];

    public static async Task AdmitAsync(ModulesStory story)
    {
        story.Stage.Act("demo.modules.sheltering");
        await RegisterAsync(story).ConfigureAwait(false);
        await story.RefusedAsync("CHILD_AMONG_ADULTS", "admit", () => AdmitAsync(story, story.Stay, "women")).ConfigureAwait(false);
        var admitted = await AdmitAsync(story, story.Stay, "girls").ConfigureAwait(false);
        story.Expect("admitted", admitted.State, story.Stay);
        story.Done("demo.modules.admitted", Center, "CHILD_AMONG_ADULTS");

        await story.RefusedAsync("RIGHTS_NOT_EXPLAINED", "assess_needs", () => AssessAsync(story, ["safety"])).ConfigureAwait(false);
        await AssessAsync(story, Rights).ConfigureAwait(false);
        await story.FireAsync(Center, story.Stay, "agree_care_plan", ("plan_agreed_by", "person_and_guardian"), ("care_plan", $"School in the mornings. {story.Run}")).ConfigureAwait(false);
        var inCare = await story.FireAsync(Center, story.Stay, "begin_care").ConfigureAwait(false);
        story.Expect("in_care", inCare.State, story.Stay);
        foreach (var strand in Strands)
            await story.FireAsync(Center, story.Stay, "offer_" + strand, ($"{strand}_offered_date", story.Day())).ConfigureAwait(false);
        await story.FireAsync(Center, story.Stay, "decline_recovery", ("recovery_declined_date", story.Day())).ConfigureAwait(false);
        story.Done("demo.modules.in-care", Center, "RIGHTS_NOT_EXPLAINED");

        var partner = await story.GetAsync(Union, story.Stay).ConfigureAwait(false);
        story.Expect(!partner.Data.ContainsKey("needs") && !partner.Texts.Contains("care_plan"), $"{Union}: {story.Stay}");
        await story.RefusedAsync("NOT_FOUND", Union, () => story.ReadTextAsync(Union, story.Stay, "care_plan")).ConfigureAwait(false);
        await story.RefusedAsync("NOT_FOUND", Partner, () => story.GetAsync(Partner, story.Stay)).ConfigureAwait(false);
        story.Done("demo.modules.care-sealed", Union, Partner, "NOT_FOUND");

        await LeaveEarlyAsync(story).ConfigureAwait(false);
        await story.RefusedAsync("ENTITLEMENT_RUNS", "mark_eligible", () => story.FireAsync(Center, story.Stay, "mark_eligible")).ConfigureAwait(false);
        story.Done("demo.modules.entitled", "ENTITLEMENT_RUNS");
    }

    public static async Task StayAsync(ModulesStory story)
    {
        story.Stage.Act("demo.modules.staying");
        await story.AdvanceAsync(31).ConfigureAwait(false);
        var late = await story.BecomesAsync(story.Stay, () => story.GetAsync(Center, story.Stay), w => w.Overdue).ConfigureAwait(false);
        story.Expect(late.Deadlines.Any(d => d.Id == "review" && d.Passed), story.Stay);
        var list = await story[Center].Modules.ListWorkflowsAsync(
            new Coordination.Modules.V1.ListWorkflowsRequest { Definition = "definitions/shelter-stay", Case = story.Case, OverdueOnly = true, MyTurn = true }, cancellationToken: story.CancellationToken);
        story.Expect(list.Workflows.Any(w => w.Name == story.Stay && w.Overdue), $"list of {Center}");
        await story.FireAsync(Center, story.Stay, "review_care", ("review_outcome", "continue")).ConfigureAwait(false);
        story.Expect(!(await story.GetAsync(Center, story.Stay).ConfigureAwait(false)).Overdue, story.Stay);
        story.Done("demo.modules.reviewed", Center);

        await story.AdvanceAsync(60).ConfigureAwait(false);
        var eligible = await story.FireAsync(Center, story.Stay, "mark_eligible").ConfigureAwait(false);
        story.Expect("eligible_for_exit", eligible.State, story.Stay);
        story.Done("demo.modules.eligible", Center);
    }

    // Whoever wishes to leave leaves: no condition, no field, no approval.
    private static async Task LeaveEarlyAsync(ModulesStory story)
    {
        var stay = await story.StartAsync(Union, "shelter-stay", Woman, ["shelter=" + Center], ("intake_category", "trafficking")).ConfigureAwait(false);
        await AdmitAsync(story, stay.Name, "women").ConfigureAwait(false);
        var left = await story.FireAsync(Center, stay.Name, "leave_early").ConfigureAwait(false);
        story.Expect("early_exit", left.State, stay.Name);
        story.Done("demo.modules.left-early", Center, stay.Name);
    }

    // Through the module's own service: shelters and beds are nothing that every module has.
    private static async Task RegisterAsync(ModulesStory story)
    {
        var shelter = await story.PostAsync(Center, "/v1/shelters", new
        {
            requestId = Guid.NewGuid().ToString(),
            title = new { en = "Counselling and Protection Center", lo = "ສູນໃຫ້ຄຳປຶກສາ ແລະ ປົກປ້ອງ" },
            groups = new[] { new { group = "BED_GROUP_GIRLS", beds = 2 }, new { group = "BED_GROUP_WOMEN", beds = 4 } },
            categories = new[] { new { category = "INTAKE_CATEGORY_TRAFFICKING", beds = 0 } },
        }).ConfigureAwait(false);
        story.Shelter = shelter.GetProperty("name").GetString()!;
        story.Done("demo.modules.shelter", Center, story.Shelter);
    }

    private static Task<Coordination.Modules.V1.Workflow> AdmitAsync(ModulesStory story, string stay, string group) => story.FireAsync(
        Center, stay, "admit", ("shelter", story.Shelter), ("bed_group", group), ("consent_to_stay", "given"));

    private static Task<Coordination.Modules.V1.Workflow> AssessAsync(ModulesStory story, string[] rights) => story.FireAsync(
        Center, story.Stay, "assess_needs", ("needs", Many("safety", "schooling")), ("rights_explained", rights), ("needs_note", $"She wants to learn weaving. {story.Run}"));
}
