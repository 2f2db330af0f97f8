using Coordination.Information.V1;
using static Coordination.Cli.Demo.Info.InfoStory;

namespace Coordination.Cli.Demo.Info;

/// <summary>A person is erased by two persons; a grant in force reads nothing any more, and who had read stays known.</summary>
internal static class Erasing
{
    public static async Task PlayAsync(InfoStory story)
    {
        story.Stage.Act("demo.info.erasing");
        var grant = await Granting.ProposeAsync(story, Shelter, story.ShelterRecord, 0, 0, "languages").ConfigureAwait(false);
        grant = await Granting.ActivateAsync(story, Shelter, grant).ConfigureAwait(false);
        await story.ReadAsync(Asker, grant, story.ShelterValues, ["languages"]).ConfigureAwait(false);
        story.ReadsOfShelter++;
        story.Done("demo.info.last-read", Asker, "languages");

        var person = story.Person.Name;
        await story[Shelter].Records.PlaceLegalHoldAsync(
            new PlaceLegalHoldRequest { Name = person, Reason = "Order 12 of the provincial court." }, cancellationToken: story.CancellationToken);
        await story.RefusedAsync("LEGAL_HOLD", "erase", () => ProposeAsync(story)).ConfigureAwait(false);
        await story[Shelter].Records.LiftLegalHoldAsync(new LiftLegalHoldRequest { Name = person, Reason = "The case is closed." }, cancellationToken: story.CancellationToken);
        story.Done("demo.info.held", "LEGAL_HOLD");

        var proposed = await ProposeAsync(story).ConfigureAwait(false);
        story.Expect(SubjectState.ErasureProposed, proposed.State, person);
        await story.RefusedAsync(Granting.NotApprover, "approve", () => ApproveAsync(story, Shelter)).ConfigureAwait(false);
        await ApproveAsync(story, ShelterApprover).ConfigureAwait(false);
        await story.BecomesAsync(
            person,
            async () => await story[Shelter].Records.GetSubjectAsync(new GetSubjectRequest { Name = person }, cancellationToken: story.CancellationToken),
            subject => subject.State is SubjectState.Erased).ConfigureAwait(false);
        story.Done("demo.info.erased", Shelter, ShelterApprover);

        await story.RefusedAsync("GRANT_NOT_ACTIVE", "read", () => story.TryReadAsync(Asker, grant)).ConfigureAwait(false);
        story.Done("demo.info.unreadable", Asker, "GRANT_NOT_ACTIVE");
        story.Done("demo.info.proof-stays", (await Listing.ReadsAsync(story).ConfigureAwait(false)).Count);
        await RetireAsync(story).ConfigureAwait(false);
    }

    // The type of this run; nobody serves it any more.
    private static async Task RetireAsync(InfoStory story)
    {
        var type = await story[Ministry].Records.RetireRecordTypeAsync(
            new RetireRecordTypeRequest { Name = story.MinistryType.Name }, cancellationToken: story.CancellationToken);
        story.Stage.Expect(type.Retired, type.Name);
        await story.RefusedAsync(
            "RECORD_TYPE_RETIRED", "propose", () => Granting.ProposeAsync(story, Ministry, story.MinistryRecord, 0, 0, "employer")).ConfigureAwait(false);
        story.Done("demo.info.retired", Ministry, type.Name, "RECORD_TYPE_RETIRED");
    }

    private static async Task<Subject> ProposeAsync(InfoStory story) => await story[Shelter].Records.ProposeErasureAsync(
        new ProposeErasureRequest { Name = story.Person.Name, Reason = "The person asked for it." }, cancellationToken: story.CancellationToken);

    private static async Task<Subject> ApproveAsync(InfoStory story, string who) => await story[who].Records.ApproveErasureAsync(
        new ApproveErasureRequest { Name = story.Person.Name }, cancellationToken: story.CancellationToken);
}
