using System.Security.Cryptography;
using Coordination.Cli.Connecting;
using Coordination.Cli.Demo.Acts;

namespace Coordination.Cli.Demo;

/// <summary>Plays a coordination day through the public API. Everything that is claimed was read back.</summary>
internal static class DemoRun
{
    // Played beside those of the plan.
    private static readonly string[] Others = ["lyu", "lfnd"];

    public static async Task<int> PlayAsync(Session session, DemoOptions options, CancellationToken cancellationToken)
    {
        var run = "r" + RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 6);
        using var journal = Journal.Open(run, options.JournalFile);
        var stage = new Stage(session);
        try
        {
            var plan = Plan.Load();
            var ids = plan.Directives.SelectMany(d => d.Support.Prepend(d.Lead)).Concat(Others).Distinct(StringComparer.Ordinal).ToList();
            stage.Act("demo.act.begin", run);
            await using var cast = await Cast.GatherAsync(session, ids, options, journal, cancellationToken).ConfigureAwait(false);
            stage.Done("demo.signed-in", cast.Ids.Count);

            var story = new Story(session, stage, cast, options, run, cancellationToken);
            var before = await Closing.SummaryAsync(story).ConfigureAwait(false);
            await Assigning.PlayAsync(story, plan).ConfigureAwait(false);
            await Receiving.PlayAsync(story).ConfigureAwait(false);
            await Working.PlayAsync(story).ConfigureAwait(false);
            await Finishing.PlayAsync(story).ConfigureAwait(false);
            await RunningLate.PlayAsync(story).ConfigureAwait(false);
            await Closing.InboxesAsync(story).ConfigureAwait(false);
            await cast.CloseInboxesAsync().ConfigureAwait(false);
            if (options.Tasks > 0)
                await new Load(story, options).PlayAsync().ConfigureAwait(false);
            await Closing.FiguresAsync(story, before).ConfigureAwait(false);
            await Closing.RecordAsync(story).ConfigureAwait(false);

            var (ok, refused, unknown) = journal.Counts;
            stage.Act("demo.end", stage.Steps, ok, refused, unknown, Math.Round(stage.Elapsed.TotalSeconds, 1));
            return ExitCodes.Ok;
        }
        catch (DemoFailedException e)
        {
            session.Output.Notice(e.Message);
            return ExitCodes.VerificationFailed;
        }
    }
}
