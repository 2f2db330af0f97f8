using Coordination.Cases.V1;
using Coordination.Cli.Printing;
using static Coordination.Cli.Demo.Cases.CaseStory;

namespace Coordination.Cli.Demo.Cases;

/// <summary>Who takes part sees the case, an observer its header, everybody else nothing.</summary>
internal static class TakingPart
{
    public static async Task PlayAsync(CaseStory story)
    {
        story.Stage.Act("demo.case.taking-part");
        foreach (var who in new[] { Police, Shelter, Observer, Secretariat, OtherUnit, Stranger })
            await story.UnseenAsync(who).ConfigureAwait(false);
        // A statistician has no business with any case: its role is refused before a name is looked at.
        await story.RefusedAsync("PERMISSION_DENIED", Statistician, () => story.GetAsync(Statistician)).ConfigureAwait(false);
        story.Done("demo.case.unseen", string.Join(", ", Police, Shelter, Observer, Secretariat, OtherUnit, Statistician));

        await AddAsync(story, Police, ParticipantRole.Participant).ConfigureAwait(false);
        await AddAsync(story, Shelter, ParticipantRole.Participant).ConfigureAwait(false);
        await AddAsync(story, Ministry, ParticipantRole.Participant).ConfigureAwait(false);
        await AddAsync(story, Observer, ParticipantRole.Observer).ConfigureAwait(false);
        foreach (var who in new[] { Police, Shelter, Ministry })
        {
            story.Expect(3, (await story.GetAsync(who).ConfigureAwait(false)).People.Count, who);
            story.Expect(await story.ListsAsync(who).ConfigureAwait(false) && await story.FindsAsync(who).ConfigureAwait(false), $"list of {who}");
        }

        story.Done("demo.case.joined", string.Join(", ", Police, Shelter, Ministry));

        var header = await story.GetAsync(Observer).ConfigureAwait(false);
        story.Expect(header.People.Count + header.Timeline.Count + header.SupportPlan.Count == 0 && header.State is CaseState.Active, Observer);
        await story.RefusedAsync("PERMISSION_DENIED", Observer, () => story[Observer].Cases.GetCaseHistoryAsync(
            new GetCaseHistoryRequest { Name = story.Case }, cancellationToken: story.CancellationToken).ResponseAsync).ConfigureAwait(false);
        story.Done("demo.case.observed", Observer, story.Session.Texts.Of(header.State));

        await GuardianAsync(story).ConfigureAwait(false);
        await StatusAsync(story).ConfigureAwait(false);
    }

    private static async Task AddAsync(CaseStory story, string agency, ParticipantRole role) => await story[Unit].Cases.AddParticipantAsync(
        new AddParticipantRequest { Name = story.Case, Agency = "agencies/" + agency, Role = role }, cancellationToken: story.CancellationToken);

    private static async Task GuardianAsync(CaseStory story)
    {
        var task = (await story.PersonAsync(Unit, Child).ConfigureAwait(false)).GuardianTask;
        await story.RefusedAsync("GUARDIAN_CONFLICTED", Suspect, () => AppointAsync(story, GuardianKind.Relative, "", Suspect)).ConfigureAwait(false);
        await AppointAsync(story, GuardianKind.Official, "agencies/" + Ministry, "").ConfigureAwait(false);
        var child = await story.PersonAsync(Shelter, Child).ConfigureAwait(false);
        story.Expect("agencies/" + Ministry, child.Guardian?.Agency, Child);
        var closed = await story.BecomesAsync(
            task,
            async () => await story[Agency].Tasks.GetTaskAsync(new Tasks.V1.GetTaskRequest { Name = task }, cancellationToken: story.CancellationToken),
            t => t.State is Tasks.V1.TaskState.Verified).ConfigureAwait(false);
        story.Done("demo.case.guardian", Ministry, story.Session.Texts.Of(closed.State), "GUARDIAN_CONFLICTED");
    }

    private static async Task AppointAsync(CaseStory story, GuardianKind kind, string agency, string relative) => await story[Unit].Cases.AppointGuardianAsync(
        new AppointGuardianRequest { Name = story.Case, Person = Child, Kind = kind, Agency = agency, Guardian = relative }, cancellationToken: story.CancellationToken);

    // One agency decides who is a victim; an appeal is decided by somebody else of it.
    private static async Task StatusAsync(CaseStory story)
    {
        await story.RefusedAsync("NOT_A_STATUS_DECIDER", Shelter, () => DecideAsync(story, Shelter, VictimStatus.Actual)).ConfigureAwait(false);
        await DecideAsync(story, Police, VictimStatus.NotVictim).ConfigureAwait(false);
        var woman = await story.PersonAsync(Shelter, Woman).ConfigureAwait(false);
        story.Expect((VictimStatus.NotVictim, "agencies/" + Police), (woman.Status, woman.Decisions[^1].Organisation), Woman);
        story.Done("demo.case.decided", Police, story.Session.Texts.Of(woman.Status), Shelter, "NOT_A_STATUS_DECIDER");

        await story[Shelter].Cases.AppealVictimStatusAsync(
            new AppealVictimStatusRequest { Name = story.Case, Person = Woman, Reason = "new_evidence" }, cancellationToken: story.CancellationToken);
        await story.RefusedAsync("SAME_DECIDER", Police, () => DecideAsync(story, Police, VictimStatus.Actual)).ConfigureAwait(false);
        await DecideAsync(story, PoliceLead, VictimStatus.Actual).ConfigureAwait(false);
        woman = await story.PersonAsync(Shelter, Woman).ConfigureAwait(false);
        story.Expect((VictimStatus.Actual, true, false), (woman.Status, woman.Decisions[^1].OnAppeal, woman.AppealPending), Woman);
        story.Done("demo.case.appealed", Shelter, PoliceLead, story.Session.Texts.Of(woman.Status), "SAME_DECIDER");
    }

    private static async Task DecideAsync(CaseStory story, string who, VictimStatus status) => await story[who].Cases.DecideVictimStatusAsync(
        new DecideVictimStatusRequest { Name = story.Case, Person = Woman, Status = status, Reason = "interview" }, cancellationToken: story.CancellationToken);
}
