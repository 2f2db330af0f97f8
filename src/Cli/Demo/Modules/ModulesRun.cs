using System.Security.Cryptography;
using Coordination.Cli.Connecting;
using Coordination.Cli.Evidence;

namespace Coordination.Cli.Demo.Modules;

/// <summary>
/// A girl returned from Thailand: the return, the screening, the shelter and, beside it, the prosecution of the man who took her away,
/// each by the workflow of a module and each agency as itself. What nobody may do is tried as well. Ninety days pass by the
/// development clock.
/// </summary>
internal static class ModulesRun
{
    public static async Task<int> PlayAsync(Session session, CancellationToken cancellationToken)
    {
        using var clock = new PlatformClock(session);
        try
        {
            if (await clock.ReadAsync(cancellationToken).ConfigureAwait(false) is null)
            {
                session.Output.Notice(session.Texts["demo.modules.no-clock"]);
                return ExitCodes.Usage;
            }
        }
        catch (HttpRequestException)
        {
            session.Output.Notice(session.Texts["demo.modules.no-clock"]);
            return ExitCodes.Unreachable;
        }

        var run = "r" + RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 6);
        var stage = new Stage(session);
        try
        {
            stage.Act("demo.modules.begin", run);
            var story = new ModulesStory(session, stage, clock, run, cancellationToken);
            await Opening.PlayAsync(story).ConfigureAwait(false);
            await Returning.PlayAsync(story).ConfigureAwait(false);
            await Transit.PlayAsync(story).ConfigureAwait(false);
            await Screening.PlayAsync(story).ConfigureAwait(false);
            await Sheltering.AdmitAsync(story).ConfigureAwait(false);
            await Prosecuting.ChargeAsync(story).ConfigureAwait(false);
            await Sheltering.StayAsync(story).ConfigureAwait(false);
            await Prosecuting.JudgeAsync(story).ConfigureAwait(false);
            await Homecoming.PlayAsync(story).ConfigureAwait(false);

            stage.Act("demo.act.record");
            // Signed in anew: tokens live ten minutes by the clock that was moved, and a stream does not renew one.
            var checks = await LedgerVerification.RunAsync(session, session.ClientFor(ModulesStory.Secretariat), null, [], cancellationToken).ConfigureAwait(false);
            stage.Expect(checks.All(c => c.Ok), string.Join("; ", checks.Where(c => !c.Ok).Select(c => c.What)));
            stage.Act("demo.modules.end", stage.Steps, Math.Round(stage.Elapsed.TotalSeconds, 1));
            return ExitCodes.Ok;
        }
        catch (DemoFailedException e)
        {
            session.Output.Notice(e.Message);
            return ExitCodes.VerificationFailed;
        }
    }
}
