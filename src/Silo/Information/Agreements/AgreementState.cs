using System.Collections.Immutable;
using System.Diagnostics;
using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Names;

namespace Coordination.Silo.Information.Agreements;

/// <param name="Proposal">Null before the first event.</param>
/// <param name="Approvals">In the order given.</param>
/// <param name="SuspendedBy">Sides whose suspension stands.</param>
/// <param name="ContentHash">Of the proposal's content, made once.</param>
internal sealed record AgreementState(
    AgreementProposed? Proposal,
    AgreementStage Stage,
    ImmutableArray<AgreementApproved> Approvals,
    ImmutableArray<AgencyName> SuspendedBy,
    string ContentHash,
    string Reason,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt) : IAggregateState<AgreementState, AgreementEvent>
{
    public static readonly AgreementState Initial = new(null, default, [], [], "", "", default, default);

    public AgreementContent Content => Proposal!.Content;

    public bool IsParty(AgencyName agency) => Proposal is not null && (agency == Content.Grantor || agency == Content.Recipient);

    /// <summary>Whether grants may rest on it at a time.</summary>
    public bool HoldsAt(DateTimeOffset time) => Stage is AgreementStage.InForce && time < Content.Until;

    /// <summary>How many approvals an agency has yet to give.</summary>
    public int Lacks(AgencyName agency) => Needs(agency) - Approvals.Count(a => a.Agency == agency);

    /// <summary>Whether two persons of the releasing side agreed to it.</summary>
    public bool IsFourEyed =>
        Approvals.Where(a => a.Agency == Content.Grantor).Select(a => a.ApprovedBy)
            .Concat(Proposal!.Proposer == Content.Grantor ? [Proposal.ProposedBy] : [])
            .Distinct().Skip(1).Any();

    public AgreementState Apply(AgreementEvent happened, EventStamp stamp)
    {
        var after = happened switch
        {
            AgreementProposed e => Initial with { Proposal = e, Stage = AgreementStage.Proposed, ContentHash = e.Content.Hash(), CreatedAt = stamp.At },
            AgreementApproved e => this with { Approvals = Approvals.Add(e) },
            AgreementCameIntoForce => this with { Stage = AgreementStage.InForce },
            AgreementSuspended e => this with { Stage = AgreementStage.Suspended, SuspendedBy = SuspendedBy.Add(e.Agency), Reason = e.Reason },
            AgreementResumed e => Resumed(SuspendedBy.Remove(e.Agency)),
            AgreementEnded e => this with { Stage = AgreementStage.Ended, Reason = e.Reason },
            AgreementExpired => this with { Stage = AgreementStage.Ended },
            _ => throw new UnreachableException(happened?.GetType().Name),
        };
        return after with { UpdatedAt = stamp.At };
    }

    public AgreementView View(StandingAgreementName name, int version) => new(
        name, Stage, Content, Proposal!.Proposer, Sorted(Approvals.Select(a => a.Agency)), Sorted(SuspendedBy), ContentHash, CreatedAt, UpdatedAt, Reason, version);

    private static ImmutableArray<AgencyName> Sorted(IEnumerable<AgencyName> agencies) => [.. agencies.Distinct().OrderBy(a => a.Id, StringComparer.Ordinal)];

    private AgreementState Resumed(ImmutableArray<AgencyName> left) => this with
    {
        SuspendedBy = left,
        Stage = left.IsEmpty ? AgreementStage.InForce : AgreementStage.Suspended,
        Reason = left.IsEmpty ? "" : Reason,
    };

    /// <summary>The side that did not propose agrees, and the releasing side always does: with two persons where the fields ask for them.</summary>
    private int Needs(AgencyName agency) =>
        Proposal is not { } proposal || !IsParty(agency) ? 0
        : agency != Content.Grantor ? (agency == proposal.Proposer ? 0 : 1)
        : agency != proposal.Proposer && proposal.FourEyes ? 2
        : 1;
}
