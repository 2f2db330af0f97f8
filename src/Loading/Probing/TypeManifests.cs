using System.Reflection;
using System.Runtime.Loader;
using Coordination.Loading.Assemblies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Serialization.Configuration;

namespace Coordination.Loading.Probing;

/// <summary>
/// What Orleans knows of grains and serialized types. It takes in every assembly of the process that has generated code,
/// those of modules too that were only tried: what is not active is taken out again.
/// </summary>
internal static class TypeManifests
{
    /// <summary>The generated classes that list an assembly's grains and types.</summary>
    public static IEnumerable<System.Type> ProvidersOf(Assembly assembly) =>
        assembly.GetCustomAttributes<TypeManifestProviderAttribute>().Select(attribute => attribute.ProviderType);

    /// <summary>Leaves of all modules only these assemblies to Orleans.</summary>
    public static void RemoveModuleManifests(this IServiceCollection services, IReadOnlyCollection<Assembly> active)
    {
        for (var i = services.Count - 1; i >= 0; i--)
        {
            if (services[i] is { IsKeyedService: false, ImplementationType: { } type } service
                && service.ServiceType == typeof(IConfigureOptions<TypeManifestOptions>)
                && AssemblyLoadContext.GetLoadContext(type.Assembly) is ModuleLoadContext)
            {
                services.RemoveAt(i);
            }
        }

        foreach (var provider in active.SelectMany(ProvidersOf))
            services.AddSingleton(typeof(IConfigureOptions<TypeManifestOptions>), provider);
    }
}
