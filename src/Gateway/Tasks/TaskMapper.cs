using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Registry;
using Google.Protobuf.WellKnownTypes;

namespace Coordination.Tasks;

/// <summary>From views to messages. The words of both sides have the same numbers (TaskMapperTests).</summary>
internal static class TaskMapper
{
    public static V1.Task ToProto(TaskView view)
    {
        var task = new V1.Task
        {
            Name = view.Name.ToString(),
            Title = view.Title,
            Description = view.Description,
            State = (V1.TaskState)view.Stage,
            Priority = (V1.Priority)view.Priority,
            CompletionRule = (V1.CompletionRule)view.Rule,
            Assigner = view.Assigner.ToString(),
            DueTime = view.Due.ToProto(),
            Overdue = view.Overdue,
            OverdueSince = view.OverdueSince.ToProto(),
            ProgressPercent = view.Percent,
            Parent = view.Parent?.ToString() ?? "",
            Instrument = view.Instrument?.ToString() ?? "",
            Objective = view.Objective ?? "",
            Case = view.Case?.ToString() ?? "",
            Province = view.Province ?? "",
            Handling = (Type.V1.Handling)view.Handling,
            CreateTime = view.CreatedAt.ToProto(),
            UpdateTime = view.UpdatedAt.ToProto(),
            Etag = view.ETag,
            CancelReason = view.CancelReason ?? "",
        };
        task.Assignments.AddRange(view.Assignments.Select(ToProto));
        task.SubTasks.AddRange(view.SubTasks.Select(ToProto));
        task.Dependencies.AddRange(view.Dependencies.Select(d => d.ToString()));
        task.Attachments.AddRange(view.Attachments.Select(ToProto));
        task.Comments.AddRange(view.Comments.Select(ToProto));
        task.Escalations.AddRange(view.Escalations.Select(e => new V1.Escalation { Rung = e.Level, Agency = e.Agency.ToString(), Time = e.At.ToProto() }));
        return task;
    }

    public static V1.Assignment ToProto(AssignmentView view) => new()
    {
        Name = new AssignmentName(view.Task, view.Agency).ToString(),
        Agency = view.Agency.ToString(),
        Role = (V1.AssignmentRole)view.Role,
        State = (V1.AssignmentState)view.Stage,
        Unit = view.Unit?.ToString() ?? "",
        ProgressPercent = view.Percent,
        ProgressText = view.ProgressText ?? "",
        Reason = view.Reason ?? "",
        Report = view.Report ?? "",
        DueTime = view.Due.ToProto(),
        Overdue = view.Overdue,
        RequestTime = view.RequestedAt.ToProto(),
        ReceiveTime = view.ReceivedAt.ToProto(),
        AcceptTime = view.AcceptedAt.ToProto(),
        CompleteTime = view.CompletedAt.ToProto(),
        VerifyTime = view.VerifiedAt.ToProto(),
        Successor = view.Successor?.ToString() ?? "",
        TaskState = (V1.TaskState)view.TaskStage,
        Etag = view.ETag,
    };

    public static V1.Comment ToProto(CommentView view) => new()
    {
        Id = view.Id,
        Agency = view.Agency.ToString(),
        Text = view.Text,
        Time = view.At.ToProto(),
    };

    public static V1.Attachment ToProto(AttachmentView view) => new()
    {
        Id = view.Id,
        Title = view.Title,
        Uri = view.Uri,
        Sha256 = view.Sha256,
        MediaType = view.MediaType,
        Agency = view.Agency.ToString(),
        Time = view.At.ToProto(),
    };

    public static V1.TaskHistoryEntry ToProto(HistoryEntry entry) => new()
    {
        Version = entry.Version,
        Type = entry.Type,
        Time = entry.At.ToProto(),
        Actor = entry.Actor?.ToString() ?? "",
        RequestId = entry.RequestId == Guid.Empty ? "" : entry.RequestId.ToString(),
        Data = ProtoValues.ToStruct(entry.Data.AsSpan()),
    };

    /// <summary>One task of a list, for whom it is made and at the platform's time.</summary>
    public static V1.Task ToProto(RegistryHit hit, TaskSummaryView view, DateTimeOffset asOf, Principal reader)
    {
        var name = ResourceName.Parse<TaskName>(hit.Name);
        var open = view.Stage is TaskStage.Requested or TaskStage.InProgress or TaskStage.Completed;
        var overdue = open && view.OverdueFrom < asOf;
        var task = new V1.Task
        {
            Name = hit.Name,
            Title = view.Title,
            State = (V1.TaskState)view.Stage,
            Priority = (V1.Priority)view.Priority,
            CompletionRule = (V1.CompletionRule)view.Rule,
            Assigner = view.Assigner.ToString(),
            DueTime = view.Due.ToProto(),
            Overdue = overdue,
            OverdueSince = overdue ? view.OverdueFrom.ToProto() : null,
            ProgressPercent = view.Percent,
            Parent = view.Parent?.ToString() ?? "",
            Instrument = view.Instrument?.ToString() ?? "",
            Objective = view.Objective ?? "",
            Case = view.Case?.ToString() ?? "",
            Province = view.Province ?? "",
            Handling = (Type.V1.Handling)view.Handling,
            CreateTime = view.CreatedAt.ToProto(),
            UpdateTime = view.UpdatedAt.ToProto(),
            Etag = $"v{hit.Version}",
        };
        task.Assignments.AddRange(view.Assignments.Where(a => MaySee(reader, a)).Select(a => ToProto(name, a, view.Stage, open, asOf)));
        task.SubTasks.AddRange((view.SubTasks ?? []).Select(ToProto));
        task.Dependencies.AddRange((view.Dependencies ?? []).Select(d => d.ToString()));
        return task;
    }

    /// <summary>Until when (inclusive) a task of a list stays as it is shown at a time: a later moment may make something overdue.</summary>
    public static DateTimeOffset NextDue(TaskSummaryView view, DateTimeOffset asOf)
    {
        var next = Later(view.OverdueFrom, DateTimeOffset.MaxValue);
        foreach (var part in view.Assignments)
            next = Later(part.Due, next);
        return next;

        DateTimeOffset Later(DateTimeOffset? due, DateTimeOffset earliest) => due is { } set && set >= asOf && set < earliest ? set : earliest;
    }

    public static V1.AgencySummary ToProto(PartySummary summary) => new()
    {
        Agency = new AgencyName(summary.Agency).ToString(),
        Open = summary.Open,
        Overdue = summary.Overdue,
        Completed = summary.ByState.GetValueOrDefault(TaskWords.Of(AssignmentStage.Completed)),
        Verified = summary.ByState.GetValueOrDefault(TaskWords.Of(AssignmentStage.Verified)),
        MedianTimeToAccept = summary.MedianAnswerMs is { } median ? Duration.FromTimeSpan(TimeSpan.FromMilliseconds(median)) : null,
    };

    private static V1.SubTask ToProto(SubTaskView view) => new()
    {
        Task = view.Task.ToString(),
        State = (V1.TaskState)view.Stage,
        ProgressPercent = view.Percent,
    };

    private static V1.Assignment ToProto(TaskName task, AssignmentSummary a, TaskStage stage, bool open, DateTimeOffset asOf) => new()
    {
        Name = new AssignmentName(task, a.Agency).ToString(),
        Agency = a.Agency.ToString(),
        Role = (V1.AssignmentRole)a.Role,
        State = (V1.AssignmentState)a.Stage,
        Unit = a.Unit?.ToString() ?? "",
        ProgressPercent = a.Percent,
        DueTime = a.Due.ToProto(),
        Overdue = open && a.Due < asOf && ClockRuns(a.Stage),
        RequestTime = a.RequestedAt.ToProto(),
        AcceptTime = a.AcceptedAt.ToProto(),
        CompleteTime = a.CompletedAt.ToProto(),
        Successor = a.Successor?.ToString() ?? "",
        TaskState = (V1.TaskState)stage,
        Etag = $"v{a.Version}",
    };

    private static bool ClockRuns(AssignmentStage stage) => stage is
        AssignmentStage.Requested or AssignmentStage.Received or AssignmentStage.Accepted or AssignmentStage.InProgress or AssignmentStage.Returned;

    /// <summary>A caller who is confined to a unit sees that unit's part only.</summary>
    private static bool MaySee(Principal reader, AssignmentSummary a) =>
        reader.Unit is not { } unit || (a.Unit == unit && a.Agency == reader.Agency);
}
