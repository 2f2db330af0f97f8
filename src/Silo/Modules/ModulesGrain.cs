using Coordination.Access;
using Coordination.Loading;
using Coordination.Modules;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Silo.Modules;

/// <summary>Shows what this silo loaded.</summary>
[StatelessWorker]
internal sealed class ModulesGrain(ModuleSet modules, ClusterModules cluster, AccessPolicy access) : Grain, IModulesGrain
{
    public async Task<Outcome<ModuleSetView>> ListAsync(Principal principal, CancellationToken cancellationToken) =>
        access.May(principal, ModulePermissions.Read, Relation.Everyone) ? await SetAsync() : CommonRefusals.PermissionDenied;

    public Task<Outcome<ModuleView>> GetAsync(Principal principal, string id, CancellationToken cancellationToken) => Task.FromResult<Outcome<ModuleView>>(
        !access.May(principal, ModulePermissions.Read, Relation.Everyone) ? CommonRefusals.PermissionDenied
        : modules.Find(id) is { } module ? module.View()
        : CommonRefusals.NotFound);

    public async Task<ModuleSetView> SetAsync() => modules.View(await cluster.IsRollingAsync());
}
