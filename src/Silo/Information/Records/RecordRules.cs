using System.Collections.Immutable;
using Coordination.Information;
using Coordination.Ledger;
using Coordination.Outcomes;
using Coordination.Sealing;
using Coordination.Silo.Information.Subjects;

namespace Coordination.Silo.Information.Records;

/// <summary>What other grains said before a record is offered or changed; null: there is no such thing.</summary>
internal readonly record struct RecordSurroundings(RecordTypeFacts? Type, SubjectFacts? Subject);

/// <summary>The rules of records, in documented precedence order; the first refusal wins.</summary>
internal static class RecordRules
{
    public const string LapseKind = "label-lapse";

    /// <summary>Whether a record may be offered; judged before anything is sealed.</summary>
    public static Refusal? RefuseOffer(OfferRecord command, RecordSurroundings around) =>
        command.Context.Principal.Unit is not null ? CommonRefusals.PermissionDenied
        : around.Type is not { } type ? InformationRefusals.RecordTypeUnknown
        : type.Owner != command.Context.Principal.Agency ? RecordRefusals.RecordTypeNotYours
        : type.Retired ? RecordRefusals.RecordTypeRetired
        : around.Subject is not { } subject || subject.Owner != type.Owner ? RecordRefusals.SubjectUnknown
        : subject.Stage is SubjectStage.Erasing or SubjectStage.Erased ? SealingRefusals.SubjectErased
        : RefuseValues(command.Values, type);

    public static Decision<RecordEvent> Offer(
        RecordState state, OfferRecord command, RecordTypeFacts type, string wrappedKey, SealedText reference, ImmutableArray<SealedField> values) =>
        state.Header is not null ? RecordRefusals.RecordExists
        : new RecordOffered(
            type.Owner, command.Type, command.Subject, wrappedKey, reference, [.. values.Where(v => v.Value is not null)], command.Handling ?? type.DefaultHandling);

    /// <summary>Whether values may be changed; judged before anything is sealed.</summary>
    public static Refusal? RefuseUpdate(RecordState state, UpdateRecord command, RecordSurroundings around) =>
        state.Stage is not RecordStage.Offered ? RecordRefusals.RecordEnded
        : around.Subject is not { Stage: SubjectStage.Held or SubjectStage.ErasureProposed } ? SealingRefusals.SubjectErased
        : around.Type is not { } type ? InformationRefusals.RecordTypeUnknown
        : RefuseValues([.. command.Values.Where(v => !v.Value.IsEmpty || !state.Values.ContainsKey(v.Field))], type); // What is there may go, whatever the type says now.

    public static Decision<RecordEvent> Update(RecordState state, ImmutableArray<SealedField> values)
    {
        if (state.Stage is not RecordStage.Offered)
            return RecordRefusals.RecordEnded;

        ImmutableArray<SealedField> changes = [.. values.Where(v => v.Value is not null || state.Values.ContainsKey(v.Field))];
        return changes.IsEmpty ? Decision<RecordEvent>.Nothing : new RecordUpdated(changes);
    }

    public static Decision<RecordEvent> Withdraw(RecordState state) =>
        state.Stage is RecordStage.Offered ? new RecordWithdrawn() : RecordRefusals.RecordEnded;

    public static Decision<RecordEvent> Raise(RecordState state, RaiseHandling command) =>
        state.Stage is not RecordStage.Offered ? RecordRefusals.RecordEnded
        : command.Handling <= state.Handling ? RecordRefusals.LabelNotStricter
        : new HandlingRaised(command.Handling);

    public static Decision<RecordEvent> ProposeLower(RecordState state, ProposeLowerHandling command) =>
        state.Stage is not RecordStage.Offered ? RecordRefusals.RecordEnded
        : command.Handling >= state.Handling ? RecordRefusals.LabelNotWider
        : new LowerHandlingProposed(command.Handling, command.Reason, Person.Of(command.Context.Principal));

    public static Decision<RecordEvent> ApproveLower(RecordState state, ApproveLowerHandling command, DateTimeOffset now) =>
        state.Stage is not RecordStage.Offered ? RecordRefusals.RecordEnded
        : state.Proposal is not { } proposal || now >= proposal.At + SubjectRules.ApprovalWithin ? InformationRefusals.NothingToApprove
        : proposal.Handling != command.Handling ? InformationRefusals.ContentChanged.On("handling")
        : proposal.Proposer == Person.Of(command.Context.Principal) ? InformationRefusals.SelfApproval
        : new HandlingLowered(proposal.Handling, Person.Of(command.Context.Principal));

    public static Decision<RecordEvent> Erase(RecordState state) =>
        state.Header is null || state.Stage is RecordStage.Erased ? Decision<RecordEvent>.Nothing : new RecordErased();

    public static Decision<RecordEvent> DueBy(RecordState state, DateTimeOffset now) =>
        state.Proposal is { } proposal && proposal.At + SubjectRules.ApprovalWithin <= now ? new LowerHandlingLapsed() : Decision<RecordEvent>.Nothing;

    public static ImmutableArray<DueRow> Due(RecordState state) =>
        state.Proposal is { } proposal ? [new DueRow(LapseKind, proposal.At + SubjectRules.ApprovalWithin)] : [];

    private static Refusal? RefuseValues(ImmutableArray<FieldInput> values, RecordTypeFacts type) =>
        values.IsEmpty ? null
        : type.HeldBy is HeldBy.Provider ? RecordRefusals.ValuesHeldByProvider
        : values.Select(v => v.Field).Distinct(StringComparer.Ordinal).Count() != values.Length ? RecordRefusals.FieldTwice.On("values")
        : values.FirstOrDefault(v => !type.Fields.Any(f => string.Equals(f.Id, v.Field, StringComparison.Ordinal))) is { } unknown
            ? InformationRefusals.FieldUnknown.On("values").With("field", unknown.Field)
            : null;
}
