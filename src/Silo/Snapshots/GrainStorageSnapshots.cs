using Coordination.Sdk.Grains;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Coordination.Silo.Snapshots;

/// <summary>Snapshots in grain storage (AdoNet). What is lost there is folded again from the ledger.</summary>
internal sealed partial class GrainStorageSnapshots(
    [FromKeyedServices(GrainStorageSnapshots.Provider)] IGrainStorage storage, ILogger<GrainStorageSnapshots> logger) : ISnapshots
{
    public const string Provider = "snapshots";
    private const string StateName = "snapshot";
    private static readonly GrainType Type = GrainType.Create("snapshot");

    public async Task<Snapshot?> ReadAsync(string stream)
    {
        try
        {
            var state = await LoadAsync(stream);
            return state is { RecordExists: true, State: { State.Length: > 0 } stored } ? stored.ToSnapshot() : null;
        }
#pragma warning disable CA1031 // A snapshot that cannot be read is none.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogNotRead(logger, stream, fault.GetType().Name);
            return null;
        }
    }

    public async Task WriteAsync(string stream, Snapshot snapshot)
    {
        try
        {
            var state = await LoadAsync(stream);
            if (state is { RecordExists: true, State: { } stored } && stored.Version >= snapshot.Version)
                return;
            state.State = StoredSnapshot.Of(snapshot);
            await storage.WriteStateAsync(StateName, Id(stream), state);
        }
#pragma warning disable CA1031 // Losing a snapshot costs time, nothing else.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogNotWritten(logger, stream, fault.GetType().Name);
        }
    }

    private async Task<GrainState<StoredSnapshot>> LoadAsync(string stream)
    {
        var state = new GrainState<StoredSnapshot>(new StoredSnapshot());
        await storage.ReadStateAsync(StateName, Id(stream), state);
        state.State ??= new StoredSnapshot();
        return state;
    }

    private static GrainId Id(string stream) => GrainId.Create(Type, stream);

    [LoggerMessage(EventId = 2201, Level = LogLevel.Information, Message = "The snapshot of {Stream} was not read ({Fault}); folding from the ledger")]
    private static partial void LogNotRead(ILogger logger, string stream, string fault);

    [LoggerMessage(EventId = 2202, Level = LogLevel.Information, Message = "The snapshot of {Stream} was not written ({Fault})")]
    private static partial void LogNotWritten(ILogger logger, string stream, string fault);
}

/// <summary>A snapshot as grain state.</summary>
internal sealed class StoredSnapshot
{
    public int Version { get; set; }

    public DateTimeOffset At { get; set; }

    public byte[] State { get; set; } = [];

    public byte[] Requests { get; set; } = [];

    public static StoredSnapshot Of(Snapshot snapshot) =>
        new() { Version = snapshot.Version, At = snapshot.At, State = snapshot.State, Requests = snapshot.Requests };

    public Snapshot ToSnapshot() => new(Version, At, State, Requests);
}
