using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Modules;

/// <summary>The modules of the silo that answers. A stateless worker; its key is 0.</summary>
public interface IModulesGrain : IGrainWithIntegerKey
{
    /// <summary>Refused: PERMISSION_DENIED.</summary>
    [ReadOnly]
    Task<Outcome<ModuleSetView>> ListAsync(Principal principal, CancellationToken cancellationToken);

    /// <summary>Refused: PERMISSION_DENIED, NOT_FOUND. Of several folders with the same id the active one, else the first.</summary>
    [ReadOnly]
    Task<Outcome<ModuleView>> GetAsync(Principal principal, string id, CancellationToken cancellationToken);

    /// <summary>For the platform itself, no right is asked: a gateway learns which of its modules the silos serve.</summary>
    [ReadOnly, PlatformOnly]
    Task<ModuleSetView> SetAsync();
}

/// <summary>Switches a module on or off, with four eyes; it holds from the next start. Its key is its name, <c>moduleChanges/…</c>.</summary>
/// <remarks>Lists: <see cref="Registry.IRegistryGrain"/> with <see cref="ModulePermissions.ReadChanges"/> and the kind <c>moduleChanges</c>.</remarks>
public interface IModuleChangeGrain : IAggregateGrain
{
    /// <summary>Refused: PERMISSION_DENIED, REQUEST_ID_REUSED, MODULE_NOT_INSTALLED, MODULE_OTHER_VERSION.</summary>
    Task<Outcome<ModuleChangeView>> ProposeAsync(ProposeModuleChange command, CancellationToken cancellationToken);

    /// <summary>Refused: NOT_FOUND, PERMISSION_DENIED, ETAG_STALE, MODULE_CHANGE_NOT_PROPOSED, MODULE_CHANGE_SELF_APPROVAL, MODULE_CHANGE_CHANGED.</summary>
    Task<Outcome<ModuleChangeView>> ApproveAsync(ApproveModuleChange command, CancellationToken cancellationToken);

    /// <summary>The second person says no. Refused: NOT_FOUND, PERMISSION_DENIED, ETAG_STALE, MODULE_CHANGE_NOT_PROPOSED, MODULE_CHANGE_CHANGED.</summary>
    Task<Outcome<ModuleChangeView>> RejectAsync(RejectModuleChange command, CancellationToken cancellationToken);

    [ReadOnly]
    Task<Outcome<ModuleChangeView>> GetAsync(Principal principal, CancellationToken cancellationToken);
}

/// <summary>Finds the grains of modules.</summary>
public static class ModuleGrainExtensions
{
    public static IModulesGrain Modules(this IGrainFactory grains) => Of(grains).GetGrain<IModulesGrain>(0);

    public static IModuleChangeGrain ModuleChange(this IGrainFactory grains, ModuleChangeName name) =>
        Of(grains).GetGrain<IModuleChangeGrain>(name.ToString());

    private static IGrainFactory Of(IGrainFactory grains) => grains ?? throw new ArgumentNullException(nameof(grains));
}
