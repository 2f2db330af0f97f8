using Coordination.Access;
using Coordination.Names;
using Coordination.Sdk.Grains;
using Coordination.Tasks;

namespace Coordination.Silo.Tasks;

/// <summary>What a reader gets of a state.</summary>
/// <remarks>
/// The answer to a command shows the overdue flag as its events raised it, so that a repeat gets the same answer; who
/// reads gets it by the time of reading.
/// </remarks>
internal static class TaskViewing
{
    public static TaskView View(TaskName name, TaskState state, int version, Instant? now = null, Principal? reader = null)
    {
        var head = state.Head;
        var totals = state.Totals;
        var shown = reader is { Unit: { } unit }
            ? state.Assignments.Where(a => a.Unit == unit && a.Agency == reader.Agency)
            : state.Assignments;
        var overdueSince = OverdueSince(state, now);
        return new TaskView(
            name,
            head.Title,
            head.Description,
            totals.Stage,
            head.Priority,
            head.Rule,
            head.Assigner,
            [.. shown.Select(a => View(name, a, totals.Stage, now))],
            head.Due.OrNull(),
            overdueSince.IsSet,
            overdueSince.OrNull(),
            totals.Percent,
            head.Parent,
            [.. state.SubTasks.Select(s => new SubTaskView(s.Name, s.Stage, s.Percent))],
            state.Dependencies,
            head.Instrument,
            head.Objective,
            head.Case,
            head.Province,
            head.Handling,
            [.. state.Attachments.Select(View)],
            [.. state.Comments.Select(View)],
            [.. state.Assignments.SelectMany(a => a.Rungs.Select(r => (a.Agency, r.Level, r.At))).OrderBy(r => r.At.Micros)
                .Select(r => new EscalationView(r.Level, r.Agency, r.At.ToTime()))],
            head.CreatedAt.ToTime(),
            state.UpdatedAt.ToTime(),
            ETag.Of(version),
            head.CancelReason);
    }

    public static AssignmentView View(TaskName name, TaskState state, AgencyName agency) =>
        View(name, state.Find(agency) ?? throw new InvalidOperationException("The part does not exist."), state.Stage, null);

    public static CommentView View(TaskComment comment) => new($"c{comment.Version}", comment.Agency, comment.Text, comment.At.ToTime());

    public static AttachmentView View(TaskAttachment a) => new($"a{a.Version}", a.Title, a.Uri, a.Sha256, a.MediaType, a.Agency, a.At.ToTime());

    /// <summary>What lists show.</summary>
    public static TaskSummaryView Summarize(TaskState state)
    {
        var head = state.Head;
        var totals = state.Totals;
        return new TaskSummaryView
        {
            Title = head.Title,
            Stage = totals.Stage,
            Priority = head.Priority,
            Rule = head.Rule,
            Assigner = head.Assigner,
            Assignments = [.. state.Assignments.Take(TaskLimits.ListedAssignments).Select(Summarize)],
            Due = head.Due.OrNull(),
            OverdueFrom = totals.OverdueFrom.OrNull(),
            Percent = totals.Percent,
            Parent = head.Parent,
            SubTasks = state.SubTasks.IsEmpty
                ? null
                : [.. state.SubTasks.Take(TaskLimits.ListedAssignments).Select(s => new SubTaskView(s.Name, s.Stage, s.Percent))],
            Dependencies = state.Dependencies.IsEmpty ? null : state.Dependencies,
            Instrument = head.Instrument,
            Objective = head.Objective,
            Case = head.Case,
            Province = head.Province,
            Handling = head.Handling,
            CreatedAt = head.CreatedAt.ToTime(),
            UpdatedAt = state.UpdatedAt.ToTime(),
        };
    }

    private static AssignmentSummary Summarize(Assignment a) => new()
    {
        Agency = a.Agency,
        Role = a.Role,
        Stage = a.Stage,
        Unit = a.Unit,
        Percent = a.EffectivePercent,
        Due = ShownDue(a),
        RequestedAt = a.RequestedAt.ToTime(),
        AcceptedAt = a.AcceptedAt.OrNull(),
        CompletedAt = a.CompletedAt.OrNull(),
        Successor = a.Successor,
        Version = a.Version,
    };

    private static AssignmentView View(TaskName name, Assignment a, TaskStage stage, Instant? now) => new(
        name,
        a.Agency,
        a.Role,
        a.Stage,
        a.Unit,
        a.EffectivePercent,
        a.ProgressText,
        a.Reason,
        a.Report,
        ShownDue(a),
        stage.IsOpen() && IsOverdue(a, now),
        a.RequestedAt.ToTime(),
        a.ReceivedAt.OrNull(),
        a.AcceptedAt.OrNull(),
        a.CompletedAt.OrNull(),
        a.VerifiedAt.OrNull(),
        a.Successor,
        stage,
        ETag.Of(a.Version));

    private static DateTimeOffset? ShownDue(Assignment a) => a.Stage is AssignmentStage.OnHold ? null : a.Due.OrNull();

    private static bool IsOverdue(Assignment a, Instant? now) =>
        a.ClockRuns && a.Due.IsSet && (now is { } time ? a.Due <= time : a.OverdueSince.IsSet);

    private static Instant OverdueSince(TaskState state, Instant? now)
    {
        var since = Instant.None;
        if (!state.Stage.IsOpen())
            return since;

        foreach (var part in state.Assignments)
        {
            if (IsOverdue(part, now))
                since = Instant.Earlier(since, part.Due);
        }

        return since;
    }
}
