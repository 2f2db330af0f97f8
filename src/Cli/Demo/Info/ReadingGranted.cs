using Coordination.Client.Calls;
using static Coordination.Cli.Demo.Info.InfoStory;

namespace Coordination.Cli.Demo.Info;

/// <summary>The asker reads exactly what was granted, from the platform and from the ministry's own file.</summary>
internal static class ReadingGranted
{
    public static async Task PlayAsync(InfoStory story)
    {
        story.Stage.Act("demo.info.reading");
        var requestId = RequestIds.New();
        var first = await story.ReadAsync(Asker, story.FromShelter, story.ShelterValues, story.FromShelter.Fields, requestId).ConfigureAwait(false);
        story.ReadsOfShelter++;
        story.Done("demo.info.read", Asker, string.Join(", ", story.FromShelter.Fields), Shelter);

        var again = await story.ReadAsync(Asker, story.FromShelter, story.ShelterValues, story.FromShelter.Fields, requestId).ConfigureAwait(false);
        story.Expect(first.Access, again.Access, story.FromShelter.Name);
        story.Done("demo.info.same-read");

        await story.RefusedAsync("FIELD_NOT_GRANTED", "read", () => story.TryReadAsync(Asker, story.FromShelter, Purpose, "shelter_area")).ConfigureAwait(false);
        await story.RefusedAsync("PURPOSE_MISMATCH", "read", () => story.TryReadAsync(Asker, story.FromShelter, "investigation")).ConfigureAwait(false);
        story.Done("demo.info.not-granted", "FIELD_NOT_GRANTED", "PURPOSE_MISMATCH");
        await story.RefusedAsync("NOT_FOUND", "read", () => story.TryReadAsync(Third, story.FromShelter)).ConfigureAwait(false);
        story.Done("demo.info.foreign-grant", Third);

        story.Done("demo.info.away", await story.AwayAsync(story.FromMinistry).ConfigureAwait(false));
        await story.ProvideAsync().ConfigureAwait(false);
        await story.ReadAsync(Asker, story.FromMinistry, story.MinistryValues, story.FromMinistry.Fields).ConfigureAwait(false);
        story.Done("demo.info.read", Asker, string.Join(", ", story.FromMinistry.Fields), Ministry);
    }
}
