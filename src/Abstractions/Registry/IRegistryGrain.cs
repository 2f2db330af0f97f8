using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Registry;

/// <summary>Lists and counts of every noun, for whom they are made. A stateless worker; its key is 0.</summary>
public interface IRegistryGrain : IGrainWithIntegerKey
{
    /// <summary>One page. Refused: PERMISSION_DENIED, PAGE_TOKEN_INVALID, LEDGER_UNAVAILABLE.</summary>
    /// <param name="permission">The noun's list permission: holders with <see cref="Relation.None"/> see everything.</param>
    [ReadOnly]
    Task<Outcome<RegistryList>> ListAsync(Principal principal, string permission, RegistryQuery query, string? pageToken, CancellationToken cancellationToken);

    /// <summary>Counts per agency; a caller without sight of everything gets its own agency's row only.</summary>
    [ReadOnly]
    Task<Outcome<ImmutableArray<PartySummary>>> SummarizeAsync(
        Principal principal, string permission, string kind, ImmutableArray<string> roles, string? agency, CancellationToken cancellationToken);

    /// <summary>Counts by pairs of agencies; a caller without sight of everything gets pairs of which its agency is one.</summary>
    [ReadOnly]
    Task<Outcome<ImmutableArray<PairCount>>> CountPairsAsync(Principal principal, string permission, PairQuery query, CancellationToken cancellationToken);
}

/// <param name="NextPageToken">Empty at the end.</param>
/// <param name="AsOf">The platform's time, against which overdue is to be judged.</param>
[GenerateSerializer, Immutable]
public sealed record RegistryList(ImmutableArray<RegistryHit> Hits, string NextPageToken, DateTimeOffset AsOf);
