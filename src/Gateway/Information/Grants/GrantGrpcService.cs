using System.Collections.Immutable;
using Coordination.Names;
using Coordination.Registry;
using Grpc.Core;

namespace Coordination.Information;

/// <summary>Grants over gRPC: map, call one grain, map back.</summary>
internal sealed class GrantGrpcService(IGrainFactory grains) : V1.GrantService.GrantServiceBase
{
    public override async Task<V1.Grant> ProposeGrant(V1.ProposeGrantRequest request, ServerCallContext context)
    {
        var command = GrantMapper.ToCommand(request, context.Command(request.RequestId));
        var name = GrantName.For(command.Context.Principal.Agency, command.Context.RequestId);
        return GrantMapper.ToProto(await grains.Grant(name).ProposeAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Grant> ApproveGrant(V1.ApproveGrantRequest request, ServerCallContext context)
    {
        var command = new ApproveGrant(context.Command(request.RequestId, request.Etag), request.ContentHash);
        return GrantMapper.ToProto(await Grant(request.Name).ApproveAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Grant> ActivateGrant(V1.ActivateGrantRequest request, ServerCallContext context) => GrantMapper.ToProto(
        await Grant(request.Name).ActivateAsync(new ActivateGrant(context.Command(request.RequestId, request.Etag)), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.Grant> SuspendGrant(V1.SuspendGrantRequest request, ServerCallContext context)
    {
        var command = new SuspendGrant(context.Command(request.RequestId, request.Etag), request.Reason);
        return GrantMapper.ToProto(await Grant(request.Name).SuspendAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Grant> ResumeGrant(V1.ResumeGrantRequest request, ServerCallContext context) => GrantMapper.ToProto(
        await Grant(request.Name).ResumeAsync(new ResumeGrant(context.Command(request.RequestId, request.Etag)), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.Grant> RevokeGrant(V1.RevokeGrantRequest request, ServerCallContext context)
    {
        var command = new RevokeGrant(context.Command(request.RequestId, request.Etag), request.Reason);
        return GrantMapper.ToProto(await Grant(request.Name).RevokeAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Grant> GetGrant(V1.GetGrantRequest request, ServerCallContext context) =>
        GrantMapper.ToProto(await Grant(request.Name).GetAsync(context.Principal(), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.ListGrantsResponse> ListGrants(V1.ListGrantsRequest request, ServerCallContext context)
    {
        ImmutableArray<string> roles = request.Side switch
        {
            V1.GrantSide.Granted => [GrantWords.Grantor],
            V1.GrantSide.Received => [GrantWords.Recipient],
            V1.GrantSide.Owned => [GrantWords.Owner],
            _ => [],
        };
        var query = new RegistryQuery
        {
            Kind = GrantName.Collection,
            Party = roles.IsEmpty ? null : context.Principal().Agency.Id,
            PartyRoles = roles,
            States = [.. request.States.Select(state => InformationText.Of((GrantStage)state)).Distinct()],
            Instrument = OrNull(request.Record), // The row's columns by which grants of a record
            Case = OrNull(request.Request), // and of a request are found.
            Order = RegistryOrder.NewestFirst,
        };
        var list = await grains.ListAsync(context, InformationPermissions.ListGrants, query, request.PageSize, request.PageToken);
        var response = new V1.ListGrantsResponse { NextPageToken = list.NextPageToken };
        response.Grants.AddRange(list.Hits.Select(hit => GrantMapper.ToProto(RecordMapper.Read(hit, GrantViewsJson.Default.GrantView))));
        return response;
    }

    public override async Task<V1.GetGrantHistoryResponse> GetGrantHistory(V1.GetGrantHistoryRequest request, ServerCallContext context)
    {
        var after = HistoryToken.Read(request.Name, request.PageToken);
        var limit = request.PageSize == 0 ? InformationHistory.DefaultPage : request.PageSize;
        var page = await Grant(request.Name).HistoryAsync(context.Principal(), after, limit, context.CancellationToken).ValueOrRefuse();
        var response = new V1.GetGrantHistoryResponse { NextPageToken = InformationHistory.TokenOf(request.Name, page) };
        response.Entries.AddRange(InformationHistory.ToProto(page));
        return response;
    }

    public override async Task<V1.ReadGrantedResponse> ReadGranted(V1.ReadGrantedRequest request, ServerCallContext context)
    {
        var command = new ReadGranted(context.Command(request.RequestId), request.Purpose, [.. request.Fields.Distinct().Order(StringComparer.Ordinal)]);
        return GrantMapper.ToProto(await Grant(request.Name).ReadAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    private IGrantGrain Grant(string name) => grains.Grant(Name<GrantName>(name));
}
