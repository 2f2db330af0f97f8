using System.Collections.Immutable;
using Coordination.Cases;
using Coordination.Information;
using Coordination.Ledger;
using Coordination.Outcomes;

namespace Coordination.Silo.Cases;

/// <summary>The rules of the vault. In documented precedence order; the first refusal wins.</summary>
internal static class IdentityRules
{
    public const string LinkKind = "link";
    public const string LapseKind = "lapse";
    public const string EraseKind = "erase";

    public static readonly TimeSpan ApprovalWithin = TimeSpan.FromHours(24);

    /// <summary>Judged before anything is sealed.</summary>
    public static Refusal? RefuseStore(IdentityState state, StoreIdentity command, CaseStanding standing) =>
        command.Fields.IsEmpty || command.Fields.Any(f => !IdentityFields.All.Contains(f.Field, StringComparer.Ordinal))
            || command.Fields.Select(f => f.Field).Distinct(StringComparer.Ordinal).Count() != command.Fields.Length ? CaseRefusals.IdentityFieldUnknown
        : command.Fields.Any(f => f.Field == IdentityFields.BirthDate && !CaseRules.IsDate(f.Value.Value)) ? CaseRefusals.BirthDateInvalid
        : standing.RetentionEnded ? CaseRefusals.RetentionEnded
        : standing.Stage is CaseStage.Closed ? CaseRefusals.CaseClosed
        : standing.Find(command.Person) is null ? CaseRefusals.PersonUnknown
        : state.Stage is IdentityStage.Erasing or IdentityStage.Erased ? CaseRefusals.IdentityErased
        : null;

    /// <param name="storedVersion">Of the state from which the keys and the blind index were made.</param>
    public static Decision<IdentityEvent> Store(IdentityState state, IdentityStored stored, int storedVersion) =>
        state.Stage is IdentityStage.Erasing or IdentityStage.Erased ? CaseRefusals.IdentityErased
        : state.StoredVersion != storedVersion ? CommonRefusals.ConcurrentChange
        : stored;

    public static Decision<IdentityEvent> ProposeErasure(IdentityState state, ProposeIdentityErasure command, CaseStanding standing) =>
        state.Stage is not IdentityStage.Kept ? CaseRefusals.IdentityErased
        : standing.HasLegalHold ? CaseRefusals.LegalHold
        : new IdentityErasureProposed(Person.Of(command.Context.Principal), command.Reason);

    public static Decision<IdentityEvent> ApproveErasure(IdentityState state, ApproveIdentityErasure command, CaseStanding standing, DateTimeOffset now) =>
        state.Stage is not IdentityStage.Kept ? CaseRefusals.IdentityErased
        : standing.HasLegalHold ? CaseRefusals.LegalHold
        : state.Proposal is not { } proposal || now >= proposal.At + ApprovalWithin ? CaseRefusals.NothingToApprove
        : proposal.Proposer == Person.Of(command.Context.Principal) ? CaseRefusals.SelfApproval
        : new IdentityErasing("approved", Person.Of(command.Context.Principal));

    public static Decision<IdentityEvent> Erase(IdentityState state, string cause) =>
        state.Stage is IdentityStage.Kept ? new IdentityErasing(cause, null) : Decision<IdentityEvent>.Nothing;

    public static Decision<IdentityEvent> DueBy(IdentityState state, string kind, DateTimeOffset now) =>
        kind == LapseKind && state.Proposal is { } proposal && proposal.At + ApprovalWithin <= now
            ? new IdentityErasureLapsed()
            : Decision<IdentityEvent>.Nothing;

    public static ImmutableArray<DueRow> Due(IdentityState state, DateTimeOffset at)
    {
        var due = ImmutableArray.CreateBuilder<DueRow>(3);
        if (state.Stage is IdentityStage.Erasing)
            due.Add(new DueRow(EraseKind, at));
        if (state.StoredVersion > state.LinkedVersion)
            due.Add(new DueRow(LinkKind, at));
        if (state.Proposal is { } proposal)
            due.Add(new DueRow(LapseKind, proposal.At + ApprovalWithin));
        return due.DrainToImmutable();
    }
}
