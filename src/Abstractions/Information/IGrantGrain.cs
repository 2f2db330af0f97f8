using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Information;

/// <summary>One disclosure grant. Its key is its name, <c>grants/…</c>.</summary>
public interface IGrantGrain : IAggregateGrain
{
    /// <summary>
    /// Refused: NOT_FOUND of what it names, AGENCY_UNKNOWN, AGENCY_NOT_IN_FORCE, REQUEST_NOT_ANSWERABLE, then as
    /// <c>GrantScope</c> says (docs/reference/grants.md).
    /// </summary>
    Task<Outcome<GrantView>> ProposeAsync(ProposeGrant command, CancellationToken cancellationToken);

    /// <summary>Refused: TRANSITION_NOT_ALLOWED, CONTENT_CHANGED, SELF_APPROVAL.</summary>
    Task<Outcome<GrantView>> ApproveAsync(ApproveGrant command, CancellationToken cancellationToken);

    /// <summary>Refused: TRANSITION_NOT_ALLOWED, UNTIL_PASSED, APPROVAL_REQUIRED.</summary>
    Task<Outcome<GrantView>> ActivateAsync(ActivateGrant command, CancellationToken cancellationToken);

    /// <summary>Refused: TRANSITION_NOT_ALLOWED.</summary>
    Task<Outcome<GrantView>> SuspendAsync(SuspendGrant command, CancellationToken cancellationToken);

    /// <summary>Refused: TRANSITION_NOT_ALLOWED, UNTIL_PASSED.</summary>
    Task<Outcome<GrantView>> ResumeAsync(ResumeGrant command, CancellationToken cancellationToken);

    /// <summary>Refused: TRANSITION_NOT_ALLOWED when it has ended.</summary>
    Task<Outcome<GrantView>> RevokeAsync(RevokeGrant command, CancellationToken cancellationToken);

    [ReadOnly]
    Task<Outcome<GrantView>> GetAsync(Principal principal, CancellationToken cancellationToken);

    /// <summary>What happened, oldest first. For an auditor without its content.</summary>
    [ReadOnly]
    Task<Outcome<HistoryPage>> HistoryAsync(Principal principal, int afterVersion, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Returns granted fields after the entry that says who read them is durable. Refused as <c>DisclosurePolicy</c> says
    /// (docs/reference/grants.md), then PROVIDER_AWAY, PROVIDER_BUSY, KEY_STORE_UNAVAILABLE, the ledger's, REQUEST_ID_REUSED.
    /// </summary>
    Task<Outcome<GrantedFields>> ReadAsync(ReadGranted command, CancellationToken cancellationToken);

    /// <summary>The grant above ended. By its grain only; a repeat does nothing.</summary>
    Task<Refusal?> ParentEndedAsync();

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
