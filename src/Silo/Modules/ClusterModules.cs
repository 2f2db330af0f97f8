using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Coordination.Loading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Coordination.Silo.Modules;

/// <summary>That silos of several processes form a cluster.</summary>
internal sealed record Clustered;

/// <summary>
/// Keeps silos with different modules out of one cluster (docs/adr/0012-modules-are-checked-bytes.md). What a silo holds is
/// told by its name in the membership table, so that a silo and what it holds appear and disappear together.
/// </summary>
internal sealed partial class ClusterModules(ModuleSet modules, IServiceProvider services, TimeProvider time, ILogger<ClusterModules> logger)
    : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>After its row is in the table and storage is open, before it serves.</summary>
    private const int Stage = ServiceLifecycleStage.ApplicationServices + 5_000;

    private const string StateName = "modules";

    /// <summary>A silo that serves says so in the table every 5 seconds (SiloHosting).</summary>
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan JoiningTakes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private static readonly GrainType Type = GrainType.Create("moduleholdings");

    private long lookedAt;
    private bool? rolling;

    /// <summary>A name for a silo that tells what it holds.</summary>
    public static string NameFor(ModuleSet modules) => $"silo-{Guid.NewGuid():N}"[..13] + "-" + modules.Holdings.Fingerprint;

    public void Participate(ISiloLifecycle observer) => observer.Subscribe(nameof(ClusterModules), Stage, JoinAsync);

    /// <summary>Whether silos that serve hold others of the modules: while a cluster is upgraded one by one.</summary>
    public async Task<bool> IsRollingAsync()
    {
        if (services.GetService<Clustered>() is null)
            return false;
        if (rolling is { } known && time.GetElapsedTime(lookedAt) < Fresh)
            return known;

        try
        {
            var mine = modules.Holdings.Fingerprint;
            rolling = (await Table.ReadAllAsync(CancellationToken.None)).Members.Any(m => m.Item1.Status is SiloStatus.Active && FingerprintOf(m.Item1) != mine);
            lookedAt = time.GetTimestamp();
        }
#pragma warning disable CA1031 // The table is away: what was seen last is the best answer.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogNotSeen(logger, fault.GetType().Name);
        }

        return rolling ?? false;
    }

    private IMembershipTable Table => services.GetRequiredService<IMembershipTable>();

    private SiloAddress Self => services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    /// <exception cref="ModulesDifferException">A silo that serves holds other modules.</exception>
    private async Task JoinAsync(CancellationToken cancellationToken)
    {
        var mine = modules.Holdings;
        await KeepAsync(mine);
        var isRolling = false;
        foreach (var other in (await Table.ReadAllAsync(cancellationToken)).Members.Select(m => m.Item1).Where(IsPresent))
        {
            var comparison = ModuleComparison.Of(mine, await HoldingsOfAsync(other));
            isRolling |= comparison.Rolling;
            if (!comparison.Refused.IsEmpty && await LivesAsync(other, cancellationToken))
            {
                await LeaveAsync(cancellationToken);
                throw new ModulesDifferException(
                    $"This silo does not join the cluster, because every silo must hold the same modules: {string.Join("; ", comparison.Refused)}. "
                    + "Install the modules of the cluster here and start again.");
            }
        }

        if (isRolling)
            LogRolling(logger);
    }

    /// <summary>Takes its own row back, so that nobody waits for a silo that does not come.</summary>
    private async Task LeaveAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var table = await Table.ReadRowAsync(Self, cancellationToken);
            if (table.Members is not [var (own, etag), ..] || own.Status is SiloStatus.Dead)
                return;
            own.Status = SiloStatus.Dead;
            if (await Table.UpdateRowAsync(own, etag, table.Version.Next(), cancellationToken))
                return;
        }
    }

    private bool IsPresent(MembershipEntry entry) =>
        entry.SiloAddress != Self && entry.Status is SiloStatus.Created or SiloStatus.Joining or SiloStatus.Active;

    /// <summary>
    /// Whether a row of the table is of a silo that runs. After a crash its row stays for a while, and clocks may lie: only a
    /// row that changes, or comes from joining to serving, is a sign of life.
    /// </summary>
    private async Task<bool> LivesAsync(MembershipEntry seen, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        while (time.GetElapsedTime(begun) < SignOfLife)
        {
            await Task.Delay(BetweenLooks, time, cancellationToken);
            var now = (await Table.ReadRowAsync(seen.SiloAddress, cancellationToken)).Members.Select(m => m.Item1).FirstOrDefault();
            if (now is null || !IsPresent(now))
                return false;
            if (now.Status != seen.Status || now.IAmAliveTime != seen.IAmAliveTime)
                return true;
        }

        // One that still joins says nothing; two that join at once must not both get through.
        return seen.Status is not SiloStatus.Active && time.GetUtcNow().UtcDateTime - seen.StartTime < JoiningTakes;
    }

    /// <summary>Nothing, when its name does not tell: it was made before there were modules.</summary>
    private async Task<ModuleHoldings> HoldingsOfAsync(MembershipEntry silo)
    {
        if (FingerprintOf(silo) is not { } fingerprint)
            return new ModuleHoldings([]);
        if (fingerprint == modules.Holdings.Fingerprint)
            return modules.Holdings;

        var state = new GrainState<StoredHoldings>(new StoredHoldings());
        await Storage.ReadStateAsync(StateName, GrainId.Create(Type, fingerprint), state);
        return new ModuleHoldings([.. (state.State?.Modules ?? []).Select(m => new ModuleHolding(m.Id, m.Version, m.Sha256, m.Active))]);
    }

    /// <summary>Written under its own hash, so that it never changes and a second copy does no harm.</summary>
    private async Task KeepAsync(ModuleHoldings holdings)
    {
        var state = new GrainState<StoredHoldings>(new StoredHoldings());
        var id = GrainId.Create(Type, holdings.Fingerprint);
        await Storage.ReadStateAsync(StateName, id, state);
        if (state.RecordExists)
            return;

        state.State = new StoredHoldings { Modules = [.. holdings.Modules.Select(m => new StoredHolding { Id = m.Id, Version = m.Version, Sha256 = m.Sha256, Active = m.Active })] };
        try
        {
            await Storage.WriteStateAsync(StateName, id, state);
        }
        catch (InconsistentStateException)
        {
            // Another silo with the same modules wrote the same at the same moment.
        }
    }

    private IGrainStorage Storage => services.GetRequiredKeyedService<IGrainStorage>("Default");

    private static string? FingerprintOf(MembershipEntry silo) =>
        SiloName().Match(silo.SiloName ?? "") is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("^silo-[0-9a-f]{8}-([0-9a-f]{64})$")]
    private static partial Regex SiloName();

    [LoggerMessage(EventId = 2301, Level = LogLevel.Warning, Message = "This silo joins with higher versions, or other states, of the cluster's modules: a rolling upgrade")]
    private static partial void LogRolling(ILogger logger);

    [LoggerMessage(EventId = 2302, Level = LogLevel.Information, Message = "The membership table was not read ({Fault}); whether silos differ in their modules is not known")]
    private static partial void LogNotSeen(ILogger logger, string fault);
}

/// <summary>What a silo holds, as grain state.</summary>
internal sealed class StoredHoldings
{
    public ImmutableArray<StoredHolding> Modules { get; set; } = [];
}

internal sealed class StoredHolding
{
    public string Id { get; set; } = "";

    public string Version { get; set; } = "";

    public string Sha256 { get; set; } = "";

    public bool Active { get; set; }
}
