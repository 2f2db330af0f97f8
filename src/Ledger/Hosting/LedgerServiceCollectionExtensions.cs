using Coordination.Registry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Coordination.Ledger.Hosting;

/// <summary>Adds the ledger to a host.</summary>
public static class LedgerServiceCollectionExtensions
{
    /// <summary>The name of the ledger's activity source and meter.</summary>
    public const string TelemetryName = Writing.LedgerTelemetry.Name;

    /// <summary>
    /// Adds <see cref="ILedger"/>, <see cref="ILedgerFeed"/>, <see cref="IDueWork"/>, <see cref="IRegistry"/>, <see cref="IFacts"/>, <see cref="ISearchIndex"/> and
    /// <see cref="ILedgerEvidence"/>. Migrations run before any other service starts; what was taken is written after all
    /// others have stopped. Options are validated at start.
    /// </summary>
    public static IServiceCollection AddLedger(this IServiceCollection services, Action<LedgerOptions> configure)
    {
        services.AddOptions<LedgerOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LedgerOptions>, LedgerOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(static provider => new LedgerRuntime(
            provider.GetRequiredService<IOptions<LedgerOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance));
        services.TryAddSingleton<ILedger>(static provider => provider.GetRequiredService<LedgerRuntime>());
        services.TryAddSingleton<IRegistry>(static provider => provider.GetRequiredService<LedgerRuntime>());
        services.TryAddSingleton<IFacts>(static provider => provider.GetRequiredService<LedgerRuntime>());
        services.TryAddSingleton<ISearchIndex>(static provider => provider.GetRequiredService<LedgerRuntime>());
        services.TryAddSingleton<IDueWork>(static provider => provider.GetRequiredService<LedgerRuntime>());
        services.TryAddSingleton<ILedgerFeed>(static provider => provider.GetRequiredService<LedgerRuntime>().Feed);
        services.TryAddSingleton<ILedgerEvidence>(static provider => provider.GetRequiredService<LedgerRuntime>().Evidence);
        services.AddHostedService<LedgerHostedService>();
        return services;
    }

    /// <summary>Adds the ledger with options made elsewhere.</summary>
    public static IServiceCollection AddLedger(this IServiceCollection services, LedgerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return services.AddLedger(options.CopyTo);
    }

    /// <summary>Adds a check that is healthy when the ledger's head can be read.</summary>
    public static IHealthChecksBuilder AddLedgerCheck(this IHealthChecksBuilder builder, string name = "ledger", params string[] tags)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name, static provider => ActivatorUtilities.CreateInstance<LedgerHealthCheck>(provider), HealthStatus.Unhealthy, tags, TimeSpan.FromSeconds(5)));
    }

    /// <summary>Runs the migrations now, for a process that needs the schema before its host starts.</summary>
    /// <exception cref="LedgerUnavailableException">The store is away, or a migration failed.</exception>
    public static async Task MigrateLedgerAsync(LedgerOptions options, CancellationToken cancellationToken)
    {
        await using var ledger = new LedgerRuntime(options, TimeProvider.System, NullLoggerFactory.Instance);
        await ledger.Store.MigrateAsync(cancellationToken).ConfigureAwait(false);
    }
}
