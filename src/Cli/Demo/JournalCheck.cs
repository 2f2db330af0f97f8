using System.Collections.Concurrent;
using System.Text.Json;
using Coordination.Cli.Connecting;
using Coordination.Client.Errors;
using Coordination.Tasks.V1;
using Grpc.Core;

namespace Coordination.Cli.Demo;

/// <summary>Asks the platform what became of every command of a journal.</summary>
internal static class JournalCheck
{
    private const int Parallel = 32;

    public static async Task<int> RunAsync(Session session, string file, CancellationToken cancellationToken)
    {
        IReadOnlyList<JournalEntry> journal;
        try
        {
            journal = Journal.Read(File.ReadLines(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new UsageException(session.Texts.Format("usage.journal", file, e.Message));
        }

        var tasks = journal.Select(e => e.Task).Where(t => t.Length > 0).ToHashSet(StringComparer.Ordinal);
        foreach (var run in journal.Select(e => e.Run).Distinct(StringComparer.Ordinal))
            tasks.UnionWith(await TasksOfAsync(session, run, cancellationToken).ConfigureAwait(false));

        var histories = new ConcurrentDictionary<string, IReadOnlyList<HistoryLine>>(StringComparer.Ordinal);
        await System.Threading.Tasks.Parallel.ForEachAsync(
            tasks,
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken },
            async (task, cancelled) =>
            {
                try
                {
                    var entries = await Histories.ReadAsync(session.Own, task, cancelled).ConfigureAwait(false);
                    histories[task] = [.. entries.Select(Histories.Line)];
                }
                catch (CoordinationException e) when (e.StatusCode is StatusCode.NotFound)
                {
                    // The check says which commands are lost with it.
                }
            }).ConfigureAwait(false);

        var findings = HistoryCheck.Run(journal, histories);
        Tell(session, journal, histories.Count, findings);
        return findings.Count == 0 ? ExitCodes.Ok : ExitCodes.VerificationFailed;
    }

    // Also tasks whose assignment got no answer: their titles carry the run's mark.
    private static async Task<IReadOnlyList<string>> TasksOfAsync(Session session, string run, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        var request = new ListTasksRequest { Text = run, PageSize = 200, Order = TaskOrder.NewestFirst };
        do
        {
            var page = await session.Own.Tasks.ListTasksAsync(request, cancellationToken: cancellationToken);
            names.AddRange(page.Tasks.Select(t => t.Name));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        return names;
    }

    private static void Tell(Session session, IReadOnlyList<JournalEntry> journal, int tasks, IReadOnlyList<CheckFinding> findings)
    {
        var counts = journal.CountBy(e => e.Outcome).ToDictionary();
        if (session.Output.Json)
        {
            session.Output.WriteLine(JsonSerializer.Serialize(new
            {
                ok = findings.Count == 0,
                tasks,
                commands = journal.Count,
                acknowledged = counts.GetValueOrDefault(CommandOutcome.Ok),
                refused = counts.GetValueOrDefault(CommandOutcome.Refused),
                unknown = counts.GetValueOrDefault(CommandOutcome.Unknown),
                findings,
            }));
            return;
        }

        session.Output.WriteLine(session.Texts.Format(
            "check.journal", journal.Count, tasks, counts.GetValueOrDefault(CommandOutcome.Ok), counts.GetValueOrDefault(CommandOutcome.Refused),
            counts.GetValueOrDefault(CommandOutcome.Unknown)));
        foreach (var finding in findings.Take(100))
            session.Output.WriteLine($"✗ {finding.Code} {finding.Task} {finding.Verb} {finding.RequestId}");
        session.Output.WriteLine(findings.Count == 0 ? session.Texts["check.journal-ok"] : session.Texts.Format("check.journal-bad", findings.Count));
    }
}
