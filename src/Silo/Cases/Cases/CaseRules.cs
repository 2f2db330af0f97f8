using System.Collections.Immutable;
using System.Globalization;
using Coordination.Cases;
using Coordination.Outcomes;

namespace Coordination.Silo.Cases;

/// <summary>The life of a case. In documented precedence order; the first refusal wins.</summary>
internal static class CaseRules
{
    public static Decision<CaseEvent> Open(CaseState state, OpenCase command, DateTimeOffset now, CaseInputs inputs)
    {
        if (state.Header is not null)
            return CommonRefusals.RequestIdReused; // The name follows from the request, and this is another one.

        var caller = command.Context.Principal;
        var unit = command.Unit ?? caller.Unit;
        if (caller.Unit is { } own && unit != own)
            return CommonRefusals.PermissionDenied; // Who is confined to a unit opens for that unit.
        if (inputs.RefuseUnit(unit, caller.Agency, now) is { } noUnit)
            return noUnit;
        if (command.Province.Length > 0 && inputs.Pack.FindProvince(command.Province) is null)
            return CaseRefusals.ProvinceUnknown;
        if (!IsDate(command.Source.Date))
            return CaseRefusals.ValueInvalid.On("source.date");
        if (command.CloseReason.Length > 0 && !inputs.Policy.MayCloseFor(command.CloseReason))
            return CaseRefusals.CloseReasonUnknown.On("close_reason");
        if (inputs.RefusePurpose(caller.Agency, command.Purpose, command.LegalBasis) is { } purpose)
            return purpose;
        if (RefuseRetention(command.RetainUntil, now, inputs) is { } retention)
            return retention;

        if (command.People.Length > CaseLimits.People)
            return CaseRefusals.TooMany.On("people");

        var people = ImmutableArray.CreateBuilder<NewPerson>(command.People.Length);
        foreach (var profile in command.People)
        {
            if (PersonRules.RefuseProfile(profile) is { } wrong)
                return wrong.On($"people[{people.Count}]");
            var person = PersonRules.New(people.Count + 1, profile, now, inputs.Policy);
            people.Add(command.CloseReason.Length == 0 ? person : person with { GuardianDue = null });
        }

        var opened = new CaseOpened(
            caller.Agency, unit, command.Reference, command.Province, command.Area, command.Handling, command.Source, command.Purpose,
            command.LegalBasis, command.Instruments, command.RetainUntil, people.DrainToImmutable());
        return command.CloseReason.Length == 0 ? opened : Decision<CaseEvent>.Happened(opened, new CaseClosed(command.CloseReason));
    }

    public static Decision<CaseEvent> Update(CaseState state, UpdateCase command, CaseInputs inputs) =>
        command is { Reference: null, Province: null, Area: null, Handling: null, Instruments: null } ? CaseRefusals.NothingToUpdate
        : RefuseClosed(state) is { } closed ? closed
        : command.Province is { Length: > 0 } province && inputs.Pack.FindProvince(province) is null ? CaseRefusals.ProvinceUnknown
        : command.Handling is { } handling && handling < state.Head.Handling ? CaseRefusals.LabelNotStricter
        : new CaseUpdated(command.Reference, command.Province, command.Area, command.Handling, command.Instruments);

    public static Decision<CaseEvent> Assess(CaseState state) =>
        state.Stage is CaseStage.Opened ? new CaseAssessed() : CaseRefusals.TransitionNotAllowed;

    public static Decision<CaseEvent> Activate(CaseState state) =>
        state.Stage is CaseStage.Assessed or CaseStage.FollowUp ? new CaseActivated() : CaseRefusals.TransitionNotAllowed;

    public static Decision<CaseEvent> FollowUp(CaseState state) =>
        state.Stage is CaseStage.Active ? new CaseFollowedUp() : CaseRefusals.TransitionNotAllowed;

    public static Decision<CaseEvent> Close(CaseState state, CloseCase command, CaseInputs inputs) =>
        !state.IsOpen ? CaseRefusals.TransitionNotAllowed
        : !inputs.Policy.MayCloseFor(command.Reason) ? CaseRefusals.CloseReasonUnknown
        : state.PendingTransfer is not null ? CaseRefusals.TransferPending
        : state.GuardianDue() is not null ? CaseRefusals.GuardianMissing
        : new CaseClosed(command.Reason);

    public static Decision<CaseEvent> Reopen(CaseState state, ReopenCase command, DateTimeOffset now, CaseInputs inputs) =>
        state.Stage is not CaseStage.Closed ? CaseRefusals.TransitionNotAllowed
        : state.RetentionEnded ? CaseRefusals.RetentionEnded
        : new CaseReopened(command.Reason, state.People.Any(PersonRules.LacksGuardian) ? now + inputs.Policy.GuardianWithin : null);

    public static Decision<CaseEvent> ExtendRetention(CaseState state, ExtendCaseRetention command, DateTimeOffset now, CaseInputs inputs) =>
        state.RetentionEnded ? CaseRefusals.RetentionEnded
        : command.RetainUntil <= state.Head.RetainUntil ? CaseRefusals.RetentionNotLater
        : RefuseRetention(command.RetainUntil, now, inputs) is { } no ? no
        : new CaseRetentionExtended(command.RetainUntil, command.Reason);

    public static Decision<CaseEvent> PlaceHold(CaseState state, PlaceCaseHold command) =>
        state.RetentionEnded ? CaseRefusals.RetentionEnded
        : state.LegalHold is not null ? CaseRefusals.HoldUnchanged
        : new CaseHoldPlaced(command.Reason);

    public static Decision<CaseEvent> LiftHold(CaseState state, LiftCaseHold command) =>
        state.LegalHold is null ? CaseRefusals.HoldUnchanged : new CaseHoldLifted(command.Reason);

    public static Decision<CaseEvent> Block(CaseState state, BlockOfficer command) =>
        state.Blocked.Any(b => CaseState.IsSame(b, command.Issuer, command.Subject)) ? Decision<CaseEvent>.Nothing
        : command.Issuer == command.Context.Principal.Issuer && command.Subject == command.Context.Principal.Subject ? CaseRefusals.OfficerIsSelf
        : state.Blocked.Length >= CaseLimits.Blocked ? CaseRefusals.TooMany.On("subject")
        : new OfficerBlocked(command.Issuer, command.Subject, command.Reason);

    public static Decision<CaseEvent> Unblock(CaseState state, UnblockOfficer command) =>
        state.Blocked.Any(b => CaseState.IsSame(b, command.Issuer, command.Subject))
            ? new OfficerUnblocked(command.Issuer, command.Subject, command.Reason)
            : CaseRefusals.OfficerNotBlocked;

    /// <summary>What the platform does by itself: the end of the retention.</summary>
    public static Decision<CaseEvent> RetentionDue(CaseState state, DateTimeOffset now) =>
        state is { Header: { } head, RetentionEnded: false, LegalHold: null } && head.RetainUntil <= now ? new CaseRetentionEnded() : Decision<CaseEvent>.Nothing;

    public static Refusal? RefuseClosed(CaseState state) => state.IsOpen ? null : CaseRefusals.CaseClosed;

    /// <summary>Whether a text is a date, as precise as it is, or empty.</summary>
    public static bool IsDate(string text) => text.Length == 0 || DayOf(text) is not null;

    /// <summary>The first day of a date of any precision; null when it is none.</summary>
    public static DateOnly? DayOf(string text)
    {
        var full = text.Length switch { 4 => text + "-01-01", 7 => text + "-01", _ => text };
        return DateOnly.TryParseExact(full, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year >= 1900 ? day : null;
    }

    private static Refusal? RefuseRetention(DateTimeOffset until, DateTimeOffset now, CaseInputs inputs) =>
        until <= now ? CaseRefusals.RetentionNotLater
        : until > now + inputs.Policy.LongestRetention ? CaseRefusals.RetentionTooLong
        : null;
}
