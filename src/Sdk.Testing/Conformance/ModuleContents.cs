using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Coordination.Access;
using Coordination.Localization;
using Coordination.Outcomes;
using Coordination.Sdk.Modules;
using Coordination.Workflows;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Coordination.Sdk.Testing;

/// <summary>What a module registers, without a platform.</summary>
internal sealed class ModuleContents
{
    public ModuleContents(ICoordinationModule module)
    {
        Assembly = module.GetType().Assembly;
        var (silo, gateway) = (Scratch(), Scratch());
        module.Configure(new SiloModuleBuilder(silo));
        module.Configure(new GatewayModuleBuilder(gateway));
        using var siloServices = silo.BuildServiceProvider();
        using var gatewayServices = gateway.BuildServiceProvider();
        Definitions = [.. siloServices.GetServices<WorkflowDefinition>().OrderBy(d => d.Id, StringComparer.Ordinal).ThenBy(d => d.Version)];
        SiloPermissions = [.. siloServices.GetServices<Permission>()];
        GatewayPermissions = [.. gatewayServices.GetServices<Permission>()];
    }

    public Assembly Assembly { get; }

    /// <summary>Every version, by id and version.</summary>
    public ImmutableArray<WorkflowDefinition> Definitions { get; }

    public ImmutableArray<Permission> SiloPermissions { get; }

    public ImmutableArray<Permission> GatewayPermissions { get; }

    /// <summary>The newest version of each.</summary>
    public IEnumerable<WorkflowDefinition> Newest => Definitions.GroupBy(d => d.Id, StringComparer.Ordinal).Select(g => g.Last());

    /// <summary>Refusals that the module declares: constants of its classes.</summary>
    public IEnumerable<Refusal> Refusals => Assembly.GetTypes()
        .Where(type => !type.ContainsGenericParameters)
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(constant => constant.FieldType == typeof(Refusal))
        .Select(constant => (Refusal)constant.GetValue(null)!);

    /// <summary>Keys with a sentence in the module's embedded <c>Translations/(language).json</c>.</summary>
    public HashSet<string> Translated(string language)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in Assembly.GetManifestResourceNames().Where(n => n.StartsWith("Translations/", StringComparison.Ordinal) && n.EndsWith($"{language}.json", StringComparison.Ordinal)))
        {
            using var stream = Assembly.GetManifestResourceStream(name)!;
            using var document = JsonDocument.Parse(stream);
            foreach (var entry in document.RootElement.EnumerateObject().Where(e => e.Value.ValueKind == JsonValueKind.String && e.Value.GetString()!.Length > 0))
                keys.Add(entry.Name);
        }

        return keys;
    }

    /// <summary>The README that the module embeds; null: none.</summary>
    public string? Readme()
    {
        using var stream = Assembly.GetManifestResourceStream("README.md");
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Every text of a definition, with the way to it.</summary>
    public static IEnumerable<(string Path, LocalizedText Text)> Texts(WorkflowDefinition definition) => Walk($"{definition.Id} {definition.Version}", definition);

    private static IEnumerable<(string, LocalizedText)> Walk(string path, object? value)
    {
        switch (value)
        {
            case null or string or Delegate:
                return [];
            case LocalizedText text:
                return [(path, text)];
            case IEnumerable many:
                return many.Cast<object?>().SelectMany((each, at) => Walk($"{path}[{Id(each) ?? at.ToString(System.Globalization.CultureInfo.InvariantCulture)}]", each));
            default:
                var type = value.GetType();
                return type.IsPrimitive || type.IsEnum || type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true
                    ? []
                    : type.GetProperties().Where(p => p.GetIndexParameters().Length == 0 && p.Name != "EqualityContract")
                        .SelectMany(p => Walk($"{path}.{p.Name}", p.GetValue(value)));
        }
    }

    private static string? Id(object? value) => value?.GetType().GetProperty("Id")?.GetValue(value) as string;

    private static ServiceCollection Scratch()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton(TimeProvider.System);
        services.AddLogging();
        return services;
    }
}

/// <summary>A module as it was before some version of a workflow.</summary>
internal sealed class OlderModule(ICoordinationModule module, string definition, int newest) : ICoordinationModule
{
    public string Id => module.Id;

    public void Configure(SiloModuleBuilder builder)
    {
        module.Configure(builder);
        foreach (var later in builder.Services
            .Where(s => s.ServiceType == typeof(WorkflowDefinition) && s.ImplementationInstance is WorkflowDefinition d && d.Id == definition && d.Version > newest)
            .ToArray())
        {
            builder.Services.Remove(later);
        }
    }

    public void Configure(GatewayModuleBuilder builder) => module.Configure(builder);
}
