using System.Collections.Immutable;
using System.Reflection;
using Coordination.Access;
using Coordination.Loading.Assemblies;
using Coordination.Loading.Manifests;
using Coordination.Modules;
using Coordination.Sdk.Modules;
using Coordination.Workflows;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Coordination.Loading.Probing;

/// <summary>What became of a trial: the module's contents, or its state and why.</summary>
internal sealed record ProbeResult(ModuleContents? Contents, ModuleState State, string Why)
{
    public static ProbeResult Passed(ModuleContents contents) => new(contents, ModuleState.Active, "");

    public static ProbeResult Incompatible(string why) => new(null, ModuleState.Incompatible, why);

    public static ProbeResult Refused(string why) => new(null, ModuleState.Refused, why);

    public static ProbeResult Faulted(string why) => new(null, ModuleState.Faulted, why);
}

/// <summary>Tries a module: loads it, makes its class, configures both halves on nothing, and looks at what it brings.</summary>
/// <remarks>What a module throws is named by its type alone: its text may hold anything.</remarks>
internal sealed class ModuleProbe(IConfiguration configuration, TimeSpan within)
{
    /// <summary>Faults of workflows that are told.</summary>
    private const int MostFaults = 20;

    /// <summary>Tries it on a thread of its own; one that does not come back is left behind.</summary>
    public ProbeResult Try(ModuleFolder folder, ModuleManifest manifest)
    {
        ProbeResult? result = null;
        var thread = new Thread(() => result = Guarded(folder, manifest)) { IsBackground = true, Name = $"module {manifest.Id}" };
        thread.Start();
        return thread.Join(within) && result is not null
            ? result
            : ProbeResult.Faulted(FormattableString.Invariant($"It did not come back within {within.TotalSeconds:0} seconds while it was tried."));
    }

#pragma warning disable CA1031 // Whatever a module throws is its own fault; the host serves on.
    private ProbeResult Guarded(ModuleFolder folder, ModuleManifest manifest)
    {
        var step = "loaded";
        try
        {
            return Probe(folder, manifest, ref step);
        }
        catch (OptionsValidationException invalid)
        {
            return ProbeResult.Faulted($"Its configuration is not valid: {invalid.Failures.Count()} problems of {invalid.OptionsType.Name}.");
        }
        catch (ReflectionTypeLoadException)
        {
            return ProbeResult.Incompatible("Some of its types do not fit this platform. Build it again with this platform's SDK.");
        }
        catch (Exception thrown) when (Cause(thrown) is MissingMethodException or MissingFieldException or TypeLoadException)
        {
            return ProbeResult.Incompatible($"It needs what this platform does not have ({Cause(thrown).GetType().Name} while it was {step}). Build it again with this platform's SDK.");
        }
        catch (Exception thrown)
        {
            return ProbeResult.Faulted($"It threw {Cause(thrown).GetType().Name} while it was {step}.");
        }
    }
#pragma warning restore CA1031

    private ProbeResult Probe(ModuleFolder folder, ModuleManifest manifest, ref string step)
    {
        var definitions = WorkflowFiles.Read(folder, out var faults);
        if (!faults.IsEmpty)
            return ProbeResult.Incompatible($"Its workflows are wrong: {string.Join("; ", faults.Take(MostFaults))}.");

        ICoordinationModule? code = null;
        ImmutableArray<Assembly> assemblies = [];
        if (manifest.Assembly is { } file && Make(folder, manifest, file, ref step, out code, out assemblies) is { } failed)
            return failed;

        var module = definitions.IsEmpty && code is not null ? code : new ModuleWithFiles(manifest.Id, code, definitions);
        step = "configured";
        var silo = Scratch();
        module.Configure(new SiloModuleBuilder(silo));
        var gateway = Scratch();
        module.Configure(new GatewayModuleBuilder(gateway));

        step = "looked at";
        return Look(module, assemblies, silo, gateway);
    }

    /// <summary>Loads its assemblies and makes its class.</summary>
    private static ProbeResult? Make(
        ModuleFolder folder, ModuleManifest manifest, string file, ref string step, out ICoordinationModule? module, out ImmutableArray<Assembly> assemblies)
    {
        (module, assemblies) = (null, []);
        var inspection = AssemblyInspection.Of(folder);
        if (inspection.Native is { } native)
            return ProbeResult.Refused($"The file {native} is native code or no .NET assembly: modules bring managed code only.");
        if (!inspection.Missing.IsEmpty)
            return ProbeResult.Incompatible($"It needs {string.Join(", ", inspection.Missing)}, which this platform does not have. Ship it in the module's folder, or build for this platform's SDK.");
        if (!inspection.PlatformOnly.IsEmpty)
            return ProbeResult.Incompatible($"It uses what asks no right and is the platform's own: {string.Join(", ", inspection.PlatformOnly.Take(MostFaults))}.");
        if (ModuleLoadContext.For(manifest.Id, inspection, out var taken) is not { } context)
            return ProbeResult.Incompatible($"The platform or another module has an assembly {taken} already. Call this one otherwise.");

        var main = context.Main(inspection.NameOf(folder.Files[file]));
        var entry = main.GetTypes().FirstOrDefault(type => type.FullName == manifest.Entry);
        if (entry is null)
            return ProbeResult.Incompatible($"Its manifest names the class {manifest.Entry}, which is not in {file}.");
        if (!typeof(ICoordinationModule).IsAssignableFrom(entry) || entry.IsAbstract || entry.GetConstructor(System.Type.EmptyTypes) is null)
            return ProbeResult.Incompatible($"The class {manifest.Entry} is no ICoordinationModule with a public constructor without parameters.");

        step = "made";
        module = (ICoordinationModule)Activator.CreateInstance(entry)!;
        assemblies = [.. context.LoadAll()];
        return module.Id == manifest.Id ? null : ProbeResult.Incompatible($"The class {manifest.Entry} has another id than its manifest.");
    }

    private static ProbeResult Look(ICoordinationModule module, ImmutableArray<Assembly> assemblies, ServiceCollection silo, ServiceCollection gateway)
    {
        if (silo.Concat(gateway).Any(service => service.ServiceType == typeof(IHostedService)))
            return ProbeResult.Incompatible("It registers a hosted service. A module works in grains, and what comes with time is due work.");

        using var siloServices = silo.BuildServiceProvider();
        using var gatewayServices = gateway.BuildServiceProvider();
        siloServices.GetService<IStartupValidator>()?.Validate();
        gatewayServices.GetService<IStartupValidator>()?.Validate();
        var permissions = siloServices.GetServices<Permission>().ToArray();
        if (OnlyInOne(permissions, gatewayServices.GetServices<Permission>()) is { } half)
            return ProbeResult.Incompatible($"The permission {half} is not the same in both of its halves.");

        var definitions = siloServices.GetServices<WorkflowDefinition>().ToArray();
        if (FaultsOf(definitions) is { Count: > 0 } faults)
            return ProbeResult.Incompatible($"Its workflows are wrong: {string.Join("; ", faults)}.");

        return ProbeResult.Passed(new ModuleContents(
            module,
            assemblies,
            [.. siloServices.GetServices<AggregateKind>().Select(kind => kind.Kind)],
            [.. permissions.Select(permission => permission.Name)],
            [.. gatewayServices.GetServices<GatewayService>().Select(service => service.Descriptor.FullName).Order(StringComparer.Ordinal)],
            [.. definitions.Select(definition => definition.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]));
    }

    private static List<string> FaultsOf(WorkflowDefinition[] definitions) =>
    [
        .. definitions.GroupBy(d => d.Id, StringComparer.Ordinal).SelectMany(versions => versions
            .SelectMany(d => DefinitionCheck.Faults(d).Select(fault => $"{d.Id} {d.Version}: {fault}"))
            .Concat(DefinitionCheck.Faults([.. versions]).Select(fault => $"{versions.Key}: {fault}")))
            .Take(MostFaults),
    ];

    /// <summary>A permission that the other half declares in another way; one that only the silo declares is its own affair.</summary>
    private static string? OnlyInOne(Permission[] silo, IEnumerable<Permission> gateway) =>
        gateway.FirstOrDefault(permission => silo.FirstOrDefault(p => p.Name == permission.Name) is not { } same || !same.Grants.SequenceEqual(permission.Grants))?.Name;

    private ServiceCollection Scratch()
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddLogging();
        services.AddOptions();
        return services;
    }

    private static Exception Cause(Exception thrown) =>
        thrown is TargetInvocationException or TypeInitializationException && thrown.InnerException is { } inner ? Cause(inner) : thrown;
}
