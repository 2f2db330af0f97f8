using System.Reflection;
using System.Runtime.Loader;
using Coordination.Access;
using Coordination.Names;
using Coordination.Options.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Metadata;
using Orleans.Serialization;
using Orleans.Serialization.Configuration;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Coordination.Loading.Probing;

/// <summary>What only one can own in a platform, and who owns it: the core first, then each module that was let in.</summary>
internal sealed class TakenNames : IDisposable
{
    private const string Platform = "the platform";

    private readonly Dictionary<(string What, string Name), string> owners = [];
    private readonly TypeManifestOptions manifest = new();
    private readonly ServiceProvider orleans;
    private readonly GrainTypeResolver grains;
    private readonly GrainInterfaceTypeResolver interfaces;

    public TakenNames()
    {
        var services = new ServiceCollection();
        services.AddSerializer();
        services.RemoveModuleManifests([]);
        services.Configure<TypeManifestOptions>(options => options.AllowAllTypes = true); // Here types are only named.
        services.AddSingleton<GrainTypeResolver>().AddSingleton<IGrainTypeProvider, AttributeGrainTypeProvider>();
        services.AddSingleton<GrainInterfaceTypeResolver>().AddSingleton<IGrainInterfaceTypeProvider, AttributeGrainInterfaceTypeProvider>();
        orleans = services.BuildServiceProvider();
        grains = orleans.GetRequiredService<GrainTypeResolver>();
        interfaces = orleans.GetRequiredService<GrainInterfaceTypeResolver>();
        foreach (var provider in orleans.GetServices<IConfigureOptions<TypeManifestOptions>>())
            provider.Configure(manifest);

        foreach (var type in manifest.InterfaceImplementations.Where(IsGrain))
            owners[("grain class", grains.GetGrainType(type).ToString()!)] = Platform;
        foreach (var type in manifest.Interfaces.Where(IsGrain))
            owners[("grain interface", interfaces.GetGrainInterfaceType(type).ToString()!)] = Platform;
        foreach (var name in CoreKinds())
            owners[("kind", name)] = Platform;
        foreach (var name in CorePermissionNames())
            owners[("permission", name)] = Platform;
        foreach (var name in CoreServices())
            owners[("gRPC service", name)] = Platform;
        foreach (var assembly in AssemblyLoadContext.Default.Assemblies)
            owners[("assembly", assembly.GetName().Name!)] = Platform;
    }

    /// <summary>Takes all that a module brings, or nothing of it.</summary>
    /// <returns>What others own, a phrase each; empty when it was taken.</returns>
    public IReadOnlyList<string> Take(string module, ModuleContents contents)
    {
        var wanted = Wanted(contents).ToList();
        var clashes = wanted
            .Where(name => owners.ContainsKey(name))
            .Select(name => $"the {name.What} {name.Name} is {owners[name]}'s")
            .Concat(wanted.GroupBy(name => name).Where(g => g.Count() > 1).Select(g => $"it brings the {g.Key.What} {g.Key.Name} twice"))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (clashes.Count == 0 && ManifestClash(contents) is { } clash)
            clashes.Add(clash);
        if (clashes.Count > 0)
            return clashes;

        foreach (var name in wanted)
            owners[name] = module;
        return [];
    }

    public void Dispose() => orleans.Dispose();

    private IEnumerable<(string What, string Name)> Wanted(ModuleContents contents)
    {
        var brings = new TypeManifestOptions();
        foreach (var provider in Providers(contents))
            provider.Configure(brings);

        return brings.InterfaceImplementations.Where(IsGrain).Select(type => ("grain class", grains.GetGrainType(type).ToString()!))
            .Concat(brings.Interfaces.Where(IsGrain).Select(type => ("grain interface", interfaces.GetGrainInterfaceType(type).ToString()!)))
            .Concat(contents.Kinds.Select(name => ("kind", name)))
            .Concat(contents.Permissions.Select(name => ("permission", name)))
            .Concat(contents.Services.Select(name => ("gRPC service", name)))
            .Concat(contents.Definitions.Select(name => ("workflow definition", name)))
            // Orleans finds serialized types by the simple names of their assemblies.
            .Concat(contents.Assemblies.Where(assembly => TypeManifests.ProvidersOf(assembly).Any()).Select(assembly => ("assembly", assembly.GetName().Name!)));
    }

    /// <summary>Aliases and ids by which Orleans writes types: their owner is not told, only that they are taken.</summary>
    private string? ManifestClash(ModuleContents contents)
    {
        var trial = Copy();
        foreach (var provider in Providers(contents))
        {
            try
            {
                provider.Configure(trial);
            }
            catch (ArgumentException)
            {
                return "an alias or an id of its serialized types is another's";
            }
        }

        foreach (var provider in Providers(contents))
            provider.Configure(manifest);
        return null;
    }

    private TypeManifestOptions Copy()
    {
        var copy = new TypeManifestOptions();
        foreach (var provider in orleans.GetServices<IConfigureOptions<TypeManifestOptions>>())
            provider.Configure(copy);
        foreach (var (id, type) in manifest.WellKnownTypeIds)
            copy.WellKnownTypeIds.TryAdd(id, type);
        foreach (var (alias, type) in manifest.WellKnownTypeAliases)
            copy.WellKnownTypeAliases.TryAdd(alias, type);
        return copy;
    }

    private static IEnumerable<IConfigureOptions<TypeManifestOptions>> Providers(ModuleContents contents) =>
        contents.Assemblies.SelectMany(TypeManifests.ProvidersOf).Select(type => (IConfigureOptions<TypeManifestOptions>)Activator.CreateInstance(type)!);

    private static bool IsGrain(System.Type type) => typeof(IAddressable).IsAssignableFrom(type);

    private static IEnumerable<string> CoreKinds() => typeof(CaseName).Assembly.GetTypes()
        .Where(type => type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IResourceName<>)))
        .Select(type => (string)type.GetProperty("Collection", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!);

    private static IEnumerable<string> CorePermissionNames() => typeof(CorePermissions).Assembly.GetTypes()
        .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
        .Where(field => typeof(IEnumerable<Permission>).IsAssignableFrom(field.FieldType))
        .SelectMany(field => (IEnumerable<Permission>)field.GetValue(null)!)
        .Select(permission => permission.Name);

    private static IEnumerable<string> CoreServices() => typeof(OptionsExtensions).Assembly.GetTypes()
        .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static))
        .Where(property => property?.PropertyType == typeof(ServiceDescriptor))
        .Select(property => ((ServiceDescriptor)property!.GetValue(null)!).FullName);
}
