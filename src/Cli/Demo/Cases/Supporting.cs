using Coordination.Cases.V1;
using Coordination.Cli.Printing;
using static Coordination.Cli.Demo.Cases.CaseStory;

namespace Coordination.Cli.Demo.Cases;

/// <summary>A support plan by the four pillars; to decline is a valid answer.</summary>
internal static class Supporting
{
    private static readonly (Pillar Pillar, string Code, string Provider)[] Services =
    [
        (Pillar.IdentificationProtection, "safety_plan", Police), (Pillar.SupportServices, "shelter", Shelter),
        (Pillar.SocialInclusion, "vocational_training", Ministry), (Pillar.JusticeRedress, "legal_aid", "moj"),
    ];

    public static async Task PlayAsync(CaseStory story)
    {
        story.Stage.Act("demo.case.supporting");
        foreach (var (pillar, code, provider) in Services)
        {
            await story[Unit].Cases.PlanServiceAsync(
                new PlanServiceRequest { Name = story.Case, Person = Woman, Pillar = pillar, Code = code, Provider = "agencies/" + provider },
                cancellationToken: story.CancellationToken);
        }

        var plan = (await story.GetAsync(Shelter).ConfigureAwait(false)).SupportPlan;
        story.Expect(4, plan.Select(s => s.Pillar).Distinct().Count(), story.Case);
        story.Done("demo.case.planned", plan.Count, Woman);

        await story.RefusedAsync("NOT_A_VICTIM", Suspect, () => story[Unit].Cases.PlanServiceAsync(
            new PlanServiceRequest { Name = story.Case, Person = Suspect, Pillar = Pillar.SupportServices, Code = "shelter" },
            cancellationToken: story.CancellationToken).ResponseAsync).ConfigureAwait(false);
        var shelter = plan.Single(s => s.Code == "shelter").Id;
        await story.RefusedAsync("CASE_TRANSITION_NOT_ALLOWED", shelter, () => StepAsync(story, shelter, ServiceState.Started)).ConfigureAwait(false);
        foreach (var state in new[] { ServiceState.Offered, ServiceState.Accepted, ServiceState.Started, ServiceState.Completed })
            await StepAsync(story, shelter, state).ConfigureAwait(false);
        var aid = plan.Single(s => s.Code == "legal_aid").Id;
        await StepAsync(story, aid, ServiceState.Offered).ConfigureAwait(false);
        await StepAsync(story, aid, ServiceState.Declined, "by_choice").ConfigureAwait(false);

        var after = await story.GetAsync(Shelter).ConfigureAwait(false);
        story.Expect(ServiceState.Completed, after.SupportPlan.Single(s => s.Id == shelter).State, shelter);
        story.Expect(ServiceState.Declined, after.SupportPlan.Single(s => s.Id == aid).State, aid);
        story.Expect(CaseState.Active, after.State, story.Case);
        story.Done("demo.case.served", "shelter", story.Session.Texts.Of(ServiceState.Completed), "legal_aid", story.Session.Texts.Of(ServiceState.Declined));
    }

    private static async Task StepAsync(CaseStory story, string service, ServiceState state, string reason = "") => await story[Shelter].Cases.UpdateServiceAsync(
        new UpdateServiceRequest { Name = story.Case, Service = service, State = state, Reason = reason }, cancellationToken: story.CancellationToken);
}
