using Coordination.Packs;
using Coordination.Registry;
using Coordination.Sdk.Modules;
using Coordination.Statistics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Coordination.Silo.Statistics;

/// <summary>Statistics in the silo. Needs <see cref="CountryPack"/> and <see cref="IFacts"/>.</summary>
public sealed class StatisticsSiloModule : ISiloModule
{
    public string Id => "statistics";

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(StatisticsPermissions.All);
        builder.Services.TryAddSingleton(provider => provider.GetRequiredService<CountryPack>().Statistics);
    }
}
