using Coordination.Sdk.Sealing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
        return services;
    }
}
