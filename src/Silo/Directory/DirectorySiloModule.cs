using Coordination.Calendar;
using Coordination.Directory;
using Coordination.Packs;
using Coordination.Sdk.Modules;
using Coordination.Silo.Packs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Coordination.Silo.Directory;

/// <summary>The directory in a silo: agencies, units, the committee, officers, and the country pack that fills them.</summary>
/// <remarks>
/// The pack of the configuration is loaded when the silo starts; a broken one keeps it from starting and says all that
/// is wrong. A <see cref="CountryPack"/> that is registered before is used instead.
/// </remarks>
public sealed class DirectorySiloModule : ISiloModule
{
    public string Id => "directory";

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder
            .AddAggregate<IAgencyGrain, AgencyState, AgencyEvent>(_ => DirectoryDefinitions.Agency())
            .AddAggregate<IUnitGrain, UnitState, UnitEvent>(_ => DirectoryDefinitions.Unit())
            .AddAggregate<ICommitteeGrain, CommitteeState, CommitteeEvent>(_ => DirectoryDefinitions.Committee())
            .AddAggregate<IRosterGrain, RosterState, RosterEvent>(_ => DirectoryDefinitions.Roster())
            .AddSearch(DirectoryDefinitions.Agencies, DirectoryPermissions.Read, DirectorySearch.Agency)
            .AddSearch(DirectoryDefinitions.Units, DirectoryPermissions.Read, DirectorySearch.Unit)
            .AddPermissions(DirectoryPermissions.All);

        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => PackLoader.LoadOrThrow(PackOptions.From(provider.GetRequiredService<IConfiguration>()).Resolve()));
        services.TryAddSingleton(provider => provider.GetRequiredService<CountryPack>().Deadlines.Tasks);
        services.TryAddSingleton<IWorkingCalendar>(provider =>
        {
            var pack = provider.GetRequiredService<CountryPack>();
            return new WorkingCalendar(pack.Calendar, pack.TimeZone);
        });

        services.AddSingleton<DirectoryView>();
        services.AddSingleton<IDirectory>(provider => provider.GetRequiredService<DirectoryView>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<DirectoryView>());
        services.AddSingleton<PackSeeder>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<PackSeeder>());
    }
}
