using Coordination.Names;
using Grpc.Core;

namespace Coordination.Tasks;

/// <summary>Tasks over gRPC: each command is mapped, given to one grain, and its answer mapped back.</summary>
internal sealed partial class TaskGrpcService
{
    public override async Task<V1.Task> AssignTask(V1.AssignTaskRequest request, ServerCallContext context)
    {
        var command = TaskCommandMapper.Command(request, context);
        var name = TaskName.For(command.Context.Principal.Agency, command.Context.RequestId);
        return TaskMapper.ToProto(await Grain(name).AssignAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Task> UpdateTask(V1.UpdateTaskRequest request, ServerCallContext context) =>
        TaskMapper.ToProto(await Grain(request.Task.Name).UpdateAsync(TaskCommandMapper.Command(request, context), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.Task> ExtendDeadline(V1.ExtendDeadlineRequest request, ServerCallContext context) =>
        TaskMapper.ToProto(await Grain(request.Name).ExtendDeadlineAsync(TaskCommandMapper.Command(request, context), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.Task> CancelTask(V1.CancelTaskRequest request, ServerCallContext context)
    {
        var command = new CancelTask(context.Command(request.RequestId, request.Etag), Text.Normalize(request.Reason));
        return TaskMapper.ToProto(await Grain(request.Name).CancelAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Task> AddSupport(V1.AddSupportRequest request, ServerCallContext context)
    {
        var command = new AddSupport(context.Command(request.RequestId, request.Etag), TaskCommandMapper.Name<AgencyName>(request.Agency));
        return TaskMapper.ToProto(await Grain(request.Name).AddSupportAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Task> AddDependency(V1.AddDependencyRequest request, ServerCallContext context)
    {
        var command = new AddDependency(context.Command(request.RequestId, request.Etag), TaskCommandMapper.Name<TaskName>(request.Dependency));
        return TaskMapper.ToProto(await Grain(request.Name).AddDependencyAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Task> RemoveDependency(V1.RemoveDependencyRequest request, ServerCallContext context)
    {
        var command = new RemoveDependency(context.Command(request.RequestId, request.Etag), TaskCommandMapper.Name<TaskName>(request.Dependency));
        return TaskMapper.ToProto(await Grain(request.Name).RemoveDependencyAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Comment> AddComment(V1.AddCommentRequest request, ServerCallContext context)
    {
        var command = new AddComment(context.Command(request.RequestId), Text.Normalize(request.Text));
        return TaskMapper.ToProto(await Grain(request.Name).CommentAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Attachment> AddAttachment(V1.AddAttachmentRequest request, ServerCallContext context) =>
        TaskMapper.ToProto(await Grain(request.Name).AttachAsync(TaskCommandMapper.Command(request, context), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.Assignment> AcknowledgeAssignment(V1.AcknowledgeAssignmentRequest request, ServerCallContext context)
    {
        var name = AssignmentName.Parse(request.Name);
        var command = new AcknowledgeAssignment(context.Command(request.RequestId, request.Etag), name.Agency);
        return TaskMapper.ToProto(await Grain(name.Task).AcknowledgeAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Assignment> AcceptAssignment(V1.AcceptAssignmentRequest request, ServerCallContext context)
    {
        var name = AssignmentName.Parse(request.Name);
        var command = new AcceptAssignment(context.Command(request.RequestId, request.Etag), name.Agency);
        return TaskMapper.ToProto(await Grain(name.Task).AcceptAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Assignment> RejectAssignment(V1.RejectAssignmentRequest request, ServerCallContext context)
    {
        var name = AssignmentName.Parse(request.Name);
        var command = new RejectAssignment(context.Command(request.RequestId, request.Etag), name.Agency, Text.Normalize(request.Reason));
        return TaskMapper.ToProto(await Grain(name.Task).RejectAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Assignment> StartAssignment(V1.StartAssignmentRequest request, ServerCallContext context)
    {
        var name = AssignmentName.Parse(request.Name);
        var command = new StartAssignment(context.Command(request.RequestId, request.Etag), name.Agency);
        return TaskMapper.ToProto(await Grain(name.Task).StartAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Assignment> ReportProgress(V1.ReportProgressRequest request, ServerCallContext context)
    {
        var name = AssignmentName.Parse(request.Name);
        var command = new ReportProgress(context.Command(request.RequestId, request.Etag), name.Agency, request.ProgressPercent, Text.Normalize(request.Text));
        return TaskMapper.ToProto(await Grain(name.Task).ReportProgressAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Assignment> HoldAssignment(V1.HoldAssignmentRequest request, ServerCallContext context)
    {
        var name = AssignmentName.Parse(request.Name);
        var command = new HoldAssignment(context.Command(request.RequestId, request.Etag), name.Agency, Text.Normalize(request.Reason));
        return TaskMapper.ToProto(await Grain(name.Task).HoldAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Assignment> ResumeAssignment(V1.ResumeAssignmentRequest request, ServerCallContext context)
    {
        var name = AssignmentName.Parse(request.Name);
        var command = new ResumeAssignment(context.Command(request.RequestId, request.Etag), name.Agency);
        return TaskMapper.ToProto(await Grain(name.Task).ResumeAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Assignment> CompleteAssignment(V1.CompleteAssignmentRequest request, ServerCallContext context)
    {
        var name = AssignmentName.Parse(request.Name);
        var command = new CompleteAssignment(context.Command(request.RequestId, request.Etag), name.Agency, Text.Normalize(request.Report));
        return TaskMapper.ToProto(await Grain(name.Task).CompleteAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Assignment> FailAssignment(V1.FailAssignmentRequest request, ServerCallContext context)
    {
        var name = AssignmentName.Parse(request.Name);
        var command = new FailAssignment(context.Command(request.RequestId, request.Etag), name.Agency, Text.Normalize(request.Reason));
        return TaskMapper.ToProto(await Grain(name.Task).FailAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Assignment> DelegateAssignment(V1.DelegateAssignmentRequest request, ServerCallContext context)
    {
        var name = AssignmentName.Parse(request.Name);
        var command = new DelegateAssignment(context.Command(request.RequestId, request.Etag), name.Agency, TaskCommandMapper.Name<UnitName>(request.Unit));
        return TaskMapper.ToProto(await Grain(name.Task).DelegateAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Assignment> ReturnAssignment(V1.ReturnAssignmentRequest request, ServerCallContext context)
    {
        var name = AssignmentName.Parse(request.Name);
        var command = new ReturnAssignment(context.Command(request.RequestId, request.Etag), name.Agency, Text.Normalize(request.Reason));
        return TaskMapper.ToProto(await Grain(name.Task).ReturnAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Assignment> VerifyAssignment(V1.VerifyAssignmentRequest request, ServerCallContext context)
    {
        var name = AssignmentName.Parse(request.Name);
        var command = new VerifyAssignment(context.Command(request.RequestId, request.Etag), name.Agency);
        return TaskMapper.ToProto(await Grain(name.Task).VerifyAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Assignment> ReassignAssignment(V1.ReassignAssignmentRequest request, ServerCallContext context)
    {
        var name = AssignmentName.Parse(request.Name);
        var command = new ReassignAssignment(context.Command(request.RequestId, request.Etag), name.Agency, TaskCommandMapper.Name<AgencyName>(request.Agency), Text.Normalize(request.Reason));
        return TaskMapper.ToProto(await Grain(name.Task).ReassignAsync(command, context.CancellationToken).ValueOrRefuse());
    }
}
