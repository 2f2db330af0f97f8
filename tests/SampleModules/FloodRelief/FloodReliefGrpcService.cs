using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sdk.Calls;
using Coordination.Sdk.Grains;
using Coordination.Workflows;
using FloodRelief.V1;
using Grpc.Core;

namespace FloodRelief;

/// <summary>Maps, calls the workflow, maps back.</summary>
internal sealed class FloodReliefGrpcService(IGrainFactory grains) : FloodReliefService.FloodReliefServiceBase
{
    public override async Task<Relief> RequestRelief(RequestReliefRequest request, ServerCallContext context)
    {
        var start = new StartWorkflow(
            context.Command(request.RequestId), FloodReliefWorkflow.Id, null, "", request.Province, [], ProtoFields.Read(request));
        return ToProto(await grains.StartAsync(context, request.RequestId, start));
    }

    public override async Task<Relief> GrantRelief(GrantReliefRequest request, ServerCallContext context)
    {
        var data = ProtoFields.Read(request).RemoveAll(input => input.Field == "carrier"); // It is a part.
        var carrier = new PartBinding("carrier", ListCalls.Name<AgencyName>(request.Carrier), null);
        return ToProto(await grains.FireAsync(context, request.Name, request.RequestId, request.Etag, "grant", data, [carrier]));
    }

    public override async Task<Relief> RefuseRelief(RefuseReliefRequest request, ServerCallContext context) =>
        ToProto(await grains.FireAsync(context, request.Name, request.RequestId, request.Etag, "refuse", ProtoFields.Read(request)));

    public override async Task<Relief> ConfirmDelivery(ConfirmDeliveryRequest request, ServerCallContext context) =>
        ToProto(await grains.FireAsync(context, request.Name, request.RequestId, request.Etag, "confirm", ProtoFields.Read(request)));

    public override async Task<Relief> GetRelief(GetReliefRequest request, ServerCallContext context)
    {
        var view = await grains.GetWorkflowAsync(context, request.Name);
        return view.Definition == FloodReliefWorkflow.Id ? ToProto(view) : throw new RefusedException(FloodReliefRefusals.NotARelief);
    }

    private static Relief ToProto(WorkflowView view) => ProtoFields.Fill(
        new Relief { Name = view.Name.ToString(), State = view.State, Overdue = view.Overdue, Etag = ETag.Of(view.Version) }, view.Data);
}

internal static class FloodReliefRefusals
{
    public static readonly Refusal NotARelief = new(
        "NOT_A_RELIEF", RefusalKind.InvalidArgument, "This workflow is no request for relief. Name one that RequestRelief returned.", "name");
}
