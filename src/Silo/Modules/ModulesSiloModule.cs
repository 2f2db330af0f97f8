using Coordination.Loading;
using Coordination.Modules;
using Coordination.Sdk.Modules;

namespace Coordination.Silo.Modules;

/// <summary>What the silo says of its modules, and changes of them. Needs a <see cref="ModuleSet"/>.</summary>
public sealed class ModulesSiloModule : ISiloModule
{
    public string Id => "modules";

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(ModulePermissions.All);
        builder.AddAggregate<IModuleChangeGrain, ModuleChangeState, ModuleChangeEvent>(static _ => ModuleChangeState.Definition);
    }
}
