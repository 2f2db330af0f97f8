using System.Collections.Immutable;
using Coordination.Information;
using Coordination.Ledger;
using Coordination.Outcomes;
using Coordination.Sealing;

namespace Coordination.Silo.Information.Subjects;

/// <summary>The rules of persons' data, in documented precedence order; the first refusal wins.</summary>
internal static class SubjectRules
{
    public const string RetentionKind = "retention";
    public const string LapseKind = "erasure-lapse";
    public const string EraseKind = "erase";

    /// <summary>How far ahead a retention date may lie.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(365.25 * 50);

    /// <summary>How long a proposal waits for its second person (docs/operating/access.md, four eyes).</summary>
    public static readonly TimeSpan ApprovalWithin = TimeSpan.FromHours(24);

    public static Decision<SubjectEvent> Register(SubjectState state, RegisterSubject command, DateTimeOffset now) =>
        state.Owner is not null ? CommonRefusals.RequestIdReused
        : command.RetainUntil <= now ? RecordRefusals.RetentionNotLater
        : command.RetainUntil > now + Longest ? RecordRefusals.RetentionTooLong
        : new SubjectRegistered(command.Context.Principal.Agency, command.Minor, command.RetainUntil);

    public static Decision<SubjectEvent> ExtendRetention(SubjectState state, ExtendRetention command, DateTimeOffset now) =>
        state.IsEnding ? SealingRefusals.SubjectErased
        : command.RetainUntil <= now || command.RetainUntil <= state.RetainUntil ? RecordRefusals.RetentionNotLater
        : command.RetainUntil > now + Longest ? RecordRefusals.RetentionTooLong
        : new RetentionExtended(command.RetainUntil, command.Reason);

    /// <summary>A hold ends a proposal that waits.</summary>
    public static Decision<SubjectEvent> PlaceLegalHold(SubjectState state, PlaceLegalHold command) =>
        state.IsEnding ? SealingRefusals.SubjectErased
        : state.LegalHold is not null ? InformationRefusals.TransitionNotAllowed
        : new LegalHoldPlaced(command.Reason);

    public static Decision<SubjectEvent> LiftLegalHold(SubjectState state, LiftLegalHold command) =>
        state.IsEnding ? SealingRefusals.SubjectErased
        : state.LegalHold is null ? InformationRefusals.TransitionNotAllowed
        : new LegalHoldLifted(command.Reason);

    public static Decision<SubjectEvent> ProposeErasure(SubjectState state, ProposeErasure command) =>
        state.IsEnding ? SealingRefusals.SubjectErased
        : state.LegalHold is not null ? RecordRefusals.LegalHold
        : state.Proposal is not null ? InformationRefusals.TransitionNotAllowed
        : new ErasureProposed(Person.Of(command.Context.Principal), command.Reason);

    public static Decision<SubjectEvent> ApproveErasure(SubjectState state, ApproveErasure command, DateTimeOffset now) =>
        state.IsEnding ? SealingRefusals.SubjectErased
        : state.LegalHold is not null ? RecordRefusals.LegalHold
        : state.Proposal is not { } proposal || now >= proposal.At + ApprovalWithin ? InformationRefusals.NothingToApprove
        : proposal.Proposer == Person.Of(command.Context.Principal) ? InformationRefusals.SelfApproval
        : new ErasureApproved(Person.Of(command.Context.Principal));

    /// <summary>What the platform does when something is due. Destroying the keys is no event: it follows, and is then recorded.</summary>
    public static Decision<SubjectEvent> DueBy(SubjectState state, string kind, DateTimeOffset now) => kind switch
    {
        RetentionKind when !state.IsEnding && state.LegalHold is null && state.RetainUntil <= now => new RetentionEnded(),
        LapseKind when state.Proposal is { } proposal && proposal.At + ApprovalWithin <= now => new ErasureLapsed(),
        _ => Decision<SubjectEvent>.Nothing,
    };

    public static ImmutableArray<DueRow> Due(SubjectState state, DateTimeOffset at)
    {
        if (state.Owner is null || state.Stage is SubjectStage.Erased)
            return [];
        if (state.Stage is SubjectStage.Erasing)
            return [new DueRow(EraseKind, at)];

        var due = ImmutableArray.CreateBuilder<DueRow>(2);
        if (state.LegalHold is null)
            due.Add(new DueRow(RetentionKind, state.RetainUntil));
        if (state.Proposal is { } proposal)
            due.Add(new DueRow(LapseKind, proposal.At + ApprovalWithin));
        return due.DrainToImmutable();
    }
}
