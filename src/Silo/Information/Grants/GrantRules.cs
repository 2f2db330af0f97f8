using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Coordination.Information;
using Coordination.Ledger;
using Coordination.Outcomes;

namespace Coordination.Silo.Information.Grants;

/// <summary>What other grains said before a grant is proposed.</summary>
/// <param name="Parents">The grant that is passed on and those above it; empty for the owner's own.</param>
internal sealed record GrantSurroundings(RecordFacts Record, ImmutableArray<GrantLink> Parents, RequestFacts? Request);

/// <summary>The rules of grants, in documented precedence order; the first refusal wins.</summary>
internal static class GrantRules
{
    public const string ExpireKind = "expire";
    public const string LapseKind = "lapse";
    public const string ChildrenKind = "children";

    /// <summary>How long an approval waits to be used (docs/operating/access.md, four eyes).</summary>
    public static readonly TimeSpan ActivateWithin = TimeSpan.FromHours(24);

    /// <summary>What a command means with what its sources say.</summary>
    public static GrantTerms Terms(ProposeGrant command, GrantSurroundings around) => new(
        command.Context.Principal.Agency,
        command.Recipient,
        around.Record.Record,
        command.Parent,
        [.. command.Fields.Distinct().Order(StringComparer.Ordinal)],
        command.Purpose,
        command.LegalBasis,
        command.Handling ?? GrantScope.DefaultHandling(around.Parents, around.Record),
        command.SourceReliability,
        command.InformationReliability,
        command.OnwardDepth,
        command.Until,
        [.. command.Officers.Distinct().Order(StringComparer.Ordinal)],
        command.Request,
        command.Question,
        null);

    public static Decision<GrantEvent> Propose(
        GrantState state, GrantTerms terms, Person? proposer, GrantSurroundings around, InformationPolicy policy, DateTimeOffset now)
    {
        if (state.Proposal is not null)
            return GrantRefusals.GrantExists;
        if (terms.Request is not null && !Answers(terms, around.Request))
            return GrantRefusals.RequestNotAnswerable;
        if (around.Record.TypeRetired)
            return RecordRefusals.RecordTypeRetired;
        if (GrantScope.Refuse(terms, around.Parents, around.Record, policy, now) is { } refusal)
            return refusal;

        var (record, needs) = (around.Record, terms.Agreement is null && GrantScope.NeedsApproval(terms, around.Record, policy));
        return new GrantProposed(terms, record.Owner, record.Type, record.Subject, needs, HashOf(terms), proposer);
    }

    public static Decision<GrantEvent> Approve(GrantState state, ApproveGrant command) =>
        state.Stage is not GrantStage.Proposed ? InformationRefusals.TransitionNotAllowed
        : !string.Equals(state.Proposal!.ContentHash, command.ContentHash, StringComparison.Ordinal) ? InformationRefusals.ContentChanged
        : state.Proposal.Proposer == Person.Of(command.Context.Principal) ? InformationRefusals.SelfApproval
        : new GrantApproved(command.ContentHash, Person.Of(command.Context.Principal));

    public static Decision<GrantEvent> Activate(GrantState state, DateTimeOffset now) =>
        state.Stage is not (GrantStage.Proposed or GrantStage.Approved) ? InformationRefusals.TransitionNotAllowed
        : state.Terms.Until <= now ? GrantRefusals.UntilPassed
        : state.Proposal!.NeedsApproval && !(state.ApprovedAt is { } at && now < at + ActivateWithin) ? GrantRefusals.ApprovalRequired
        : new GrantActivated();

    public static Decision<GrantEvent> Suspend(GrantState state, SuspendGrant command) =>
        state.Stage is GrantStage.Active ? new GrantSuspended(command.Reason) : InformationRefusals.TransitionNotAllowed;

    public static Decision<GrantEvent> Resume(GrantState state, DateTimeOffset now) =>
        state.Stage is not GrantStage.Suspended ? InformationRefusals.TransitionNotAllowed
        : state.Terms.Until <= now ? GrantRefusals.UntilPassed
        : new GrantResumed();

    public static Decision<GrantEvent> Revoke(GrantState state, RevokeGrant command) =>
        state.HasEnded ? InformationRefusals.TransitionNotAllowed : new GrantRevoked(command.Reason);

    public static Decision<GrantEvent> EndWithParent(GrantState state) =>
        state.Proposal is null || state.HasEnded ? Decision<GrantEvent>.Nothing : new GrantParentEnded();

    public static Decision<GrantEvent> DueBy(GrantState state, string kind, DateTimeOffset now) => kind switch
    {
        ExpireKind when !state.HasEnded && state.Proposal is not null && state.Terms.Until <= now => new GrantExpired(),
        LapseKind when state.ApprovedAt is { } at && at + ActivateWithin <= now => new GrantApprovalLapsed(),
        _ => Decision<GrantEvent>.Nothing,
    };

    public static ImmutableArray<DueRow> Due(GrantState state)
    {
        if (state.HasEnded)
            return state.ToTell ? [new DueRow(ChildrenKind, state.UpdatedAt)] : [];

        var expire = new DueRow(ExpireKind, state.Terms.Until);
        return state.ApprovedAt is { } at ? [expire, new DueRow(LapseKind, at + ActivateWithin)] : [expire];
    }

    /// <summary>SHA-256 over the terms, hex: what an approval binds.</summary>
    public static string HashOf(GrantTerms terms) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(terms, GrantJson.Default.GrantTerms)));

    private static bool Answers(GrantTerms terms, RequestFacts? request) =>
        request is not null
        && request.Requester == terms.Recipient
        && request.Addressees.Contains(terms.Grantor)
        && terms.Question <= request.Questions
        && request.Stage is not (RequestStage.Draft or RequestStage.Withdrawn or RequestStage.Closed);
}
