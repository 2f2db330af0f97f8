using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Directory;

/// <summary>A committee and its dated memberships. Its key is its name, <c>committees/ncatip</c>.</summary>
public interface ICommitteeGrain : IAggregateGrain
{
    /// <summary>Refused: AGENCY_UNKNOWN, AGENCY_ENDED, VALIDITY_INVERTED, MEMBERSHIP_UNKNOWN, MEMBERSHIP_OVERLAPS, MEMBERSHIPS_FULL.</summary>
    Task<Outcome<CommitteeView>> SetMembershipAsync(SetMembership command, CancellationToken cancellationToken);

    /// <summary>Applies the country pack's entry once.</summary>
    Task<Outcome<CommitteeView>> ApplyPackAsync(ApplyCommitteePack command, CancellationToken cancellationToken);

    [ReadOnly]
    Task<Outcome<CommitteeView>> GetAsync(Principal principal, CancellationToken cancellationToken);
}

/// <summary>A committee as a reader gets it.</summary>
/// <param name="Mark">The hash of the pack's entry that was applied last; empty when none was.</param>
[GenerateSerializer, Immutable]
public sealed record CommitteeView(
    CommitteeName Name, LocalizedText DisplayName, ImmutableArray<MembershipView> Memberships, int Version, string Mark);

/// <param name="ValidFrom">Inclusive; null: always.</param>
/// <param name="ValidUntil">Exclusive; null: open.</param>
[GenerateSerializer, Immutable]
public sealed record MembershipView(AgencyName Agency, MembershipRole Role, DateTimeOffset? ValidFrom, DateTimeOffset? ValidUntil);
