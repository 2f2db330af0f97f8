using Coordination.Tasks.V1;
using Google.Protobuf.WellKnownTypes;
using TaskMessage = Coordination.Tasks.V1.Task;

namespace Coordination.Bench.Peers;

/// <summary>What every peer keeps of a task, and the message that it answers with.</summary>
[GenerateSerializer, Immutable]
public sealed record TaskFacts(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Title,
    [property: Id(2)] string Description,
    [property: Id(3)] string Lead,
    [property: Id(4)] short Priority,
    [property: Id(5)] string Province,
    [property: Id(6)] DateTime? Due,
    [property: Id(7)] DateTime Created)
{
    /// <summary>Peers know no callers: everything is assigned by one agency.</summary>
    public const string Assigner = "agencies/secretariat";

    /// <summary>The task's id is the request's, so that a repeat meets the primary key.</summary>
    public static TaskFacts From(AssignTaskRequest request) => new(
        Guid.Parse(request.RequestId),
        request.Title,
        request.Description,
        request.Lead,
        (short)request.Priority,
        request.Province,
        request.DueTime?.ToDateTime(),
        DateTime.UtcNow);

    public TaskMessage ToMessage() => new()
    {
        Name = $"tasks/{Id}",
        Title = Title,
        Description = Description,
        State = TaskState.Requested,
        Priority = (Priority)Priority,
        CompletionRule = CompletionRule.All,
        Assigner = Assigner,
        Province = Province,
        DueTime = Due?.ToTimestamp(),
        CreateTime = Created.ToTimestamp(),
        UpdateTime = Created.ToTimestamp(),
        Etag = "1",
        Assignments =
        {
            new Assignment
            {
                Name = $"tasks/{Id}/assignments/{Lead["agencies/".Length..]}",
                Agency = Lead,
                Role = AssignmentRole.Lead,
                State = AssignmentState.Requested,
                DueTime = Due?.ToTimestamp(),
                RequestTime = Created.ToTimestamp(),
                Etag = "1",
            },
        },
    };
}

/// <summary>A change of one assignee's part, whichever verb asks for it.</summary>
public sealed record AssignmentChange(string Name, Guid Task, string Agency, AssignmentState State, int Progress, string Text)
{
    /// <param name="name">"tasks/ID/assignments/AGENCY".</param>
    public static AssignmentChange Of(string name, AssignmentState state, int progress = 0, string text = "")
    {
        var parts = name.Split('/');
        return new(name, Guid.Parse(parts[1]), parts[3], state, progress, text);
    }

    public Assignment ToMessage() => new()
    {
        Name = Name,
        Agency = $"agencies/{Agency}",
        Role = AssignmentRole.Support,
        State = State,
        ProgressPercent = Progress,
        ProgressText = Text,
    };
}
