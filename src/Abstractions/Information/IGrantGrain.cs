using System.Collections.Immutable;
using Coordination.Aggregates;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Information;

/// <summary>One disclosure grant. Its key is its name, <c>grants/…</c>.</summary>
public interface IGrantGrain : IAggregateGrain
{
    /// <summary>
    /// This grant and those above it, the root (the owner's own) first, as they are now. For other grains: no right is
    /// asked. Refused: NOT_FOUND, LEDGER_UNAVAILABLE.
    /// </summary>
    [ReadOnly]
    Task<Outcome<ImmutableArray<GrantLink>>> ChainAsync();

    /// <summary>
    /// Makes and activates a grant under a standing agreement, by the platform. A repeat with the same terms does
    /// nothing. Refused: GRANT_EXISTS for other terms, and what ProposeGrant is refused for.
    /// </summary>
    Task<Outcome<GrantLink>> GrantByRuleAsync(GrantTerms terms, CancellationToken cancellationToken);
}
