using System.Collections.Immutable;
using System.Diagnostics;
using Coordination.Aggregates;
using Coordination.Directory;
using Coordination.Localization;
using Coordination.Names;

namespace Coordination.Silo.Directory;

/// <summary>A committee as its events say.</summary>
/// <param name="Name">Null before the first event.</param>
/// <param name="Memberships">In the order in which they were registered.</param>
public sealed record CommitteeState(
    CommitteeName? Name, LocalizedText DisplayName, ImmutableArray<MembershipView> Memberships, string PackMark)
    : IAggregateState<CommitteeState, CommitteeEvent>
{
    public static readonly CommitteeState Initial = new(null, LocalizedText.Empty, [], "");

    public CommitteeState Apply(CommitteeEvent happened, EventStamp stamp) => happened switch
    {
        CommitteeCreated e => this with { Name = e.Committee, DisplayName = e.DisplayName },
        CommitteeRenamed e => this with { DisplayName = e.DisplayName },
        MembershipAdded e => this with { Memberships = Memberships.Add(new MembershipView(e.Agency, e.Role, e.ValidFrom, e.ValidUntil)) },
        MembershipEnded e => this with
        {
            Memberships = [.. Memberships.Select(m => m.Agency == e.Agency && m.ValidUntil is null ? m with { ValidUntil = e.ValidUntil } : m)],
        },
        CommitteePackApplied e => this with { PackMark = e.Mark },
        _ => throw new UnreachableException(happened?.GetType().Name),
    };

    /// <summary>The membership of an agency that has no end yet.</summary>
    public MembershipView? OpenOf(AgencyName agency) => Memberships.FirstOrDefault(m => m.Agency == agency && m.ValidUntil is null);
}
