namespace Coordination.Cli.Demo;

/// <summary>One entry of a task's history, as far as the check needs it.</summary>
/// <param name="About">What tells two events of one type and command apart: the agency concerned, or empty.</param>
internal sealed record HistoryLine(int Version, string Type, string Actor, string RequestId, string About);

/// <summary>Something that the record should not hold, or should.</summary>
/// <param name="Code">LOST, DUPLICATED, REFUSED_BUT_HAPPENED, VERSION_GAP or TASK_MISSING.</param>
internal sealed record CheckFinding(string Code, string Task, string RequestId, string Verb);

/// <summary>
/// Holds a journal against the record: acknowledged ⇒ exactly once; refused ⇒ not at all; unknown ⇒ at most once. Pure.
/// </summary>
internal static class HistoryCheck
{
    /// <param name="journal">What the callers were told.</param>
    /// <param name="histories">What the platform says happened, by task; every task of the journal and of its runs.</param>
    public static IReadOnlyList<CheckFinding> Run(IReadOnlyList<JournalEntry> journal, IReadOnlyDictionary<string, IReadOnlyList<HistoryLine>> histories)
    {
        var findings = new List<CheckFinding>();
        var happened = new Dictionary<string, Dictionary<string, List<HistoryLine>>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (task, lines) in histories)
        {
            if (lines.Where((line, index) => line.Version != index + 1).Any())
                findings.Add(new("VERSION_GAP", task, "", ""));
            // What the platform does in consequence (a roll-up, a reminder) is not the command itself.
            foreach (var line in lines.Where(l => l.RequestId.Length > 0 && l.Actor.Length > 0))
            {
                if (!happened.TryGetValue(line.RequestId, out var places))
                    happened[line.RequestId] = places = [];
                if (!places.TryGetValue(task, out var there))
                    places[task] = there = [];
                there.Add(line);
            }
        }

        foreach (var entry in journal)
        {
            if (entry.Task.Length > 0 && entry.Outcome is CommandOutcome.Ok && !histories.ContainsKey(entry.Task))
            {
                findings.Add(new("TASK_MISSING", entry.Task, entry.RequestId, entry.Verb));
                continue;
            }

            var times = happened.TryGetValue(entry.RequestId, out var places) ? places.Values.Sum(Times) : 0;
            if (entry.Outcome is CommandOutcome.Refused && times > 0)
                findings.Add(new("REFUSED_BUT_HAPPENED", entry.Task, entry.RequestId, entry.Verb));
            else if (entry.Outcome is CommandOutcome.Ok && (times == 0 || (entry.Task.Length > 0 && !places!.ContainsKey(entry.Task))))
                findings.Add(new("LOST", entry.Task, entry.RequestId, entry.Verb));
            else if (times > 1)
                findings.Add(new("DUPLICATED", entry.Task, entry.RequestId, entry.Verb));
        }

        return findings;
    }

    // One command appends once: neighbouring versions, and no event about the same thing twice.
    private static int Times(List<HistoryLine> lines)
    {
        var runs = 1 + lines.Zip(lines.Skip(1)).Count(pair => pair.Second.Version != pair.First.Version + 1);
        var repeats = lines.GroupBy(l => (l.Type, l.About)).Max(g => g.Count());
        return Math.Max(runs, repeats);
    }
}
