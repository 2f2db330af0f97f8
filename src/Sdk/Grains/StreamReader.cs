using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json;
using Coordination.Aggregates;
using Coordination.Ledger;
using Coordination.Names;

namespace Coordination.Sdk.Grains;

/// <summary>A state and where it stands.</summary>
/// <param name="At">The time of the newest event.</param>
public readonly record struct Folded<TState>(TState State, int Version, DateTimeOffset At);

/// <summary>Who caused events.</summary>
internal readonly record struct Cause(Guid RequestId, long CommandHash, string Agency, string Subject)
{
    public static readonly Cause Platform = new(Guid.Empty, 0, "", "");
}

/// <summary>An event of a stream cannot be read: its bytes are damaged, or of a later version of the platform.</summary>
public sealed class StreamUnreadableException(int version, Exception innerException) : Exception("A stored event cannot be read.", innerException)
{
    public int Version { get; } = version;
}

/// <summary>Turns streams into states and events into entries, for one noun.</summary>
internal sealed class StreamReader<TState, TEvent>
    where TState : class, IAggregateState<TState, TEvent>
    where TEvent : class
{
    /// <summary>Entries read at once; a stream of at least so many asks for a snapshot.</summary>
    private const int Page = 256;

    private const int SnapshotEvery = 500;
    private const int MarkSize = 28;

    private static readonly ConcurrentDictionary<AggregateDefinition<TState, TEvent>, StreamReader<TState, TEvent>> Readers =
        new(ReferenceEqualityComparer.Instance);

    private readonly AggregateDefinition<TState, TEvent> definition;
    private readonly EventCodec<TEvent> codec;

    private StreamReader(AggregateDefinition<TState, TEvent> definition)
    {
        this.definition = definition;
        codec = new EventCodec<TEvent>(definition.EventType);
    }

    public static StreamReader<TState, TEvent> For(AggregateDefinition<TState, TEvent> definition) =>
        Readers.GetOrAdd(definition, static d => new StreamReader<TState, TEvent>(d));

    public async Task<(Folded<TState> Folded, RequestIndex Requests)> LoadAsync(ILedger ledger, ISnapshots snapshots, string stream)
    {
        var folded = new Folded<TState>(definition.Initial, 0, default);
        var requests = new RequestIndex();
        var page = await ledger.LoadAsync(stream, 0, Page, CancellationToken.None);
        if (page.Length == Page && definition.SnapshotType is not null && await snapshots.ReadAsync(stream) is { } snapshot && FromSnapshot(snapshot) is { } kept)
        {
            (folded, requests) = kept;
            page = await ledger.LoadAsync(stream, folded.Version, Page, CancellationToken.None);
        }

        while (!page.IsEmpty)
        {
            foreach (var entry in page)
            {
                folded = Apply(folded, entry);
                requests.Note(entry.RequestId, entry.CommandHash, entry.Version);
            }

            page = page.Length < Page ? [] : await ledger.LoadAsync(stream, folded.Version, Page, CancellationToken.None);
        }

        return (folded, requests);
    }

    /// <summary>The state as it was at a version.</summary>
    public async Task<Folded<TState>> FoldAsync(ILedger ledger, string stream, int version)
    {
        var folded = new Folded<TState>(definition.Initial, 0, default);
        while (folded.Version < version)
        {
            var page = await ledger.LoadAsync(stream, folded.Version, Math.Min(Page, version - folded.Version), CancellationToken.None);
            if (page.IsEmpty)
                throw new LedgerUnavailableException("The stream is shorter than it was.");
            foreach (var entry in page)
                folded = Apply(folded, entry);
        }

        return folded;
    }

    /// <summary>The state after new events, and the entries that say so.</summary>
    public (Folded<TState> After, ImmutableArray<NewEntry> Entries) Extend(Folded<TState> before, ImmutableArray<TEvent> events, DateTimeOffset now, Cause cause)
    {
        var entries = ImmutableArray.CreateBuilder<NewEntry>(events.Length);
        var (state, version, _) = before;
        AgencyName? actor = cause.Agency.Length == 0 ? null : new AgencyName(cause.Agency);
        foreach (var happened in events)
        {
            version++;
            state = state.Apply(happened, new EventStamp(version, now, actor, cause.RequestId));
            entries.Add(new NewEntry(codec.NameOf(happened), codec.Write(happened), cause.RequestId, cause.CommandHash, cause.Agency, cause.Subject, now));
        }

        return (new Folded<TState>(state, version, now), entries.MoveToImmutable());
    }

    public static HistoryPage History(ImmutableArray<LedgerEntry> entries, int limit)
    {
        var shown = entries.Length > limit ? entries[..limit] : entries;
        return new HistoryPage(
            [.. shown.Select(e => new HistoryEntry(
                e.Version, e.Type, e.At, e.Agency.Length == 0 ? null : new AgencyName(e.Agency), e.RequestId, ImmutableArray.Create(e.Data.Span)))],
            entries.Length > limit ? shown[^1].Version : null);
    }

#pragma warning disable CA1822 // It belongs to the noun's reader, as its siblings do.
    public bool IsSnapshotDue(int version, int events)
    {
        // A snapshot is as large as the requests that were answered: the longer the stream, the rarer it is taken, so
        // that what it costs a command stays the same. Between a tenth and a twentieth of the stream is read beyond it.
        var every = SnapshotEvery << BitOperations.Log2((uint)Math.Max(1, version / (SnapshotEvery * 10)));
        return version / every > (version - events) / every;
    }
#pragma warning restore CA1822

    public Snapshot ToSnapshot(Folded<TState> folded, RequestIndex requests)
    {
        var marks = requests.Marks;
        var bytes = new byte[marks.Length * MarkSize];
        var used = 0;
        foreach (var mark in marks)
        {
            if (mark.Version > folded.Version)
                continue; // Pending: it may yet fail.
            var slot = bytes.AsSpan(used, MarkSize);
            mark.RequestId.TryWriteBytes(slot, bigEndian: true, out _);
            BinaryPrimitives.WriteInt64BigEndian(slot[16..], mark.CommandHash);
            BinaryPrimitives.WriteInt32BigEndian(slot[24..], mark.Version);
            used += MarkSize;
        }

        return new Snapshot(folded.Version, folded.At, JsonSerializer.SerializeToUtf8Bytes(folded.State, definition.SnapshotType!), bytes[..used]);
    }

    private (Folded<TState>, RequestIndex)? FromSnapshot(Snapshot snapshot)
    {
        try
        {
            var state = JsonSerializer.Deserialize(snapshot.State, definition.SnapshotType!);
            if (state is null)
                return null;

            var requests = new RequestIndex();
            for (var rest = snapshot.Requests.AsSpan(); rest.Length >= MarkSize; rest = rest[MarkSize..])
            {
                requests.Note(
                    new Guid(rest[..16], bigEndian: true),
                    BinaryPrimitives.ReadInt64BigEndian(rest[16..]),
                    BinaryPrimitives.ReadInt32BigEndian(rest[24..]));
            }

            return (new Folded<TState>(state, snapshot.Version, snapshot.At), requests);
        }
        catch (JsonException)
        {
            return null; // Of an older shape: fold from the events.
        }
    }

    private Folded<TState> Apply(Folded<TState> folded, LedgerEntry entry)
    {
        try
        {
            var stamp = new EventStamp(entry.Version, entry.At, entry.Agency.Length == 0 ? null : new AgencyName(entry.Agency), entry.RequestId);
            return new Folded<TState>(folded.State.Apply(codec.Read(entry.Data.Span), stamp), entry.Version, entry.At);
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw new StreamUnreadableException(entry.Version, fault);
        }
    }
}
