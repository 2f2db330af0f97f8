using Coordination.Cli.Commands;
using Coordination.Cli.Texts;
using Coordination.Tasks.V1;
using Directive = Coordination.Tasks.V1.Task;

namespace Coordination.Cli.Printing;

/// <summary>A task for a person.</summary>
internal static class TaskPrinter
{
    public static void Show(Output output, Catalogue texts, Directive task)
    {
        output.Facts(
        [
            ("resource", task.Name), ("title", task.Title), ("description", task.Description), ("state", texts.Of(task.State)),
            ("progress", Words.Percent(task.ProgressPercent)), ("priority", texts.Of(task.Priority)), ("rule", texts.Of(task.CompletionRule)),
            ("assigner", Words.Short(task.Assigner)), ("due", texts.Of(task.DueTime)), ("overdue_since", texts.Of(task.OverdueSince)),
            ("parent", task.Parent), ("depends_on", string.Join(", ", task.Dependencies)), ("instrument", task.Instrument),
            ("objective", task.Objective), ("case", task.Case), ("province", task.Province), ("handling", texts.Of(task.Handling)),
            ("cancel_reason", task.CancelReason), ("created", texts.Of(task.CreateTime)), ("updated", texts.Of(task.UpdateTime)), ("etag", task.Etag),
        ]);
        output.Table(
            ["agency", "role", "state", "progress", "unit", "due", "overdue", "note"],
            task.Assignments.Select(IReadOnlyList<string> (a) =>
            [
                Words.Short(a.Agency), texts.Of(a.Role), texts.Of(a.State), Words.Percent(a.ProgressPercent), Words.Short(a.Unit),
                texts.Of(a.DueTime), a.Overdue ? texts["yes"] : "", Note(a),
            ]));
        if (task.SubTasks.Count > 0)
            output.Table(["sub_task", "state", "progress"], task.SubTasks.Select(IReadOnlyList<string> (s) => [s.Task, texts.Of(s.State), Words.Percent(s.ProgressPercent)]));
        if (task.Escalations.Count > 0)
        {
            output.Table(
                ["escalation", "agency", "time"],
                task.Escalations.Select(IReadOnlyList<string> (e) => [texts.Has("rung." + e.Rung) ? texts["rung." + e.Rung] : e.Rung, Words.Short(e.Agency), texts.Of(e.Time)]));
        }

        if (task.Attachments.Count > 0)
            output.Table(["attachment", "agency", "time", "uri"], task.Attachments.Select(IReadOnlyList<string> (a) => [a.Title, Words.Short(a.Agency), texts.Of(a.Time), a.Uri]));
        if (task.Comments.Count > 0)
            output.Table(["time", "agency", "comment"], task.Comments.Select(IReadOnlyList<string> (c) => [texts.Of(c.Time), Words.Short(c.Agency), c.Text]));
    }

    public static void List(Output output, Catalogue texts, IEnumerable<Directive> tasks) => output.Table(
        ["task", "state", "progress", "due", "overdue", "assignees", "title"],
        tasks.Select(IReadOnlyList<string> (t) =>
        [
            Words.Short(t.Name), texts.Of(t.State), Words.Percent(t.ProgressPercent), texts.Of(t.DueTime), t.Overdue ? texts["yes"] : "",
            Words.Short(t.Assignments.Select(a => a.Agency)), t.Title,
        ]));

    public static void Summaries(Output output, Catalogue texts, SummarizeTasksResponse summary) => output.Table(
        ["agency", "open", "overdue", "completed", "verified", "median_accept"],
        summary.Agencies.Select(IReadOnlyList<string> (a) =>
        [
            Words.Short(a.Agency), a.Open.ToString(texts.Culture), a.Overdue.ToString(texts.Culture), a.Completed.ToString(texts.Culture),
            a.Verified.ToString(texts.Culture), texts.Of(a.MedianTimeToAccept),
        ]));

    public static void History(Output output, Catalogue texts, GetTaskHistoryResponse history) => output.Table(
        ["version", "time", "actor", "what", "data"],
        history.Entries.Select(IReadOnlyList<string> (e) =>
        [
            e.Version.ToString(texts.Culture), texts.Of(e.Time), e.Actor.Length > 0 ? Words.Short(e.Actor) : texts["platform"],
            texts.Has("event." + e.Type) ? texts["event." + e.Type] : e.Type, WatchCommand.Brief(e.Data),
        ]));

    public static string Line(Catalogue texts, Assignment assignment) => texts.Format(
        "done.assignment", assignment.Name, texts.Of(assignment.State), Words.Percent(assignment.ProgressPercent), texts.Of(assignment.TaskState));

    private static string Note(Assignment assignment) =>
        assignment.State is AssignmentState.Completed or AssignmentState.Verified && assignment.Report.Length > 0 ? assignment.Report
        : assignment.State is AssignmentState.Reassigned && assignment.Successor.Length > 0 ? $"→ {Words.Short(assignment.Successor)}"
        : assignment.Reason.Length > 0 ? assignment.Reason
        : assignment.ProgressText;
}
