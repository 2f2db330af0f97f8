using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Registry;

namespace Coordination.Ledger;

/// <summary>Following the whole ledger in its order.</summary>
[PlatformOnly]
public interface ILedgerFeed
{
    /// <summary>The newest position that is known here to be durable.</summary>
    long Head { get; }

    /// <summary>Completes as soon as <see cref="Head"/> exceeds a position, or after a time; never throws for either.</summary>
    Task WaitAsync(long after, TimeSpan atMost, CancellationToken cancellationToken);

    /// <summary>Reads up to <paramref name="limit"/> entries after a position, in order, without gaps.</summary>
    /// <exception cref="LedgerUnavailableException">The store is away.</exception>
    Task<ImmutableArray<LedgerEntry>> ReadAsync(long after, int limit, CancellationToken cancellationToken);

    /// <summary>The parties of resources, as they are now. A resource without a row is not in the answer.</summary>
    /// <exception cref="LedgerUnavailableException">The store is away.</exception>
    Task<IReadOnlyDictionary<string, RegistryAudience>> ReadAudiencesAsync(IReadOnlyCollection<string> resources, CancellationToken cancellationToken);
}

/// <summary>Who may know of a resource.</summary>
/// <param name="Handling">Its label.</param>
/// <param name="Parties">Its parties, former ones too.</param>
public sealed record RegistryAudience(int Handling, ImmutableArray<PartyRow> Parties)
{
    /// <summary>Officers who see nothing of it (<see cref="Access.OfficerKey"/>).</summary>
    public ImmutableArray<string> Blocked { get; init; } = [];
}
