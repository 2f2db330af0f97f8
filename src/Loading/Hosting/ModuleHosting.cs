using System.Collections.Immutable;
using Coordination.Loading.Probing;
using Coordination.Modules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Coordination.Loading.Hosting;

/// <summary>Loads modules into hosts.</summary>
public static class ModuleHosting
{
    /// <summary>Loads the modules of the configuration's section <c>Modules</c>. To be called before Orleans is added.</summary>
    /// <param name="approved">The change that was approved last, by module id. Default: none were.</param>
    /// <exception cref="OptionsValidationException">Names every option that is wrong.</exception>
    public static ModuleSet LoadModules(this IHostApplicationBuilder builder, IReadOnlyDictionary<string, ApprovedModuleChange>? approved = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = ReadOptions(builder.Configuration);
        var trust = options.Trust ?? (builder.Environment.IsDevelopment() ? ModuleTrust.Any : ModuleTrust.AllowList);
        return new ModuleLoader(options, trust, builder.Configuration, approved ?? ImmutableDictionary<string, ApprovedModuleChange>.Empty).Load();
    }

    /// <summary>Whether the configuration names modules, or the default folder is there.</summary>
    public static bool HasModules(IConfiguration configuration) => ReadOptions(configuration).FindDirectory() is not null;

    /// <summary>Registers the set, and logs it when the host starts. Once for a host, however often it is called.</summary>
    public static IServiceCollection AddModuleSet(this IServiceCollection services, ModuleSet set)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(set);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ModuleReport>());
        return services;
    }

    /// <summary>Tells Orleans of the set's grains and serialized types, and of no other module's. To be called after Orleans was added.</summary>
    public static IServiceCollection AddModuleTypes(this IServiceCollection services, ModuleSet set)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(set);
        services.RemoveModuleManifests(set.Assemblies);
        return services;
    }

    private static ModulesOptions ReadOptions(IConfiguration configuration)
    {
        var options = configuration.GetSection(ModulesOptions.Section).Get<ModulesOptions>() ?? new ModulesOptions();
        // An empty value is read as none at all by the binder.
        if (configuration[$"{ModulesOptions.Section}:{nameof(ModulesOptions.Directory)}"] is { Length: 0 })
            options.Directory = "";
        var problems = options.Problems().ToArray();
        return problems.Length == 0 ? options : throw new OptionsValidationException(ModulesOptions.Section, typeof(ModulesOptions), problems);
    }
}

/// <summary>Says at start what became of each module, a line each.</summary>
internal sealed partial class ModuleReport(ModuleSet set, ILogger<ModuleReport> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var module in set.All)
        {
            if (module.State is ModuleState.Active)
                LogActive(logger, module.Id, module.Version, module.Why);
            else if (module.State is ModuleState.Disabled)
                LogDisabled(logger, module.Id, module.Version, module.Why);
            else
                LogNotActive(logger, module.Id, module.Version, module.Folder, StateWords.Of(module.State), module.Why);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 6001, Level = LogLevel.Information, Message = "Module {Module} {Version} is active. {Why}")]
    private static partial void LogActive(ILogger logger, string module, string version, string why);

    [LoggerMessage(EventId = 6002, Level = LogLevel.Information, Message = "Module {Module} {Version} is disabled. {Why}")]
    private static partial void LogDisabled(ILogger logger, string module, string version, string why);

    [LoggerMessage(EventId = 6003, Level = LogLevel.Warning, Message = "Module {Module} {Version} in the folder {Folder} is {State}. {Why}")]
    private static partial void LogNotActive(ILogger logger, string module, string version, string folder, string state, string why);
}
