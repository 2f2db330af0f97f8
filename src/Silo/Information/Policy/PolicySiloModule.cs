using Coordination.Packs;
using Coordination.Sdk.Modules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Coordination.Silo.Information;

/// <summary>What the country pack says about sharing, and the rules that apply it. Needs <see cref="CountryPack"/>.</summary>
public sealed class PolicySiloModule : ISiloModule
{
    public string Id => "information-policy";

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(provider => provider.GetRequiredService<CountryPack>().Information);
        builder.Services.TryAddSingleton<DisclosurePolicy>();
    }
}
