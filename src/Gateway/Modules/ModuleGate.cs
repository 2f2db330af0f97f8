using System.Collections.Frozen;
using Coordination.Loading;

namespace Coordination.Modules;

/// <summary>
/// Whether the silos serve the module of a method. A gateway of its own has no store: that a module was disabled, or is not
/// active in the silos, it learns from them.
/// </summary>
/// <remarks>Until they answered for the first time, methods of modules are refused.</remarks>
internal sealed partial class ModuleGate(ModuleSet modules, IGrainFactory grains, TimeProvider time, ILogger<ModuleGate> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AtFirst = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StartWaits = TimeSpan.FromSeconds(5);

    private readonly FrozenDictionary<string, string> moduleOf = modules.All
        .Where(m => m.State is ModuleState.Active)
        .SelectMany(m => m.Services.Select(service => (service, m.Id)))
        .ToFrozenDictionary(s => s.service, s => s.Id, StringComparer.Ordinal);

    private volatile FrozenSet<string>? active;

    /// <summary>What the silos say of their modules; null until they said something.</summary>
    public ModuleSetView? Seen { get; private set; }

    /// <summary>The module of a method when the silos do not serve it; null: the method may be called.</summary>
    /// <param name="method">Its full name, <c>/coordination.training.v1.TrainingService/GetCourse</c>.</param>
    public string? Shut(string method)
    {
        var slash = method.LastIndexOf('/');
        return slash > 0 && moduleOf.TryGetValue(method[1..slash], out var module) && active?.Contains(module) is not true ? module : null;
    }

    /// <summary>Asks once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var seen = await grains.Modules().SetAsync().WaitAsync(cancellationToken);
            var now = seen.Modules.Where(m => m.State is ModuleState.Active).Select(m => m.Id).ToFrozenSet(StringComparer.Ordinal);
            if (active is null || !active.SetEquals(now))
                LogChanged(logger, now.Count, string.Join(", ", moduleOf.Values.Distinct(StringComparer.Ordinal).Where(id => !now.Contains(id)).Order(StringComparer.Ordinal)));
            (Seen, active) = (seen, now);
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            LogNotKnown(logger, thrown.GetType().Name);
        }
    }

    /// <summary>Asks before the ports open, so that no method is refused only because nobody was asked yet.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(StartWaits);
        await LookAsync(bound.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await LookAsync(stoppingToken);
            await Task.Delay(active is null ? AtFirst : Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(EventId = GatewayEventIds.ModuleGateChanged, Level = LogLevel.Information, Message = "The silos serve {Count} modules; closed here: {Closed}")]
    private static partial void LogChanged(ILogger logger, int count, string closed);

    [LoggerMessage(EventId = GatewayEventIds.ModulesNotKnown, Level = LogLevel.Debug, Message = "The silos were not asked for their modules ({Fault}); what they said last holds")]
    private static partial void LogNotKnown(ILogger logger, string fault);
}
