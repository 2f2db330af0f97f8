using Coordination.Loading;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coordination.Modules;

/// <summary>
/// Degraded when a module of this process or of the silos is not active, when silos hold different versions, or when this
/// process holds other modules than they. A module that a change disabled is as it should be, and named all the same.
/// </summary>
internal sealed class ModuleHealthCheck(ModuleSet modules, ModuleGate gate) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var told = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var module in modules.All.Select(m => m.View()).Concat(gate.Seen?.Modules ?? []).Where(m => m.State is not ModuleState.Active))
            told.TryAdd($"module {module.Id}", Word(module.State));
        var degraded = told.Values.Any(word => !word.Equals(Word(ModuleState.Disabled)));
        if (gate.Seen is { RollingUpgrade: true })
            degraded |= told.TryAdd("modules", "rolling upgrade");
        else if (gate.Seen is { } seen && Differs(seen))
            degraded |= told.TryAdd("modules", "other versions than in the silos");

        return Task.FromResult(degraded ? HealthCheckResult.Degraded("Some modules are not active.", data: told) : HealthCheckResult.Healthy(data: told));
    }

    /// <summary>Files count, states do not: only silos know what is disabled.</summary>
    private bool Differs(ModuleSetView silos) =>
        !Files(modules.All.Select(m => m.View())).SetEquals(Files(silos.Modules));

    private static HashSet<string> Files(IEnumerable<ModuleView> views) =>
        [.. views.Where(m => m.State is ModuleState.Active or ModuleState.Disabled).Select(m => m.Sha256)];

    private static string Word(ModuleState state) => state switch
    {
        ModuleState.Active => "active",
        ModuleState.Disabled => "disabled",
        ModuleState.Incompatible => "incompatible",
        ModuleState.Refused => "refused",
        _ => "faulted",
    };
}

/// <summary>Registers the gate.</summary>
internal static class ModuleGateExtensions
{
    public static void AddModuleGate(this IServiceCollection services)
    {
        services.AddSingleton<ModuleGate>().AddSingleton<ModuleGateInterceptor>();
        services.AddHostedService(provider => provider.GetRequiredService<ModuleGate>());
    }
}
