using System.Diagnostics;
using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Names;

namespace Coordination.Silo.Information.Grants;

/// <summary>A grant as the fold of its events.</summary>
/// <param name="Proposal">Null before the first event.</param>
/// <param name="Activated">Whether it ever was: from then on its recipient knows of it.</param>
/// <param name="ApprovedAt">Set while the stage is approved.</param>
/// <param name="ToTell">It ended, and grants under it have yet to be told.</param>
internal sealed record GrantState(
    GrantProposed? Proposal,
    GrantStage Stage,
    bool Activated,
    DateTimeOffset? ApprovedAt,
    string? Reason,
    bool ToTell,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt) : IAggregateState<GrantState, GrantEvent>
{
    public const string ParentEndedReason = "parent_ended";
    public const string LapsedReason = "approval_lapsed";

    public static readonly GrantState Initial = new(null, default, false, null, null, false, default, default);

    /// <summary>What a grant that exists says.</summary>
    public GrantTerms Terms => (Proposal ?? throw new InvalidOperationException("The grant does not exist.")).Terms;

    public bool HasEnded => Stage is GrantStage.Expired or GrantStage.Revoked;

    public GrantState Apply(GrantEvent happened, EventStamp stamp) => happened switch
    {
        GrantProposed e => Initial with { Proposal = e, Stage = GrantStage.Proposed, CreatedAt = stamp.At, UpdatedAt = stamp.At },
        GrantApproved => this with { Stage = GrantStage.Approved, ApprovedAt = stamp.At, Reason = null, UpdatedAt = stamp.At },
        GrantApprovalLapsed => this with { Stage = GrantStage.Proposed, ApprovedAt = null, Reason = LapsedReason, UpdatedAt = stamp.At },
        GrantActivated => this with { Stage = GrantStage.Active, Activated = true, ApprovedAt = null, Reason = null, UpdatedAt = stamp.At },
        GrantSuspended e => this with { Stage = GrantStage.Suspended, Reason = e.Reason, UpdatedAt = stamp.At },
        GrantResumed => this with { Stage = GrantStage.Active, Reason = null, UpdatedAt = stamp.At },
        GrantRevoked e => End(GrantStage.Revoked, e.Reason, stamp),
        GrantParentEnded => End(GrantStage.Revoked, ParentEndedReason, stamp),
        GrantExpired => End(GrantStage.Expired, null, stamp),
        GrantChildrenTold => this with { ToTell = false },
        _ => throw new UnreachableException(happened?.GetType().Name),
    };

    public GrantView View(GrantName name, int version) => new(
        name, Terms, Stage, Proposal!.Owner, Proposal.RecordType, Proposal.NeedsApproval, Proposal.ContentHash, Reason, CreatedAt, UpdatedAt, version);

    private GrantState End(GrantStage stage, string? reason, EventStamp stamp) => this with
    {
        Stage = stage, ApprovedAt = null, Reason = reason, ToTell = Activated && Terms.OnwardDepth > 0, UpdatedAt = stamp.At,
    };
}
