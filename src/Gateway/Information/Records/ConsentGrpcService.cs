using Coordination.Names;
using Coordination.Registry;
using Grpc.Core;

namespace Coordination.Information;

/// <summary>Consents over gRPC: map, call one grain, map back.</summary>
internal sealed class ConsentGrpcService(IGrainFactory grains) : V1.ConsentService.ConsentServiceBase
{
    public override async Task<V1.Consent> RecordConsent(V1.RecordConsentRequest request, ServerCallContext context)
    {
        var command = new RecordConsent(
            context.Command(request.RequestId),
            Name<SubjectName>(request.Subject),
            request.Purpose,
            Name<AgencyName>(request.Recipient),
            request.Given,
            (ConsentGiver)request.Giver,
            request.FormVersion,
            request.ValidUntil.ToTime());
        var name = ConsentNames.For(command.Subject, command.Purpose, command.Recipient);
        return RecordMapper.ToProto(await grains.Consent(name).RecordAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Consent> WithdrawConsent(V1.WithdrawConsentRequest request, ServerCallContext context) => RecordMapper.ToProto(
        await grains.Consent(Name<ConsentName>(request.Name))
            .WithdrawAsync(new WithdrawConsent(context.Command(request.RequestId, request.Etag)), context.CancellationToken)
            .ValueOrRefuse());

    public override async Task<V1.Consent> GetConsent(V1.GetConsentRequest request, ServerCallContext context) => RecordMapper.ToProto(
        await grains.Consent(Name<ConsentName>(request.Name)).GetAsync(context.Principal(), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.ListConsentsResponse> ListConsents(V1.ListConsentsRequest request, ServerCallContext context)
    {
        var query = new RegistryQuery { Kind = ConsentName.Collection, Parent = OrNull(request.Subject), Order = RegistryOrder.NewestFirst };
        var list = await grains.ListAsync(context, InformationPermissions.ReadConsents, query, request.PageSize, request.PageToken);
        var response = new V1.ListConsentsResponse { NextPageToken = list.NextPageToken };
        response.Consents.AddRange(list.Hits.Select(hit => RecordMapper.ToProto(RecordMapper.Read(hit, RecordViewsJson.Default.ConsentView))));
        return response;
    }
}
