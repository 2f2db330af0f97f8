using Coordination.Cli.Evidence;
using Coordination.Cli.Printing;
using Coordination.Tasks.V1;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Cli.Demo.Acts;

/// <summary>The day's figures and the record's proof.</summary>
internal static class Closing
{
    /// <summary>No system may have seen an event twice, nor one of a task without a gap that it was a party to all along.</summary>
    public static async Task InboxesAsync(Story story)
    {
        story.Stage.Act("demo.act.close");
        var events = 0;
        foreach (var id in story.Cast.Ids)
        {
            var seen = story.Cast.InboxOf(id).Seen;
            events += seen.Length;
            story.Stage.Expect(seen.Length, seen.DistinctBy(e => e.Position).Count(), $"watch of {id}");
            story.Stage.Expect(seen.Zip(seen.Skip(1)).All(pair => pair.First.Position < pair.Second.Position), $"watch of {id}");
        }

        var history = new List<TaskHistoryEntry>();
        foreach (var directive in story.All)
        {
            var read = await Histories.ReadAsync(story.Secretariat.Client, directive.Task, story.CancellationToken).ConfigureAwait(false);
            history.AddRange(read);
            foreach (var entry in read)
            {
                await story.SeesAsync(story.Cast.SecretariatId, directive.Title, e => e.Resource == directive.Task && e.Version == entry.Version && e.Type == entry.Type)
                    .ConfigureAwait(false);
            }
        }

        foreach (var directive in story.All)
        {
            foreach (var former in directive.Former)
            {
                // Its last sight of the task is the reassignment itself, at most.
                var seen = story.Cast.InboxOf(former).Seen.Where(e => e.Resource == directive.Task).Max(e => e.Version);
                var whole = await story.SeesAsync(
                    story.Cast.SecretariatId, directive.Title, e => e.Resource == directive.Task && e.Type.EndsWith("reassigned", StringComparison.Ordinal)).ConfigureAwait(false);
                story.Stage.Expect(seen <= whole.Version, $"watch of {former}");
            }
        }

        story.Stage.Done("demo.inboxes", story.Cast.Ids.Count, events, history.Count);
    }

    public static async Task<IReadOnlyDictionary<string, AgencySummary>> SummaryAsync(Story story)
    {
        var summary = await story.Secretariat.Client.Tasks.SummarizeTasksAsync(new SummarizeTasksRequest(), cancellationToken: story.CancellationToken);
        return summary.Agencies.ToDictionary(a => Words.Short(a.Agency), StringComparer.Ordinal);
    }

    public static async Task FiguresAsync(Story story, IReadOnlyDictionary<string, AgencySummary> before)
    {
        var after = await SummaryAsync(story).ConfigureAwait(false);
        foreach (var agency in story.All.SelectMany(d => d.Agencies).Distinct())
        {
            var played = story.All.Count(d => d.Agencies.Contains(agency));
            story.Stage.Expect(after.TryGetValue(agency, out var row), $"summary: {agency}");
            var earlier = before.GetValueOrDefault(agency)?.Verified ?? 0;
            story.Stage.Expect(row!.Verified >= earlier + played, $"summary: {agency} verified {row.Verified}, before {earlier}, played {played}");
            story.Stage.Expect(row.MedianTimeToAccept is not null, $"summary: {agency} median");
        }

        var response = new SummarizeTasksResponse { Agencies = { after.Values.OrderBy(a => a.Agency, StringComparer.Ordinal) } };
        TaskPrinter.Summaries(story.Session.Output, story.Session.Texts, response);
    }

    public static async Task RecordAsync(Story story)
    {
        story.Stage.Act("demo.act.record");
        var checks = await LedgerVerification.RunAsync(story.Session, story.Secretariat.Client, null, [], story.CancellationToken).ConfigureAwait(false);
        story.Stage.Expect(checks.All(c => c.Ok), string.Join("; ", checks.Where(c => !c.Ok).Select(c => c.What)));
    }
}
