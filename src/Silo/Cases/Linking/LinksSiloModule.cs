using Coordination.Cases;
using Coordination.Sdk.Modules;
using Coordination.Sealing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Coordination.Silo.Cases.Linking;

/// <summary>Links and the linker in the silo. Needs <see cref="CasePolicy"/>.</summary>
public sealed class LinksSiloModule : ISiloModule
{
    public string Id => "links";

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(LinkPermissions.All);
        // In the place of the one that links nothing, in whatever order the modules stand.
        builder.Services.Replace(ServiceDescriptor.Singleton<IIdentityLinker, IdentityLinker>());
        builder.AddAggregate<ILinkGrain, LinkState, LinkEvent>(static services => LinkProjection.Definition(services.GetRequiredService<IKeyStore>()));
    }
}
