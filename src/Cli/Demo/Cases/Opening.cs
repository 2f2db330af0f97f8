using Coordination.Cases.V1;
using Coordination.Cli.Printing;
using static Coordination.Cli.Demo.Cases.CaseStory;

namespace Coordination.Cli.Demo.Cases;

/// <summary>A provincial unit opens a case from a referral.</summary>
internal static class Opening
{
    public static async Task PlayAsync(CaseStory story)
    {
        // Signing in happens with the first call.
        foreach (var id in story.Ids)
            await story[id].Directory.ListAgenciesAsync(new Directory.V1.ListAgenciesRequest { PageSize = 1 }, cancellationToken: story.CancellationToken);
        story.Done("demo.case.signed-in", story.Ids.Count);

        story.Stage.Act("demo.case.opening");
        var outside = Request(story);
        (outside.Purpose, outside.LegalBasis) = ("reintegration", "instruments/victim-protection-guidelines");
        await story.RefusedAsync("CASE_PURPOSE_OUTSIDE_LEGAL_BASES", "open", () => OpenAsync(story, outside)).ConfigureAwait(false);
        story.Done("demo.case.bad-basis", "CASE_PURPOSE_OUTSIDE_LEGAL_BASES");

        var opened = await OpenAsync(story, Request(story)).ConfigureAwait(false);
        story.Case = opened.Name;
        story.Expect(CaseState.Opened, opened.State, opened.Name);
        story.Expect("agencies/" + Agency, opened.Lead, opened.Name);
        story.Expect("units/" + Unit, opened.Participants.Single().Unit, opened.Name);
        story.ExpectSame([Woman, Child, Suspect], opened.People.Select(p => p.Id), opened.Name);
        story.Expect(VictimStatus.Possible, opened.People[0].Status, opened.Name);
        story.Expect(opened.People[1].TreatedAsChild && opened.People[1].GuardianDueTime is not null, opened.Name);
        story.Done("demo.case.opened", Unit, opened.Name, opened.People.Count, opened.Source.Organisation);

        await RecordsAsync(story).ConfigureAwait(false);
        await GuardianTaskAsync(story).ConfigureAwait(false);
        await OffencesAsync(story).ConfigureAwait(false);

        await story[Unit].Cases.AssessCaseAsync(new AssessCaseRequest { Name = story.Case }, cancellationToken: story.CancellationToken);
        await story[Unit].Cases.ActivateCaseAsync(new ActivateCaseRequest { Name = story.Case }, cancellationToken: story.CancellationToken);
        var active = await story.GetAsync(Unit).ConfigureAwait(false);
        story.Expect(CaseState.Active, active.State, story.Case);
        story.Done("demo.case.active", Unit, story.Session.Texts.Of(active.State));
    }

    // What happened, with act, means and purpose.
    private static async Task RecordsAsync(CaseStory story)
    {
        var content = new EventContent
        {
            Type = "exploitation", Date = "2026-03", Country = "th", Acts = { "harbouring" }, Purposes = { "forced_labour" }, People = { Woman },
        };
        await story.RefusedAsync("MEANS_NEEDED", "event", () => RecordAsync(story, content)).ConfigureAwait(false);
        content.Means.Add("debt_bondage");
        await RecordAsync(story, content).ConfigureAwait(false);
        await RecordAsync(story, new EventContent { Type = "exploitation", Date = "2026", Purposes = { "sexual" }, People = { Child } }).ConfigureAwait(false);
        var read = await story.GetAsync(Unit).ConfigureAwait(false);
        story.Expect(2, read.Timeline.Count, story.Case);
        story.Expect(DatePrecision.Month, read.Timeline[0].Precision, story.Case);
        story.Done("demo.case.events", read.Timeline.Count, "MEANS_NEEDED");
    }

    // A child without a guardian is somebody's task at once.
    private static async Task GuardianTaskAsync(CaseStory story)
    {
        var child = await story.BecomesAsync(Child, () => story.PersonAsync(Unit, Child), p => p.GuardianTask.Length > 0).ConfigureAwait(false);
        var inbox = await story[Agency].Tasks.ListTasksAsync(
            new Tasks.V1.ListTasksRequest { Agency = "agencies/" + Agency, Case = story.Case, OpenOnly = true, PageSize = 50 }, cancellationToken: story.CancellationToken);
        var task = inbox.Tasks.FirstOrDefault(t => t.Name == child.GuardianTask);
        story.Expect(task is not null, $"inbox of {Agency}");
        story.Expect(child.GuardianDueTime, task!.DueTime, task.Name);
        story.Done("demo.case.guardian-task", Agency, task.Name, story.Session.Texts.Of(task.DueTime));

        await story.RefusedAsync("GUARDIAN_MISSING", "close", () => story[Unit].Cases.CloseCaseAsync(
            new CloseCaseRequest { Name = story.Case, Reason = "support_completed" }, cancellationToken: story.CancellationToken).ResponseAsync).ConfigureAwait(false);
        story.Done("demo.case.not-without-guardian", "GUARDIAN_MISSING");
    }

    // Victims and suspects are different people.
    private static async Task OffencesAsync(CaseStory story)
    {
        await story.RefusedAsync("VICTIM_NOT_OFFENDER", Woman, () => OffenceAsync(story, Woman)).ConfigureAwait(false);
        await OffenceAsync(story, Suspect).ConfigureAwait(false);
        var suspect = await story.PersonAsync(Unit, Suspect).ConfigureAwait(false);
        story.Expect("134", suspect.Offences.Single().Code, story.Case);
        story.Done("demo.case.offence", Suspect, Woman, "VICTIM_NOT_OFFENDER");
    }

    private static async Task OffenceAsync(CaseStory story, string person) => await story[Unit].Cases.RecordOffenceAsync(
        new RecordOffenceRequest { Name = story.Case, Person = person, Offence = new Offence { Instrument = "instruments/penal-law", Code = "134" } },
        cancellationToken: story.CancellationToken);

    private static async Task RecordAsync(CaseStory story, EventContent content) => await story[Unit].Cases.RecordEventAsync(
        new RecordEventRequest { Name = story.Case, Event = content }, cancellationToken: story.CancellationToken);

    private static async Task<Case> OpenAsync(CaseStory story, OpenCaseRequest request) =>
        await story[Unit].Cases.OpenCaseAsync(request, cancellationToken: story.CancellationToken);

    private static OpenCaseRequest Request(CaseStory story) => new()
    {
        Reference = story.Reference, Province = "LA-VT", Area = "cross_border", Purpose = Purpose, LegalBasis = Basis, RetainUntil = story.InDays(3650),
        Source = new ReferralSource { Organisation = "border-post", Type = "government_agency", Date = "2026-03", Reason = "indicators_found" },
        People =
        {
            new PersonProfile { Role = PersonRole.Victim, Gender = Gender.Female, AgeBand = AgeBand.Adult, Citizenships = { "la" }, Exploitation = { "labour" } },
            new PersonProfile { Role = PersonRole.Victim, Gender = Gender.Female, AgeBand = AgeBand.Unknown, SignsOfChildhood = true, Exploitation = { "sexual" } },
            new PersonProfile { Role = PersonRole.Suspect, Gender = Gender.Male, AgeBand = AgeBand.Adult },
        },
    };
}
