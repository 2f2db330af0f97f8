using System.Collections.Immutable;
using Coordination.Access;

namespace Coordination.Ledger;

/// <summary>A stream's due work that changed with its events.</summary>
/// <param name="Upserts">Kinds that are due at a new time.</param>
/// <param name="Removed">Kinds that are not due any more.</param>
public sealed record DueChange(ImmutableArray<DueRow> Upserts, ImmutableArray<string> Removed);

/// <summary>That something of this kind is due at this time. A stream has at most one row a kind.</summary>
public readonly record struct DueRow(string Kind, DateTimeOffset At);

/// <summary>One row that is due.</summary>
public readonly record struct DueItem(string Stream, string Kind, DateTimeOffset At);

/// <summary>Finding what is due.</summary>
[PlatformOnly]
public interface IDueWork
{
    /// <summary>Rows whose time has come, the oldest first, after a cursor.</summary>
    /// <exception cref="LedgerUnavailableException">The store is away.</exception>
    Task<ImmutableArray<DueItem>> ReadDueAsync(DateTimeOffset until, DueItem? after, int limit, CancellationToken cancellationToken);
}
