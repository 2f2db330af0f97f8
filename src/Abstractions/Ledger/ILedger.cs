using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Registry;

namespace Coordination.Ledger;

/// <summary>The one way to write and read what happened. Grains see this, never SQL.</summary>
[PlatformOnly]
public interface ILedger
{
    /// <summary>
    /// Appends to a stream. Completes when the entries are durable, or when it is known that they are not.
    /// Appends of one stream are settled in the order in which they were handed in. Never throws for a business
    /// or storage reason: see <see cref="AppendStatus"/>. After hand-in it cannot be cancelled.
    /// </summary>
    Task<AppendResult> AppendAsync(Append append);

    /// <summary>
    /// Appends to several streams, each once, in one transaction: all of them or none. The worst of their outcomes is that
    /// of all: a conflict of one leaves every stream as it was.
    /// </summary>
    /// <param name="appends">From 1 to 256, of different streams.</param>
    Task<AppendResult> AppendTogetherAsync(ImmutableArray<Append> appends);

    /// <summary>Reads up to <paramref name="limit"/> entries of a stream after a version, oldest first.</summary>
    /// <exception cref="LedgerUnavailableException">The store is away.</exception>
    Task<ImmutableArray<LedgerEntry>> LoadAsync(string stream, int afterVersion, int limit, CancellationToken cancellationToken);
}

/// <summary>A wish to append.</summary>
/// <param name="Stream">The aggregate's name, for example <c>tasks/t…</c>.</param>
/// <param name="ExpectedVersion">The version on which the decision was made; 0 for a new stream.</param>
/// <param name="Entries">At least one.</param>
/// <param name="Registry">The resource's new index row; null when nothing of it changed.</param>
/// <param name="Due">The due work that changed; null when none did.</param>
/// <param name="Facts">The facts that changed; null when none did.</param>
public sealed record Append(
    string Stream,
    int ExpectedVersion,
    ImmutableArray<NewEntry> Entries,
    RegistryChange? Registry,
    DueChange? Due,
    FactChange? Facts = null);

/// <summary>One event to append.</summary>
/// <param name="Type">The event's stable name, for example <c>task.assigned</c>.</param>
/// <param name="Data">JSON in UTF-8.</param>
/// <param name="RequestId">Empty when the platform acted.</param>
/// <param name="CommandHash">The first 8 bytes of a SHA-256 over the command; 0 when the platform acted.</param>
/// <param name="Agency">The actor's agency id; empty when the platform acted.</param>
/// <param name="Subject">The actor's subject, an opaque identifier.</param>
/// <param name="At">UTC, stored to the microsecond.</param>
public sealed record NewEntry(
    string Type,
    ReadOnlyMemory<byte> Data,
    Guid RequestId,
    long CommandHash,
    string Agency,
    string Subject,
    DateTimeOffset At);

/// <summary>One event as stored.</summary>
public sealed record LedgerEntry(
    long Position,
    string Stream,
    int Version,
    string Type,
    ReadOnlyMemory<byte> Data,
    Guid RequestId,
    long CommandHash,
    string Agency,
    string Subject,
    DateTimeOffset At);

public enum AppendStatus
{
    /// <summary>Durable.</summary>
    Appended,

    /// <summary>The stream is at another version; nothing was written.</summary>
    Conflict,

    /// <summary>This append cannot be stored (its content, not the store, is the reason); nothing was written.</summary>
    Rejected,

    /// <summary>The queue is full; nothing was written.</summary>
    Busy,

    /// <summary>The store is away; nothing was written.</summary>
    Unavailable,

    /// <summary>The connection broke during the commit and the store could not be asked yet.</summary>
    Unknown,
}

/// <param name="FirstPosition">The position of the first entry when <see cref="AppendStatus.Appended"/>, else 0.</param>
public readonly record struct AppendResult(AppendStatus Status, long FirstPosition = 0);

/// <summary>The store could not be reached.</summary>
public sealed class LedgerUnavailableException : Exception
{
    public LedgerUnavailableException() { }

    public LedgerUnavailableException(string message) : base(message) { }

    public LedgerUnavailableException(string message, Exception innerException) : base(message, innerException) { }
}
