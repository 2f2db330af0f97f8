using Coordination.Sdk.Calls;
using Coordination.Training.Workflows;
using Coordination.Workflows;
using Google.Protobuf;
using Grpc.Core;

namespace Coordination.Training.Gateway;

/// <summary>The life of trainings over gRPC: a typed door to the workflow <c>training</c>.</summary>
internal sealed class TrainingGrpcService(IGrainFactory grains) : V1.TrainingService.TrainingServiceBase
{
    public override async Task<V1.Training> ProposeTraining(V1.ProposeTrainingRequest request, ServerCallContext context)
    {
        var start = new StartWorkflow(context.Command(request.RequestId), TrainingWorkflow.Id, null, "", request.Province, [], ProtoFields.Read(request));
        return ProcessMapper.ToTraining(await grains.StartAsync(context, request.RequestId, start));
    }

    public override async Task<V1.ListTrainingsResponse> ListTrainings(V1.ListTrainingsRequest request, ServerCallContext context)
    {
        var (rows, next) = await ProcessMapper.ListAsync(grains, context, TrainingWorkflow.Id, request.States, request.OpenOnly, request.PageSize, request.PageToken);
        var response = new V1.ListTrainingsResponse { NextPageToken = next };
        response.Trainings.AddRange(rows.Select(ProcessMapper.ToTrainingSummary));
        return response;
    }

    public override Task<V1.Training> ApproveTraining(V1.ApproveTrainingRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "approve", request);

    public override Task<V1.Training> RejectTraining(V1.RejectTrainingRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "reject", request);

    public override Task<V1.Training> ScheduleTraining(V1.ScheduleTrainingRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "schedule", request);

    public override Task<V1.Training> RescheduleTraining(V1.RescheduleTrainingRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "reschedule", request);

    public override Task<V1.Training> DeliverTraining(V1.DeliverTrainingRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "deliver", request);

    public override Task<V1.Training> AssessTraining(V1.AssessTrainingRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "assess", request);

    public override Task<V1.Training> CertifyTraining(V1.CertifyTrainingRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "certify", request);

    public override Task<V1.Training> FollowUpTraining(V1.FollowUpTrainingRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "follow_up", request);

    public override Task<V1.Training> CloseWorkshop(V1.CloseWorkshopRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "close_workshop", request);

    public override Task<V1.Training> CancelTraining(V1.CancelTrainingRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "cancel", request);

    public override Task<V1.Training> CallOffTraining(V1.CallOffTrainingRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "call_off", request);

    public override async Task<V1.Training> GetTraining(V1.GetTrainingRequest request, ServerCallContext context) =>
        ProcessMapper.ToTraining(await grains.GetWorkflowAsync(context, request.Name));

    private async Task<V1.Training> FireAsync(
        ServerCallContext context, string name, string requestId, string etag, string transition, IMessage request) =>
        ProcessMapper.ToTraining(await grains.FireAsync(context, name, requestId, etag, transition, ProtoFields.Read(request)));
}
