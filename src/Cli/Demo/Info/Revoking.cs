using Coordination.Information.V1;
using static Coordination.Cli.Demo.Info.InfoStory;

namespace Coordination.Cli.Demo.Info;

/// <summary>The owner revokes: the recipient and whoever got it from the recipient read nothing any more.</summary>
internal static class Revoking
{
    public static async Task PlayAsync(InfoStory story)
    {
        story.Stage.Act("demo.info.revoking");
        var revoked = await story[Shelter].Grants.RevokeGrantAsync(
            new RevokeGrantRequest { Name = story.FromShelter.Name, Reason = "The person asked for it." }, cancellationToken: story.CancellationToken);
        story.Expect(GrantState.Revoked, revoked.State, revoked.Name);
        await story.RefusedAsync("GRANT_NOT_ACTIVE", "read", () => story.TryReadAsync(Asker, story.FromShelter)).ConfigureAwait(false);
        await story.RefusedAsync("GRANT_NOT_ACTIVE", "read", () => story.TryReadAsync(Third, story.Onward)).ConfigureAwait(false);
        story.Done("demo.info.revoked", Shelter, Asker, Third, "GRANT_NOT_ACTIVE");
    }
}
