using System.Collections.Immutable;
using Coordination.Names;
using Coordination.Registry;
using Grpc.Core;

namespace Coordination.Modules;

/// <summary>Modules over gRPC: map, call one grain, map back. Definitions and workflows are in the other parts of this class.</summary>
internal sealed partial class ModuleGrpcService(IGrainFactory grains, KnownDefinitions known) : V1.ModuleService.ModuleServiceBase
{
    public override async Task<V1.ListModulesResponse> ListModules(V1.ListModulesRequest request, ServerCallContext context)
    {
        var states = request.States.Select(state => (ModuleState)state).ToImmutableHashSet();
        var set = await grains.Modules().ListAsync(context.Principal(), context.CancellationToken).ValueOrRefuse();
        var response = new V1.ListModulesResponse { ApiVersion = set.ApiVersion, Fingerprint = set.Fingerprint, RollingUpgrade = set.RollingUpgrade };
        response.Modules.AddRange(set.Modules.Where(module => states.IsEmpty || states.Contains(module.State)).Select(ModuleMapper.ToProto));
        return response;
    }

    public override async Task<V1.Module> GetModule(V1.GetModuleRequest request, ServerCallContext context) => ModuleMapper.ToProto(
        await grains.Modules().GetAsync(context.Principal(), ModuleMapper.Id(request.Name), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.ModuleChange> ProposeModuleChange(V1.ProposeModuleChangeRequest request, ServerCallContext context)
    {
        var content = new ModuleChangeContent(ModuleMapper.Id(request.Module), request.Version, request.Sha256, (ModuleAction)request.Action);
        var command = new ProposeModuleChange(context.Command(request.RequestId), content);
        var name = ModuleChangeName.For(command.Context.Principal.Agency, command.Context.RequestId);
        return ModuleMapper.ToProto(await grains.ModuleChange(name).ProposeAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.ModuleChange> ApproveModuleChange(V1.ApproveModuleChangeRequest request, ServerCallContext context)
    {
        var command = new ApproveModuleChange(context.Command(request.RequestId, request.Etag), request.ContentHash);
        return ModuleMapper.ToProto(await Change(request.Name).ApproveAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.ModuleChange> RejectModuleChange(V1.RejectModuleChangeRequest request, ServerCallContext context)
    {
        var command = new RejectModuleChange(context.Command(request.RequestId, request.Etag), request.ContentHash, request.Reason);
        return ModuleMapper.ToProto(await Change(request.Name).RejectAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.ModuleChange> GetModuleChange(V1.GetModuleChangeRequest request, ServerCallContext context) =>
        ModuleMapper.ToProto(await Change(request.Name).GetAsync(context.Principal(), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.ListModuleChangesResponse> ListModuleChanges(V1.ListModuleChangesRequest request, ServerCallContext context)
    {
        var query = new RegistryQuery
        {
            Kind = ModuleChangeName.Collection,
            Parent = OrNull(request.Module),
            States = [.. request.States.Select(ModuleMapper.Word).Distinct(StringComparer.Ordinal)],
            Order = RegistryOrder.NewestFirst,
        };
        var list = await grains.ListAsync(context, ModulePermissions.ReadChanges, query, request.PageSize, request.PageToken);
        var response = new V1.ListModuleChangesResponse { NextPageToken = list.NextPageToken };
        response.ModuleChanges.AddRange(list.Hits.Select(hit => ModuleMapper.ToProto(Rows.Read(hit, ModuleJson.Default.ModuleChangeView))));
        return response;
    }

    private IModuleChangeGrain Change(string name) => grains.ModuleChange(Name<ModuleChangeName>(name));
}
