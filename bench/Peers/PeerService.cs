using Coordination.Tasks.V1;
using Grpc.Core;
using TaskMessage = Coordination.Tasks.V1.Task;

namespace Coordination.Bench.Peers;

/// <summary>The few methods that are measured, of the same service that the platform serves.</summary>
public abstract class PeerService : TaskService.TaskServiceBase
{
    protected abstract ValueTask<TaskFacts> AssignAsync(TaskFacts task, IReadOnlyList<string> supporting, CancellationToken cancellationToken);

    protected abstract ValueTask<TaskFacts?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Writes one assignee's new state, an audit row, and the list row of the task.</summary>
    protected abstract ValueTask ChangeAsync(AssignmentChange change, CancellationToken cancellationToken);

    public override async Task<TaskMessage> AssignTask(AssignTaskRequest request, ServerCallContext context) =>
        (await AssignAsync(TaskFacts.From(request), request.Supporting, context.CancellationToken)).ToMessage();

    public override async Task<TaskMessage> GetTask(GetTaskRequest request, ServerCallContext context) =>
        (await FindAsync(Guid.Parse(request.Name.AsSpan("tasks/".Length)), context.CancellationToken)
            ?? throw new RpcException(new Status(StatusCode.NotFound, "No such task."))).ToMessage();

    public override Task<Assignment> AcknowledgeAssignment(AcknowledgeAssignmentRequest request, ServerCallContext context) =>
        AnswerAsync(AssignmentChange.Of(request.Name, AssignmentState.Received), context);

    public override Task<Assignment> AcceptAssignment(AcceptAssignmentRequest request, ServerCallContext context) =>
        AnswerAsync(AssignmentChange.Of(request.Name, AssignmentState.Accepted), context);

    public override Task<Assignment> StartAssignment(StartAssignmentRequest request, ServerCallContext context) =>
        AnswerAsync(AssignmentChange.Of(request.Name, AssignmentState.InProgress), context);

    public override Task<Assignment> ReportProgress(ReportProgressRequest request, ServerCallContext context) =>
        AnswerAsync(AssignmentChange.Of(request.Name, AssignmentState.InProgress, request.ProgressPercent, request.Text), context);

    private async Task<Assignment> AnswerAsync(AssignmentChange change, ServerCallContext context)
    {
        await ChangeAsync(change, context.CancellationToken);
        return change.ToMessage();
    }
}
