using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Coordination.Loading.Manifests;
using Coordination.Modules;
using Coordination.Sdk;
using Coordination.Sdk.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Coordination.Loading;

/// <summary>The modules of a process, active or not. They change with a restart only.</summary>
public sealed class ModuleSet
{
    private readonly Lock gate = new();
    private ImmutableArray<LoadedModule> modules;

    public ModuleSet(IEnumerable<LoadedModule> modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        this.modules = [.. modules.OrderBy(m => m.Id, StringComparer.Ordinal).ThenBy(m => m.Folder, StringComparer.Ordinal)];
    }

    /// <summary>No modules.</summary>
    public static ModuleSet Empty => new([]);

    /// <summary>By id, then folder.</summary>
    public ImmutableArray<LoadedModule> All
    {
        get
        {
            lock (gate)
                return modules;
        }
    }

    /// <summary>Assemblies of active modules: Orleans must be told of them.</summary>
    public IReadOnlyCollection<Assembly> Assemblies => [.. All.SelectMany(m => m.Assemblies).Distinct()];

    /// <summary>What a silo holds that could serve, for comparing it with what others hold.</summary>
    public ModuleHoldings Holdings => new([.. All.Where(m => m.State is ModuleState.Active or ModuleState.Disabled)
        .Select(m => new ModuleHolding(m.Id, m.Version, m.Sha256, m.State is ModuleState.Active))]);

    /// <summary>Of one id: the active one, else the first.</summary>
    public LoadedModule? Find(string id) => All.Where(m => m.Id == id).OrderBy(m => m.State is ModuleState.Active ? 0 : 1).FirstOrDefault();

    public ModuleSetView View(bool rollingUpgrade) => new(ApiVersion.Current, Holdings.Fingerprint, rollingUpgrade, [.. All.Select(m => m.View())]);

    /// <summary>Configures every active module's half for a silo.</summary>
    public void ConfigureSilo(IServiceCollection services) => Configure(services, (module, own) => module.Configure(new SiloModuleBuilder(own)));

    /// <summary>Configures every active module's half for a gateway.</summary>
    public void ConfigureGateway(IServiceCollection services) => Configure(services, (module, own) => module.Configure(new GatewayModuleBuilder(own)));

    private void Configure(IServiceCollection services, Action<ICoordinationModule, IServiceCollection> configure)
    {
        foreach (var loaded in All.Where(m => m.Module is not null))
        {
            var before = services.ToArray();
            try
            {
                configure(loaded.Module!, services);
            }
#pragma warning disable CA1031 // It went well on trial; what it throws now is its own fault, and the host serves on.
            catch (Exception thrown)
#pragma warning restore CA1031
            {
                services.Clear();
                foreach (var service in before)
                    services.Add(service);
                Replace(loaded, loaded.But(ModuleState.Faulted, $"It threw {thrown.GetType().Name} when it was configured for the second time."));
            }
        }
    }

    private void Replace(LoadedModule old, LoadedModule now)
    {
        lock (gate)
            modules = modules.Replace(old, now);
    }
}

/// <summary>One module that a silo holds and could serve.</summary>
public sealed record ModuleHolding(string Id, string Version, string Sha256, bool Active);

/// <summary>All modules that a silo holds and could serve, by id.</summary>
public sealed record ModuleHoldings(ImmutableArray<ModuleHolding> Modules)
{
    /// <summary>SHA-256 over a line for each module, lower-case hex: the same for the same holdings.</summary>
    public string Fingerprint { get; } = ModuleFolder.Hash(Encoding.UTF8.GetBytes(string.Concat(
        Modules.OrderBy(m => m.Id, StringComparer.Ordinal).Select(m => $"{m.Id} {m.Version} {m.Sha256} {(m.Active ? "active" : "disabled")}\n"))));
}
