using Coordination.Sdk.Sealing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Coordination.Sealing;

/// <summary>Adds the keys to a host.</summary>
public static class SealingExtensions
{
    /// <summary>Adds <see cref="IKeyStore"/>, unless another one was added before, and <see cref="Sealer"/>.</summary>
    /// <exception cref="OptionsValidationException">Names every option that is wrong.</exception>
    public static IServiceCollection AddSealing(this IServiceCollection services, SealingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = options.Problems().ToArray();
        if (problems.Length > 0)
            throw new OptionsValidationException(SealingOptions.Section, typeof(SealingOptions), problems);

        services.TryAddSingleton<IKeyStore>(_ => new FileKeyStore(options));
        services.AddSingleton<Sealer>();
        services.AddHostedService<KeyStoreCheck>();
        return services;
    }
}

/// <summary>Opens the key store at start: a silo whose keys cannot be read must not seem to serve.</summary>
internal sealed class KeyStoreCheck(IKeyStore keys) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken) => await keys.IsDestroyedAsync("start", cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
