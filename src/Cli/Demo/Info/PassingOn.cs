using Coordination.Information.V1;
using static Coordination.Cli.Demo.Info.InfoStory;

namespace Coordination.Cli.Demo.Info;

/// <summary>What was granted is passed on, narrower, and no further than it may.</summary>
internal static class PassingOn
{
    public static async Task PlayAsync(InfoStory story)
    {
        story.Stage.Act("demo.info.onward");
        await story.RefusedAsync(
            "WIDER_THAN_PARENT", "propose", () => ProposeAsync(story, Asker, story.FromShelter, Third, "nationality", "shelter_area")).ConfigureAwait(false);
        story.Done("demo.info.wider", Asker, "WIDER_THAN_PARENT");

        var child = await ProposeAsync(story, Asker, story.FromShelter, Third, "nationality").ConfigureAwait(false);
        story.Expect(story.FromShelter.Name, child.Parent, child.Name);
        story.Expect("agencies/" + Shelter, child.Owner, child.Name);
        story.Onward = await Granting.ActivateAsync(story, Asker, child).ConfigureAwait(false);
        await story.ReadAsync(Third, story.Onward, story.ShelterValues, ["nationality"]).ConfigureAwait(false);
        story.ReadsOfShelter++;
        story.Done("demo.info.passed-on", Asker, "nationality", Third);

        await story.RefusedAsync("ONWARD_NOT_ALLOWED", "propose", () => ProposeAsync(story, Third, story.Onward, Ministry, "nationality")).ConfigureAwait(false);
        story.Done("demo.info.no-deeper", Third, "ONWARD_NOT_ALLOWED");
    }

    private static async Task<Grant> ProposeAsync(InfoStory story, string grantor, Grant parent, string recipient, params string[] fields) =>
        await story[grantor].Grants.ProposeGrantAsync(
            new ProposeGrantRequest
            {
                Recipient = "agencies/" + recipient, Parent = parent.Name, Fields = { fields }, Purpose = Purpose, LegalBasis = Basis,
                SourceReliability = SourceReliability.B, InformationReliability = InformationReliability._2, Until = story.InDays(10),
            },
            cancellationToken: story.CancellationToken);
}
