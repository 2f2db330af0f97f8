using Coordination.Information;
using Coordination.Sdk.Modules;
using Coordination.Silo.Information.Accesses;
using Coordination.Silo.Information.Grants;
using Microsoft.Extensions.DependencyInjection;

namespace Coordination.Silo.Information;

/// <summary>Grants and accesses in the silo.</summary>
public sealed class GrantsSiloModule : ISiloModule
{
    public string Id => "grants";

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(InformationPermissions.All);
        builder.Services.AddSingleton<AccessLog>();
        builder.Services.AddSingleton<GrantInputs>();
        builder.AddAggregate<IGrantGrain, GrantState, GrantEvent>(static _ => GrantProjection.Definition);
        builder.AddAggregate<IAccessGrain, AccessState, AccessEvent>(static _ => AccessProjection.Definition);
    }
}
