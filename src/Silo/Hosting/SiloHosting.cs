using System.Net;
using Coordination.Access;
using Coordination.Clocks;
using Coordination.Ledger.Hosting;
using Coordination.Loading;
using Coordination.Loading.Hosting;
using Coordination.Sdk.Grains;
using Coordination.Sdk.Modules;
using Coordination.Sealing;
using Coordination.Silo.DueWork;
using Coordination.Silo.Ledger;
using Coordination.Silo.Modules;
using Coordination.Silo.Snapshots;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Coordination.Silo.Hosting;

/// <summary>Puts a silo together: the ledger, Orleans, and the nouns that it is told of.</summary>
public static class SiloHosting
{
    /// <summary>Adds a silo with the configuration's sections <c>Ledger</c> and <c>Silo</c>, and without loaded modules.</summary>
    /// <exception cref="OptionsValidationException">Names every option that is wrong.</exception>
    public static IHostApplicationBuilder AddCoordinationSilo(this IHostApplicationBuilder builder, params IReadOnlyList<ISiloModule> nouns) =>
        builder.AddCoordinationSilo(ModuleSet.Empty, nouns);

    /// <summary>Adds a silo with the configuration's sections <c>Ledger</c> and <c>Silo</c>, its nouns and the modules that were loaded.</summary>
    /// <exception cref="OptionsValidationException">Names every option that is wrong.</exception>
    public static IHostApplicationBuilder AddCoordinationSilo(this IHostApplicationBuilder builder, ModuleSet loaded, params IReadOnlyList<ISiloModule> nouns)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(loaded);
        ArgumentNullException.ThrowIfNull(nouns);
        var ledger = builder.Configuration.GetSection("Ledger").Get<LedgerOptions>() ?? new LedgerOptions();
        var silo = builder.Configuration.GetSection(SiloOptions.Section).Get<SiloOptions>() ?? new SiloOptions();
        var problems = silo.Problems(ledger.Store is LedgerStoreKind.Postgres).ToArray();
        if (problems.Length > 0)
            throw new OptionsValidationException(SiloOptions.Section, typeof(SiloOptions), problems);

        // What moves inside Orleans is of interest only when it goes wrong.
        builder.Logging.AddFilter("Orleans", LogLevel.Warning).AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error)
            .AddFilter("Polly", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        if (DevelopmentClock.For(builder.Configuration.GetValue<bool>(DevelopmentClock.Option), builder.Environment.IsDevelopment(), ledger.DataDirectory) is { } moved)
            builder.Services.TryAddSingleton<TimeProvider>(moved);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddLedger(ledger);
        builder.Services.AddSealing(Sealing(builder.Configuration, ledger));
        AddPlatform(builder.Services);
        foreach (var noun in nouns)
            noun.Configure(new SiloModuleBuilder(builder.Services));
        builder.Services.AddModuleSet(loaded);
        loaded.ConfigureSilo(builder.Services);
        builder.UseOrleans(orleans => Configure(orleans, ledger, silo, loaded));
        builder.Services.AddModuleTypes(loaded);
        return builder;
    }

    private static SealingOptions Sealing(IConfiguration configuration, LedgerOptions ledger)
    {
        var options = configuration.GetSection(SealingOptions.Section).Get<SealingOptions>() ?? new SealingOptions();
        if (options.Folder.Length == 0)
            options.Folder = Path.Combine(ledger.DataDirectory, "keys");
        return options;
    }

    private static void AddPlatform(IServiceCollection services)
    {
        foreach (var permission in CorePermissions.All)
            services.AddSingleton(permission);
        services.TryAddSingleton<AccessPolicy>();
        services.AddSingleton<AggregateKinds>();
        services.AddSingleton<SearchableKinds>();
        services.AddSingleton<ISnapshots, GrainStorageSnapshots>();
        services.AddSingleton<LedgerGrainServices>();
        services.AddSingleton<AudienceCache>();
        services.AddSingleton<FeedVisibility>();
        services.AddSingleton<ClusterModules>();
        services.AddHostedService<DueWorkPulse>();
        services.AddHostedService<CheckpointPulse>();
    }

    private static void Configure(ISiloBuilder orleans, LedgerOptions ledger, SiloOptions silo, ModuleSet loaded)
    {
        var (invariant, connection) = OrleansDatabase.For(ledger);
        orleans.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (silo.ClusterId, silo.ServiceId));
        var siloPort = silo.SiloPort == 0 ? FreePort.Find() : silo.SiloPort;
        if (silo.Clustered)
        {
            orleans.Configure<Orleans.Configuration.SiloOptions>(o => o.SiloName = ClusterModules.NameFor(loaded));
            orleans.Services.AddSingleton(new Clustered());
            orleans.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static provider => provider.GetRequiredService<ClusterModules>());
            orleans.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = (invariant, connection));
            orleans.ConfigureEndpoints(IPAddress.Parse(silo.AdvertisedAddress), siloPort, silo.GatewayPort == 0 ? FreePort.Find() : silo.GatewayPort);
        }
        else
        {
            orleans.UseLocalhostClustering(siloPort, gatewayPort: 0, serviceId: silo.ServiceId, clusterId: silo.ClusterId);
        }

        // A silo that was killed must be declared dead soon: its grains are wanted elsewhere.
        orleans.Configure<ClusterMembershipOptions>(o =>
        {
            o.ProbeTimeout = TimeSpan.FromSeconds(2);
            o.TableRefreshTimeout = TimeSpan.FromSeconds(10);
            o.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
            o.NumMissedProbesLimit = 3;
            o.NumVotesForDeathDeclaration = 1;
            o.DefunctSiloExpiration = TimeSpan.FromDays(1);
        });
        orleans.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = silo.CallTimeout);
        orleans.Configure<GrainCollectionOptions>(o => o.CollectionAge = silo.IdleAfter);
        orleans.AddActivityPropagation();
        orleans.AddAdoNetGrainStorage(GrainStorageSnapshots.Provider, o => Store(o, invariant, connection));
        orleans.AddAdoNetGrainStorageAsDefault(o => Store(o, invariant, connection));
    }

    private static void Store(AdoNetGrainStorageOptions options, string invariant, string connection)
    {
        options.Invariant = invariant;
        options.ConnectionString = connection;
        options.GrainStorageSerializer = new JsonGrainStorageSerializer();
    }
}
