using Microsoft.Extensions.DependencyInjection;

namespace Coordination.Sdk.Testing;

/// <summary>Orleans keeps its own clock: by the test's clock a silo of this minute would soon be years old, and be buried for it.</summary>
internal static class OrleansClock
{
    /// <summary>Makes every service of Orleans that asks for a clock with the system's.</summary>
    public static void Keep(IServiceCollection services)
    {
        for (var at = 0; at < services.Count; at++)
        {
            if (services[at] is { IsKeyedService: false, ImplementationType: { ContainsGenericParameters: false } type } service
                && type.Assembly.GetName().Name!.StartsWith("Orleans.", StringComparison.Ordinal)
                && type.GetConstructors().Any(c => c.GetParameters().Any(p => p.ParameterType == typeof(TimeProvider))))
            {
                services[at] = new ServiceDescriptor(service.ServiceType, provider => ActivatorUtilities.CreateInstance(provider, type, TimeProvider.System), service.Lifetime);
            }
        }
    }
}
