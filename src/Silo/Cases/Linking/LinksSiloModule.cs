using Coordination.Cases;
using Coordination.Sdk.Modules;
using Coordination.Sealing;
using Microsoft.Extensions.DependencyInjection;

namespace Coordination.Silo.Cases.Linking;

/// <summary>Links and the linker in the silo. Needs <see cref="CasePolicy"/>.</summary>
public sealed class LinksSiloModule : ISiloModule
{
    public string Id => "links";

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(LinkPermissions.All);
        builder.Services.AddSingleton<IIdentityLinker, IdentityLinker>();
        builder.AddAggregate<ILinkGrain, LinkState, LinkEvent>(static services => LinkProjection.Definition(services.GetRequiredService<IKeyStore>()));
    }
}
