using Coordination.Prosecution.Contracts;
using Coordination.Prosecution.Offences;
using Coordination.Prosecution.Workflows;
using Coordination.Names;
using Coordination.Sdk.Calls;
using Coordination.Workflows;
using Google.Protobuf;
using Grpc.Core;

namespace Coordination.Prosecution.Gateway;

/// <summary>Proceedings over gRPC: a typed door to the workflow <c>justice</c>. What is entered is what the requests declare.</summary>
internal sealed partial class ProsecutionGrpcService(IGrainFactory grains) : V1.ProsecutionService.ProsecutionServiceBase
{
    public override async Task<V1.Proceeding> OpenProceeding(V1.OpenProceedingRequest request, ServerCallContext context)
    {
        var start = new StartWorkflow(
            context.Command(request.RequestId), JusticeWorkflow.Id, ListCalls.Name<CaseName>(request.Case), request.Person, request.Province, [],
            ProtoFields.Read(request));
        return ProceedingMapper.ToProto(await grains.StartAsync(context, request.RequestId, start));
    }

    public override Task<V1.Proceeding> RecordIncident(V1.RecordIncidentRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "record_incident", request);

    public override Task<V1.Proceeding> OpenInvestigation(V1.OpenInvestigationRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "open_investigation", request);

    public override Task<V1.Proceeding> RecordSafeguards(V1.RecordSafeguardsRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "record_safeguards", request);

    public override Task<V1.Proceeding> ReferToProsecutor(V1.ReferToProsecutorRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "refer_to_prosecutor", request);

    public override Task<V1.Proceeding> ReturnToPolice(V1.ReturnToPoliceRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "return_to_police", request);

    public override Task<V1.Proceeding> Charge(V1.ChargeRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "charge", request);

    public override Task<V1.Proceeding> ScheduleHearing(V1.ScheduleHearingRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "schedule_hearing", request);

    public override Task<V1.Proceeding> Decide(V1.DecideRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "decide", request);

    public override Task<V1.Proceeding> Appeal(V1.AppealRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "appeal", request);

    public override Task<V1.Proceeding> DecideAppeal(V1.DecideAppealRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "decide_appeal", request);

    public override Task<V1.Proceeding> OrderRetrial(V1.OrderRetrialRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "order_retrial", request);

    public override Task<V1.Proceeding> BecomeFinal(V1.BecomeFinalRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "become_final", request);

    public override Task<V1.Proceeding> Enforce(V1.EnforceRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "enforce", request);

    public override Task<V1.Proceeding> RecordRestitution(V1.RecordRestitutionRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "record_restitution", request);

    public override Task<V1.Proceeding> Close(V1.CloseRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "close", request);

    public override Task<V1.Proceeding> NoteSupport(V1.NoteSupportRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "note_support", request);

    public override Task<V1.Proceeding> RecogniseVictim(V1.RecogniseVictimRequest request, ServerCallContext context) =>
        FireAsync(context, request.Name, request.RequestId, request.Etag, "recognise_victim", request);

    public override Task<V1.Proceeding> Suspend(V1.SuspendRequest request, ServerCallContext context) =>
        FireByStateAsync(context, request.Name, request.RequestId, request.Etag, Stage.Suspend, request);

    public override Task<V1.Proceeding> Resume(V1.ResumeRequest request, ServerCallContext context) =>
        FireByStateAsync(context, request.Name, request.RequestId, request.Etag, Stage.Resume, request);

    public override Task<V1.Proceeding> Dismiss(V1.DismissRequest request, ServerCallContext context) =>
        FireByStateAsync(context, request.Name, request.RequestId, request.Etag, Stage.Dismiss, request);

    public override async Task<V1.Proceeding> InvolveSupport(V1.InvolveSupportRequest request, ServerCallContext context)
    {
        var support = new PartBinding(JusticeWorkflow.Support, ListCalls.Name<AgencyName>(request.Agency), ListCalls.NameOrNull<UnitName>(request.Unit));
        return ProceedingMapper.ToProto(await grains.FireAsync(
            context, request.Name, request.RequestId, request.Etag, "involve_support", [], [support]));
    }

    public override async Task<V1.Proceeding> GetProceeding(V1.GetProceedingRequest request, ServerCallContext context) =>
        ProceedingMapper.ToProto(await grains.GetWorkflowAsync(context, request.Name));

    public override async Task<V1.ListOffencesResponse> ListOffences(V1.ListOffencesRequest request, ServerCallContext context)
    {
        DateOnly? act = null;
        if (request.ActDate.Length > 0)
            act = Day.TryParse(request.ActDate, out var day) ? day : throw RefusedException.Invalid("act_date", "Give a day as YYYY-MM-DD.");
        var offences = await grains.GetGrain<IOffenceRegisterGrain>(0).ListAsync(context.Principal(), act, context.CancellationToken).ValueOrRefuse();
        var response = new V1.ListOffencesResponse();
        response.Offences.AddRange(offences.Select(ProceedingMapper.ToProto));
        return response;
    }

    private async Task<V1.Proceeding> FireAsync(
        ServerCallContext context, string name, string requestId, string etag, string transition, IMessage request) =>
        ProceedingMapper.ToProto(await grains.FireAsync(context, name, requestId, etag, transition, ProtoFields.Read(request)));

    /// <summary>Whose turn it is says which of several transitions is meant; a repeat names the same one.</summary>
    private async Task<V1.Proceeding> FireByStateAsync(
        ServerCallContext context, string name, string requestId, string etag, Stage stage, IMessage request)
    {
        var proceeding = await grains.GetWorkflowAsync(context, name);
        return await FireAsync(context, name, requestId, etag, stage.In(proceeding), request);
    }
}
