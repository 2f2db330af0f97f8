using Coordination.Hosting;
using Coordination.Names;
using Coordination.Registry;
using Grpc.Core;

namespace Coordination.Cases;

/// <summary>Cases over gRPC: map, call one grain, map back.</summary>
internal sealed partial class CaseGrpcService(IGrainFactory grains) : V1.CaseService.CaseServiceBase
{
    private readonly NamedGrains<ICaseGrain> cases = new(grains);

    public override async Task<V1.Case> OpenCase(V1.OpenCaseRequest request, ServerCallContext context)
    {
        var command = CaseCommandMapper.ToCommand(request, context.Command(request.RequestId));
        var name = CaseName.For(command.Context.Principal.Agency, command.Context.RequestId);
        return CaseMapper.ToProto(await cases.Of(name.ToString()).OpenAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Case> GetCase(V1.GetCaseRequest request, ServerCallContext context) =>
        CaseMapper.ToProto(await Case(request.Name).GetAsync(context.Principal(), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.ListCasesResponse> ListCases(V1.ListCasesRequest request, ServerCallContext context)
    {
        var query = new RegistryQuery
        {
            Kind = CaseName.Collection,
            States = [.. request.States.Distinct().Select(s => CaseWords.Of((CaseStage)s))],
            OpenOnly = request.OpenOnly,
            Province = OrNull(request.Province),
            // Whose guardian is late is for the lead: of the parts only its own has the due time.
            Party = request.Roles.Count == 0 && !request.GuardianOverdue ? null : context.Principal().Agency.Id,
            PartyRoles = [.. request.Roles.Distinct().Select(r => CaseWords.Of((ParticipantRole)r))],
            OverdueAt = request.GuardianOverdue ? DateTimeOffset.UnixEpoch : null, // The platform's clock is put in its place.
            Text = Text.NormalizeOrNull(request.Text),
            Order = RegistryOrder.NewestFirst,
        };
        var list = await grains.ListAsync(context, CasePermissions.List, query, request.PageSize, request.PageToken);
        var response = new V1.ListCasesResponse { NextPageToken = list.NextPageToken };
        response.Cases.AddRange(list.Hits.Select(hit => CaseMapper.ToProto(hit, list.AsOf, context.Principal().Agency)));
        return response;
    }

    public override async Task<V1.GetCaseHistoryResponse> GetCaseHistory(V1.GetCaseHistoryRequest request, ServerCallContext context)
    {
        var after = HistoryToken.Read(request.Name, request.PageToken);
        var limit = request.PageSize == 0 ? CaseCalls.DefaultHistoryPage : request.PageSize;
        var page = await Case(request.Name).HistoryAsync(context.Principal(), after, limit, context.CancellationToken).ValueOrRefuse();
        var response = new V1.GetCaseHistoryResponse { NextPageToken = page.NextAfterVersion is { } next ? HistoryToken.Of(request.Name, next) : "" };
        response.Entries.AddRange(CaseCalls.ToProto(page));
        return response;
    }

    private ICaseGrain Case(string name) => cases.Of(name);
}
