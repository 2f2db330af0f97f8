using Coordination.Directory.V1;
using Coordination.Names;
using Grpc.Core;

namespace Coordination.Directory;

/// <summary>The register of everybody who takes part: map, call one grain, map back.</summary>
internal sealed class DirectoryGrpcService(IGrainFactory grains) : DirectoryService.DirectoryServiceBase
{
    public override async Task<Agency> GetAgency(GetAgencyRequest request, ServerCallContext context) => DirectoryMapper.ToProto(
        await grains.Agency(AgencyOf(request.Name)).GetAsync(context.Principal(), context.CancellationToken).ValueOrRefuse());

    public override async Task<ListAgenciesResponse> ListAgencies(ListAgenciesRequest request, ServerCallContext context) => DirectoryMapper.ToProto(
        await grains.Directory().ListAgenciesAsync(context.Principal(), DirectoryMapper.ToQuery(request), context.CancellationToken).ValueOrRefuse());

    public override async Task<Agency> CreateAgency(CreateAgencyRequest request, ServerCallContext context)
    {
        var command = DirectoryMapper.ToCommand(request, context.Command(request.RequestId));
        return DirectoryMapper.ToProto(await grains.Agency(command.Agency).CreateAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<Agency> UpdateAgency(UpdateAgencyRequest request, ServerCallContext context)
    {
        var command = DirectoryMapper.ToCommand(request, context.Command(request.RequestId, request.Agency.Etag));
        return DirectoryMapper.ToProto(await grains.Agency(AgencyOf(request.Agency.Name)).UpdateAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<Agency> RetireAgency(RetireAgencyRequest request, ServerCallContext context)
    {
        var command = DirectoryMapper.ToCommand(request, context.Command(request.RequestId, request.Etag));
        return DirectoryMapper.ToProto(await grains.Agency(AgencyOf(request.Name)).RetireAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<Unit> GetUnit(GetUnitRequest request, ServerCallContext context) => DirectoryMapper.ToProto(
        await grains.Unit(UnitOf(request.Name)).GetAsync(context.Principal(), context.CancellationToken).ValueOrRefuse());

    public override async Task<ListUnitsResponse> ListUnits(ListUnitsRequest request, ServerCallContext context) => DirectoryMapper.ToProto(
        await grains.Directory().ListUnitsAsync(context.Principal(), DirectoryMapper.ToQuery(request), context.CancellationToken).ValueOrRefuse());

    public override async Task<Unit> CreateUnit(CreateUnitRequest request, ServerCallContext context)
    {
        var command = DirectoryMapper.ToCommand(request, context.Command(request.RequestId));
        return DirectoryMapper.ToProto(await grains.Unit(command.Unit).CreateAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<Unit> UpdateUnit(UpdateUnitRequest request, ServerCallContext context)
    {
        var command = DirectoryMapper.ToCommand(request, context.Command(request.RequestId, request.Unit.Etag));
        return DirectoryMapper.ToProto(await grains.Unit(UnitOf(request.Unit.Name)).UpdateAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<Unit> RetireUnit(RetireUnitRequest request, ServerCallContext context)
    {
        var command = new RetireUnit(context.Command(request.RequestId, request.Etag));
        return DirectoryMapper.ToProto(await grains.Unit(UnitOf(request.Name)).RetireAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<Agency> SetOfficer(SetOfficerRequest request, ServerCallContext context)
    {
        var command = DirectoryMapper.ToCommand(request, context.Command(request.RequestId));
        return DirectoryMapper.ToProto(await grains.Agency(command.Agency).SetOfficerAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<Agency> RemoveOfficer(RemoveOfficerRequest request, ServerCallContext context)
    {
        var command = new RemoveOfficer(context.Command(request.RequestId), AgencyOf(request.Agency), request.Subject);
        return DirectoryMapper.ToProto(await grains.Agency(command.Agency).RemoveOfficerAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<Committee> GetCommittee(GetCommitteeRequest request, ServerCallContext context) => DirectoryMapper.ToProto(
        await grains.Committee(CommitteeOf(request.Name)).GetAsync(context.Principal(), context.CancellationToken).ValueOrRefuse());

    public override async Task<Committee> SetMembership(SetMembershipRequest request, ServerCallContext context)
    {
        var command = DirectoryMapper.ToCommand(request, context.Command(request.RequestId));
        return DirectoryMapper.ToProto(
            await grains.Committee(CommitteeOf(request.Committee)).SetMembershipAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<ListProvincesResponse> ListProvinces(ListProvincesRequest request, ServerCallContext context) => DirectoryMapper.ToProto(
        await grains.Directory().ListProvincesAsync(context.Principal(), context.CancellationToken).ValueOrRefuse());

    // The form of every name was validated before.
    private static AgencyName AgencyOf(string name) => ResourceName.Parse<AgencyName>(name);

    private static UnitName UnitOf(string name) => ResourceName.Parse<UnitName>(name);

    private static CommitteeName CommitteeOf(string name) => ResourceName.Parse<CommitteeName>(name);
}
