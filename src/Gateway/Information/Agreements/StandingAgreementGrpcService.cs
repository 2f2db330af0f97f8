using Coordination.Names;
using Grpc.Core;

namespace Coordination.Information;

/// <summary>Standing agreements over gRPC: map, call one grain, map back.</summary>
internal sealed class StandingAgreementGrpcService(IGrainFactory grains) : V1.StandingAgreementService.StandingAgreementServiceBase
{
    public override async Task<V1.StandingAgreement> ProposeAgreement(V1.ProposeAgreementRequest request, ServerCallContext context)
    {
        var command = AgreementMapper.ToCommand(request, context.Command(request.RequestId));
        var name = StandingAgreementName.For(command.Context.Principal.Agency, command.Context.RequestId);
        return AgreementMapper.ToProto(await grains.StandingAgreement(name).ProposeAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.StandingAgreement> ApproveAgreement(V1.ApproveAgreementRequest request, ServerCallContext context)
    {
        var command = new ApproveAgreement(context.Command(request.RequestId, request.Etag), request.ContentHash);
        return AgreementMapper.ToProto(await Grain(request.Name).ApproveAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.StandingAgreement> SuspendAgreement(V1.SuspendAgreementRequest request, ServerCallContext context)
    {
        var command = new SuspendAgreement(context.Command(request.RequestId, request.Etag), Text.Normalize(request.Reason));
        return AgreementMapper.ToProto(await Grain(request.Name).SuspendAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.StandingAgreement> ResumeAgreement(V1.ResumeAgreementRequest request, ServerCallContext context)
    {
        var command = new ResumeAgreement(context.Command(request.RequestId, request.Etag));
        return AgreementMapper.ToProto(await Grain(request.Name).ResumeAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.StandingAgreement> EndAgreement(V1.EndAgreementRequest request, ServerCallContext context)
    {
        var command = new EndAgreement(context.Command(request.RequestId, request.Etag), Text.Normalize(request.Reason));
        return AgreementMapper.ToProto(await Grain(request.Name).EndAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.StandingAgreement> GetAgreement(V1.GetAgreementRequest request, ServerCallContext context) =>
        AgreementMapper.ToProto(await Grain(request.Name).GetAsync(context.Principal(), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.ListAgreementsResponse> ListAgreements(V1.ListAgreementsRequest request, ServerCallContext context)
    {
        var list = await grains.ListAsync(
            context, InformationPermissions.ReadAgreements, AgreementMapper.ToQuery(request), request.PageSize, request.PageToken);
        var response = new V1.ListAgreementsResponse { NextPageToken = list.NextPageToken };
        response.Agreements.AddRange(list.Hits.Select(hit => AgreementMapper.ToProto(AgreementMapper.Read(hit))));
        return response;
    }

    private IStandingAgreementGrain Grain(string name) => grains.StandingAgreement(Name<StandingAgreementName>(name));
}
