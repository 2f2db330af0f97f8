using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Ledger;

/// <summary>Following the ledger on behalf of a caller: only what it may see. A stateless worker; its key is 0.</summary>
public interface IFeedGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// What the caller may see after a position. Waits up to <paramref name="wait"/> (at most 5 s) when there is
    /// nothing new. Rights are looked up anew in each call. Refused: LEDGER_UNAVAILABLE.
    /// </summary>
    [ReadOnly]
    Task<Outcome<FeedPage>> ReadAsync(Principal principal, FeedFilter filter, long after, int limit, TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>The newest position.</summary>
    [ReadOnly]
    Task<Outcome<long>> HeadAsync(CancellationToken cancellationToken);
}

/// <param name="Kinds">Kinds of resources; empty: all.</param>
/// <param name="Resource">One resource; null: all.</param>
[GenerateSerializer, Immutable]
public sealed record FeedFilter(ImmutableArray<string> Kinds, string? Resource);

/// <param name="ScannedTo">Continue after this position.</param>
[GenerateSerializer, Immutable]
public sealed record FeedPage(ImmutableArray<FeedEvent> Events, long ScannedTo);

/// <param name="Actor">The name of the agency that acted, "agencies/mlsw"; null when the platform did.</param>
/// <param name="Data">The event's content, JSON in UTF-8.</param>
[GenerateSerializer, Immutable]
public sealed record FeedEvent(
    long Position, string Resource, int Version, string Type, DateTimeOffset At, string? Actor, Guid RequestId, ImmutableArray<byte> Data);
