using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Coordination.Sdk.Modules;

/// <summary>
/// What an installation sets for a module: the section <c>Modules:Settings:(module id)</c>. Country facts that a module works
/// with (time limits, which agency does what) belong there, with a default, and not into its code.
/// </summary>
public static class ModuleSettings
{
    private const string Section = "Modules:Settings";

    /// <summary>The module's section; empty when nothing is set or the host has no configuration.</summary>
    /// <param name="module">The module's id.</param>
    public static IConfigurationSection Settings(this SiloModuleBuilder builder, string module)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return Of(builder.Services, module);
    }

    /// <summary>The module's section; empty when nothing is set or the host has no configuration.</summary>
    /// <param name="module">The module's id.</param>
    public static IConfigurationSection Settings(this GatewayModuleBuilder builder, string module)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return Of(builder.Services, module);
    }

    /// <summary>Hosts register their configuration before any module is asked, as an instance or as a factory that needs no provider.</summary>
    private static IConfigurationSection Of(IServiceCollection services, string module)
    {
        var registered = services.LastOrDefault(s => s.ServiceType == typeof(IConfiguration) && !s.IsKeyedService);
        var configuration = (registered?.ImplementationInstance ?? registered?.ImplementationFactory?.Invoke(NoServices.Instance)) as IConfiguration
            ?? new ConfigurationBuilder().Build();
        return configuration.GetSection(Section).GetSection(module);
    }

    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(System.Type serviceType) => null;
    }
}
