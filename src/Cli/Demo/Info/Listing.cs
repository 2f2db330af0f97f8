using Coordination.Cli.Printing;
using Coordination.Information.V1;
using static Coordination.Cli.Demo.Info.InfoStory;

namespace Coordination.Cli.Demo.Info;

/// <summary>The owner sees who read what of its data, whoever passed it on.</summary>
internal static class Listing
{
    public static async Task PlayAsync(InfoStory story)
    {
        story.Stage.Act("demo.info.disclosures");
        var seen = await ReadsAsync(story).ConfigureAwait(false);
        story.ExpectSame(["agencies/" + Asker, "agencies/" + Third], seen.Select(a => a.Reader).Distinct(), story.ShelterRecord.Name);
        story.ExpectSame([story.FromShelter.Name, story.Onward.Name], seen.Select(a => a.Grant).Distinct(), story.ShelterRecord.Name);
        story.Stage.Expect(seen.All(a => a.Purpose == Purpose && a.LegalBasis == Basis && a.Record == story.ShelterRecord.Name), story.ShelterRecord.Name);
        DisclosurePrinter.List(story.Session.Output, story.Session.Texts, seen);
        story.Done("demo.info.listed", Shelter, seen.Count, $"{Asker}, {Third}");

        var own = await story[Asker].Disclosures.ListMyAccessAsync(
            new ListMyAccessRequest { Grant = story.FromShelter.Name, PageSize = 50 }, cancellationToken: story.CancellationToken);
        story.ExpectSame(seen.Where(a => a.Reader == "agencies/" + Asker).Select(a => a.Name), own.Accesses.Select(a => a.Name), Asker);
        var foreign = await story[Ministry].Disclosures.ListDisclosuresAsync(
            new ListDisclosuresRequest { Record = story.ShelterRecord.Name, PageSize = 50 }, cancellationToken: story.CancellationToken);
        story.Expect(0, foreign.Accesses.Count, Ministry);
        story.Done("demo.info.own-reads", Asker, Ministry);
    }

    /// <summary>Every read of the shelter's record of this story, and no more.</summary>
    public static async Task<IReadOnlyList<Access>> ReadsAsync(InfoStory story)
    {
        var list = await story.BecomesAsync(
            story.ShelterRecord.Name,
            async () => await story[Shelter].Disclosures.ListDisclosuresAsync(
                new ListDisclosuresRequest { Record = story.ShelterRecord.Name, PageSize = 50 }, cancellationToken: story.CancellationToken),
            answer => answer.Accesses.Count >= story.ReadsOfShelter).ConfigureAwait(false);
        story.Expect(story.ReadsOfShelter, list.Accesses.Count, story.ShelterRecord.Name);
        return list.Accesses;
    }
}
