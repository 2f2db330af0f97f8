using Coordination.Access;
using Coordination.Names;
using Coordination.Validation;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Coordination.Tasks;

/// <summary>From requests to commands. Forms were validated before; texts are brought to their one form here.</summary>
internal static class TaskCommandMapper
{
    public static AssignTask Command(V1.AssignTaskRequest request, ServerCallContext context) => new(
        context.Command(request.RequestId),
        Text.Normalize(request.Title),
        Text.Normalize(request.Description),
        Name<AgencyName>(request.Lead),
        [.. request.Supporting.Select(Name<AgencyName>)],
        Priority(request.Priority),
        Rule(request.CompletionRule),
        Time(request.DueTime),
        request.DueInWorkingDays == 0 ? null : request.DueInWorkingDays,
        NameOrNull<TaskName>(request.Parent),
        NameOrNull<InstrumentName>(request.Instrument),
        Text.NormalizeOrNull(request.Objective),
        NameOrNull<CaseName>(request.Case),
        request.Province.Length == 0 ? null : request.Province,
        request.Handling is Type.V1.Handling.Unspecified ? Handling.Amber : (Handling)request.Handling,
        [.. request.Dependencies.Select(Name<TaskName>)]);

    public static UpdateTask Command(V1.UpdateTaskRequest request, ServerCallContext context)
    {
        var named = FieldMasks.Read(
            request.UpdateMask, "title", "description", "priority", "instrument", "objective", "province", "case");
        var task = request.Task;
        return new UpdateTask(
            context.Command(request.RequestId, task.Etag),
            named.Contains("title") ? Text.Normalize(task.Title) : null,
            named.Contains("description") ? Text.Normalize(task.Description) : null,
            named.Contains("priority") ? Priority(task.Priority) : null,
            named.Contains("instrument") ? task.Instrument : null,
            named.Contains("objective") ? Text.Normalize(task.Objective) : null,
            named.Contains("case") ? task.Case : null,
            named.Contains("province") ? task.Province : null);
    }

    public static ExtendDeadline Command(V1.ExtendDeadlineRequest request, ServerCallContext context) => new(
        context.Command(request.RequestId, request.Etag),
        Time(request.DueTime)!.Value,
        NameOrNull<AgencyName>(request.Agency),
        Text.Normalize(request.Reason));

    public static AddAttachment Command(V1.AddAttachmentRequest request, ServerCallContext context) => new(
        context.Command(request.RequestId),
        Text.Normalize(request.Attachment.Title),
        request.Attachment.Uri,
        request.Attachment.Sha256,
        request.Attachment.MediaType);

    public static T Name<T>(string text) where T : struct, IResourceName<T> => ResourceName.Parse<T>(text);

    public static T? NameOrNull<T>(string text) where T : struct, IResourceName<T> => text.Length == 0 ? null : ResourceName.Parse<T>(text);

    /// <summary>To the microsecond, as the ledger keeps it.</summary>
    private static DateTimeOffset? Time(Timestamp? given)
    {
        if (given.ToTime() is not { } time)
            return null;

        var ticks = time.UtcTicks;
        return new DateTimeOffset(ticks - (ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }

    private static TaskPriority Priority(V1.Priority priority) => priority is V1.Priority.Unspecified ? TaskPriority.Routine : (TaskPriority)priority;

    private static CompletionRule Rule(V1.CompletionRule rule) => rule is V1.CompletionRule.Unspecified ? CompletionRule.All : (CompletionRule)rule;
}
