using System.Security.Cryptography;
using Coordination.Cli.Connecting;
using Coordination.Cli.Evidence;

namespace Coordination.Cli.Demo.Cases;

/// <summary>
/// Plays a whole case through the public API: a provincial unit opens it, other agencies join, each sees its part and nothing
/// else. What each step says was read back before it is said.
/// </summary>
internal static class CaseRun
{
    public static async Task<int> PlayAsync(Session session, CancellationToken cancellationToken)
    {
        var run = "r" + RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 6);
        var stage = new Stage(session);
        try
        {
            stage.Act("demo.case.begin", run);
            var story = new CaseStory(session, stage, run, cancellationToken);
            await Opening.PlayAsync(story).ConfigureAwait(false);
            await TakingPart.PlayAsync(story).ConfigureAwait(false);
            await Noting.PlayAsync(story).ConfigureAwait(false);
            await Identifying.PlayAsync(story).ConfigureAwait(false);
            await Blocking.PlayAsync(story).ConfigureAwait(false);
            await Linking.PlayAsync(story).ConfigureAwait(false);
            await Supporting.PlayAsync(story).ConfigureAwait(false);
            await Referring.PlayAsync(story).ConfigureAwait(false);
            await Transferring.PlayAsync(story).ConfigureAwait(false);
            await Ending.PlayAsync(story, CaseStory.Shelter, CaseStory.ShelterApprover).ConfigureAwait(false);
            await Counting.PlayAsync(story).ConfigureAwait(false);

            stage.Act("demo.act.record");
            var checks = await LedgerVerification.RunAsync(session, story[CaseStory.Secretariat], null, [], cancellationToken).ConfigureAwait(false);
            stage.Expect(checks.All(c => c.Ok), string.Join("; ", checks.Where(c => !c.Ok).Select(c => c.What)));
            stage.Act("demo.case.end", stage.Steps, Math.Round(stage.Elapsed.TotalSeconds, 1));
            return ExitCodes.Ok;
        }
        catch (DemoFailedException e)
        {
            session.Output.Notice(e.Message);
            return ExitCodes.VerificationFailed;
        }
    }
}
