using System.Collections.Immutable;
using System.Text.Json;
using Coordination.Directory;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Microsoft.Extensions.Logging;

namespace Coordination.Silo.Directory;

/// <summary>
/// The silo's own copy of the directory. It is read from the registry once and then follows the ledger; what this
/// silo's grains commit is put in before their callers are answered.
/// </summary>
/// <remarks>
/// The copy is loaded before the silo becomes active, so a grain never decides on an empty one. A change is put in by
/// its version: one that is known already does nothing, so both ways of learning may overlap.
/// </remarks>
internal sealed partial class DirectoryView : IDirectory, ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private const int RegistryPage = 500;
    private const int FeedPage = 1_024;

    // Between reads of the feed: under load it hands over many entries at once instead of each alone.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(30);
    private static readonly Viewer Everything = new("platform", null, true);

    private readonly IRegistry registry;
    private readonly ILedger ledger;
    private readonly ILedgerFeed feed;
    private readonly TimeProvider time;
    private readonly ILogger<DirectoryView> logger;
    private readonly StreamFollower<AgencyState, AgencyEvent> agencyFollower;
    private readonly StreamFollower<UnitState, UnitEvent> unitFollower;
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private Snapshot snapshot = Snapshot.Empty;
    private Task following = Task.CompletedTask;

    public DirectoryView(
        IRegistry registry,
        ILedger ledger,
        ILedgerFeed feed,
        TimeProvider time,
        ILogger<DirectoryView> logger,
        AggregateDefinition<AgencyState, AgencyEvent> agencies,
        AggregateDefinition<UnitState, UnitEvent> units)
    {
        (this.registry, this.ledger, this.feed, this.time, this.logger) = (registry, ledger, feed, time, logger);
        agencyFollower = new StreamFollower<AgencyState, AgencyEvent>(agencies, state => state.Version);
        unitFollower = new StreamFollower<UnitState, UnitEvent>(units, state => state.Version);
    }

    public Task Ready => ready.Task;

    public ImmutableArray<AgencyEntry> Agencies => Volatile.Read(ref snapshot).Agencies.Sorted;

    public ImmutableArray<UnitEntry> Units => Volatile.Read(ref snapshot).Units.Sorted;

    public AgencyEntry? Find(AgencyName agency) => Volatile.Read(ref snapshot).Agencies.Find(agency.ToString())?.Entry;

    public UnitEntry? Find(UnitName unit) => Volatile.Read(ref snapshot).Units.Find(unit.ToString())?.Entry;

    /// <summary>Puts in a state that is durable, unless a newer one is known.</summary>
    public void Put(AgencyState state)
    {
        lock (gate)
        {
            var now = snapshot;
            if (state.Name is { } name && state.Version > (now.Agencies.Find(name.ToString())?.State.Version ?? 0))
                Volatile.Write(ref snapshot, now with { Agencies = now.Agencies.With(name.ToString(), state, state.ToEntry()) });
        }
    }

    /// <summary>Puts in a state that is durable, unless a newer one is known.</summary>
    public void Put(UnitState state)
    {
        lock (gate)
        {
            var now = snapshot;
            if (state.Name is { } name && state.Version > (now.Units.Find(name.ToString())?.State.Version ?? 0))
                Volatile.Write(ref snapshot, now with { Units = now.Units.With(name.ToString(), state, state.ToEntry()) });
        }
    }

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(DirectoryView), ServiceLifecycleStage.ApplicationServices, StartAsync, StopAsync);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        following = Task.Run(() => FollowAsync(stopping.Token), CancellationToken.None);
        // A store that is away must not keep the silo from starting for ever: Ready then says that the copy is not yet whole.
        await Task.WhenAny(ready.Task, Task.Delay(LongestStart, time, cancellationToken));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await following.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => stopping.Dispose();

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        long? position = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (position is not { } after)
                {
                    position = await LoadAsync(cancellationToken);
                    ready.TrySetResult();
                    continue;
                }

                await feed.WaitAsync(after, TimeSpan.FromSeconds(5), cancellationToken);
                var entries = await feed.ReadAsync(after, FeedPage, cancellationToken);
                foreach (var entry in entries)
                    await NoteAsync(entry, cancellationToken);
                if (!entries.IsEmpty)
                    position = entries[^1].Position;
                if (entries.Length < FeedPage)
                    await Task.Delay(Pause, time, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (LedgerUnavailableException)
            {
                LogAway(logger);
                await Task.Delay(RetryAfter, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Reads both kinds whole; returns the position from which the feed has to be followed.</summary>
    private async Task<long> LoadAsync(CancellationToken cancellationToken)
    {
        // The first question opens the store; only then is the head known. It is taken before the rows are read, so
        // that nothing falls between the two.
        await registry.QueryAsync(Everything, new RegistryQuery { Kind = DirectoryDefinitions.Agencies, PageSize = 1 }, null, cancellationToken);
        var head = feed.Head;

        var agencies = await ReadAsync(DirectoryDefinitions.Agencies, DirectoryJson.Default.AgencyState, cancellationToken);
        var units = await ReadAsync(DirectoryDefinitions.Units, DirectoryJson.Default.UnitState, cancellationToken);
        foreach (var agency in agencies)
            Put(agency);
        foreach (var unit in units)
            Put(unit);
        LogLoaded(logger, agencies.Count, units.Count);
        return head;
    }

    private async Task<List<T>> ReadAsync<T>(string kind, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var states = new List<T>();
        RegistryCursor? after = null;
        do
        {
            var page = await registry.QueryAsync(Everything, new RegistryQuery { Kind = kind, PageSize = RegistryPage }, after, cancellationToken);
            foreach (var hit in page.Hits)
            {
                try
                {
                    if (JsonSerializer.Deserialize(hit.View.AsSpan(), type) is { } state)
                        states.Add(state);
                }
                catch (JsonException)
                {
                    LogUnreadable(logger, hit.Name); // It stays unknown; the others are not affected.
                }
            }

            after = page.Next;
        }
        while (after is not null);
        return states;
    }

    private async Task NoteAsync(LedgerEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            if (entry.Stream.StartsWith("agencies/", StringComparison.Ordinal))
            {
                var known = Volatile.Read(ref snapshot).Agencies.Find(entry.Stream)?.State;
                if (await agencyFollower.NextAsync(ledger, known, entry, cancellationToken) is { } agency)
                    Put(agency);
            }
            else if (entry.Stream.StartsWith("units/", StringComparison.Ordinal))
            {
                var known = Volatile.Read(ref snapshot).Units.Find(entry.Stream)?.State;
                if (await unitFollower.NextAsync(ledger, known, entry, cancellationToken) is { } unit)
                    Put(unit);
            }
        }
        catch (JsonException)
        {
            LogUnreadable(logger, entry.Stream);
        }
    }

    private sealed record Snapshot(Register<AgencyState, AgencyEntry> Agencies, Register<UnitState, UnitEntry> Units)
    {
        public static readonly Snapshot Empty = new(Register<AgencyState, AgencyEntry>.Empty, Register<UnitState, UnitEntry>.Empty);
    }
}
