using System.Security.Cryptography;
using Coordination.Cli.Connecting;
using Coordination.Cli.Evidence;

namespace Coordination.Cli.Demo.Info;

/// <summary>
/// Plays the sharing of information through the public API: a police department asks a shelter and a ministry, which
/// release, pass on, revoke and erase. What each step says was read back before it is said.
/// </summary>
internal static class InfoRun
{
    public static async Task<int> PlayAsync(Session session, CancellationToken cancellationToken)
    {
        var run = "r" + RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 6);
        var stage = new Stage(session);
        try
        {
            stage.Act("demo.info.begin", run);
            await using var story = new InfoStory(session, stage, run, cancellationToken);
            await Holding.PlayAsync(story).ConfigureAwait(false);
            await Asking.PlayAsync(story).ConfigureAwait(false);
            await Granting.PlayAsync(story).ConfigureAwait(false);
            await Answering.PlayAsync(story).ConfigureAwait(false);
            await ReadingGranted.PlayAsync(story).ConfigureAwait(false);
            await PassingOn.PlayAsync(story).ConfigureAwait(false);
            await Revoking.PlayAsync(story).ConfigureAwait(false);
            await Listing.PlayAsync(story).ConfigureAwait(false);
            await Erasing.PlayAsync(story).ConfigureAwait(false);

            stage.Act("demo.act.record");
            var checks = await LedgerVerification.RunAsync(session, story.Secretariat, null, [], cancellationToken).ConfigureAwait(false);
            stage.Expect(checks.All(c => c.Ok), string.Join("; ", checks.Where(c => !c.Ok).Select(c => c.What)));
            stage.Act("demo.info.end", stage.Steps, Math.Round(stage.Elapsed.TotalSeconds, 1));
            return ExitCodes.Ok;
        }
        catch (DemoFailedException e)
        {
            session.Output.Notice(e.Message);
            return ExitCodes.VerificationFailed;
        }
    }
}
