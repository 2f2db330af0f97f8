using Coordination.Cases.V1;
using Coordination.Cli.Commands.Cases;
using static Coordination.Cli.Demo.Cases.CaseStory;

namespace Coordination.Cli.Demo.Cases;

/// <summary>An officer with a conflict of interest loses the case from one call to the next.</summary>
internal static class Blocking
{
    public static async Task PlayAsync(CaseStory story)
    {
        story.Stage.Act("demo.case.blocking");
        story.Expect(CaseState.Active, (await story.GetAsync(Officer).ConfigureAwait(false)).State, Officer);
        story.Expect(await story.ListsAsync(Officer).ConfigureAwait(false), $"list of {Officer}");
        story.Expect(await story.FindsAsync(Officer).ConfigureAwait(false), $"search of {Officer}");
        await BlockAsync(story, Officer).ConfigureAwait(false);
        await story.UnseenAsync(Officer).ConfigureAwait(false);
        await story.RefusedAsync("NOT_FOUND", Officer, () => story[Officer].CaseNotes.ListCaseNotesAsync(
            new ListCaseNotesRequest { Case = story.Case }, cancellationToken: story.CancellationToken).ResponseAsync).ConfigureAwait(false);
        story.Expect(await story.ListsAsync(Agency).ConfigureAwait(false) && await story.FindsAsync(Agency).ConfigureAwait(false), $"list of {Agency}");
        story.Done("demo.case.blocked", Unit, Officer, "NOT_FOUND", Agency);

        await story.RefusedAsync("OFFICER_IS_SELF", Unit, () => BlockAsync(story, Unit)).ConfigureAwait(false);
        var shown = await story.GetAsync(Unit).ConfigureAwait(false);
        story.Expect(Officer, shown.BlockedOfficers.Single().Subject, story.Case);
        story.Expect(0, (await story.GetAsync(Shelter).ConfigureAwait(false)).BlockedOfficers.Count, Shelter);
        story.Done("demo.case.block-list", Shelter);
    }

    private static async Task BlockAsync(CaseStory story, string who)
    {
        var token = await story.Session.TokensFor(who).GetTokenAsync(story.CancellationToken).ConfigureAwait(false);
        await story[Unit].Cases.BlockOfficerAsync(
            new BlockOfficerRequest { Name = story.Case, Issuer = SafeguardCommands.IssuerOf(token) ?? "", Subject = who, Reason = "family" },
            cancellationToken: story.CancellationToken);
    }
}
