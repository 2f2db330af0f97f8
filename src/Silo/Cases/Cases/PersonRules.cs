using System.Globalization;
using Coordination.Cases;
using Coordination.Information;
using Coordination.Outcomes;

namespace Coordination.Silo.Cases;

/// <summary>The people of a case. In documented precedence order; the first refusal wins.</summary>
internal static class PersonRules
{
    public static Decision<CaseEvent> Add(CaseState state, AddPerson command, DateTimeOffset now, CaseInputs inputs) =>
        RefuseProfile(command.Profile) is { } wrong ? wrong.On("profile")
        : CaseRules.RefuseClosed(state) is { } closed ? closed
        : state.RetentionEnded ? CaseRefusals.RetentionEnded
        : state.People.Length >= CaseLimits.People ? CaseRefusals.TooMany.On("profile")
        : new PersonAdded(New(state.People.Length + 1, command.Profile, now, inputs.Policy));

    public static Decision<CaseEvent> Update(CaseState state, UpdatePerson command, DateTimeOffset now, CaseInputs inputs) =>
        RefuseProfile(command.Profile) is { } wrong ? wrong.On("profile")
        : CaseRules.RefuseClosed(state) is { } closed ? closed
        : state.FindPerson(command.Person) is not { } person ? CaseRefusals.PersonUnknown
        : ChangesSide(state, person, command.Profile.Role) ? CaseRefusals.VictimNotOffender.On("profile.role")
        : Decision<CaseEvent>.Happened(
        [
            new PersonUpdated(
                person.Id, command.Profile,
                person.Guardian is not null || !NeedsGuardian(command.Profile) ? null : person.GuardianDue ?? now + inputs.Policy.GuardianWithin),
            .. MayGuard(command.Profile) ? [] : Ended(state, person.Id, now, inputs),
        ]);

    public static Decision<CaseEvent> Withdraw(CaseState state, WithdrawPerson command, DateTimeOffset now, CaseInputs inputs) =>
        CaseRules.RefuseClosed(state) is { } closed ? closed
        : state.FindPerson(command.Person) is null ? CaseRefusals.PersonUnknown
        : Decision<CaseEvent>.Happened([new PersonWithdrawn(command.Person, command.Reason), .. Ended(state, command.Person, now, inputs)]);

    public static Decision<CaseEvent> DecideStatus(CaseState state, DecideVictimStatus command, CaseInputs inputs)
    {
        var caller = command.Context.Principal;
        if (command.Status is not (VictimStatus.Possible or VictimStatus.Actual or VictimStatus.NotVictim))
            return CaseRefusals.ValueInvalid.On("status");
        if (!inputs.Policy.StatusDeciders.Contains(caller.Agency) && !inputs.Policy.AppealDeciders.Contains(caller.Agency))
            return CaseRefusals.NotAStatusDecider;
        if (CaseRules.RefuseClosed(state) is { } closed)
            return closed;
        if (state.FindPerson(command.Person) is not { } person)
            return CaseRefusals.PersonUnknown;
        if (person.Profile.Role is not PersonRole.Victim)
            return CaseRefusals.NotAVictim;

        var decider = Person.Of(caller);
        if (!person.AppealPending)
        {
            return !inputs.Policy.StatusDeciders.Contains(caller.Agency) ? CaseRefusals.NotAStatusDecider
                : person.Status == command.Status && !person.Decisions.IsEmpty ? CaseRefusals.StatusUnchanged
                : new StatusDecided(command.Person, command.Status, caller.Agency, decider, command.Reason, OnAppeal: false);
        }

        var judges = inputs.Policy.AppealDeciders.IsEmpty ? inputs.Policy.StatusDeciders : inputs.Policy.AppealDeciders;
        return !judges.Contains(caller.Agency) ? CaseRefusals.NotAStatusDecider
            : state.Deciders.TryGetValue(command.Person, out var first) && first == decider ? CaseRefusals.SameDecider
            : new StatusDecided(command.Person, command.Status, caller.Agency, decider, command.Reason, OnAppeal: true);
    }

    public static Decision<CaseEvent> Appeal(CaseState state, AppealVictimStatus command, DateTimeOffset now, CaseInputs inputs) =>
        CaseRules.RefuseClosed(state) is { } closed ? closed
        : state.FindPerson(command.Person) is not { } person ? CaseRefusals.PersonUnknown
        : person.Profile.Role is not PersonRole.Victim ? CaseRefusals.NotAVictim
        : person.AppealPending ? CaseRefusals.AppealPending
        : person.Decisions.IsEmpty ? CaseRefusals.NothingToAppeal
        : person.Decisions[^1].OnAppeal ? CaseRefusals.AppealDecided
        : now > person.Decisions[^1].At + inputs.Policy.AppealWithin ? CaseRefusals.AppealTooLate
        : new StatusAppealed(command.Person, command.Reason);

    public static Decision<CaseEvent> AppointGuardian(CaseState state, AppointGuardian command, DateTimeOffset now, CaseInputs inputs)
    {
        if (CaseRules.RefuseClosed(state) is { } closed)
            return closed;
        if (state.FindPerson(command.Person) is not { } child)
            return CaseRefusals.PersonUnknown;
        if (!NeedsGuardian(child.Profile))
            return CaseRefusals.GuardianNotNeeded;

        switch (command.Kind)
        {
            case GuardianKind.Official:
                return command.Agency is not { } agency ? CaseRefusals.ValueInvalid.On("agency")
                    : command.Guardian is not null ? CaseRefusals.ValueInvalid.On("guardian")
                    : inputs.RefuseAgency(agency, now) is { } no ? no
                    : new GuardianAppointed(command.Person, GuardianKind.Official, agency, null);
            case GuardianKind.Relative:
                return command.Agency is not null ? CaseRefusals.ValueInvalid.On("agency")
                    : command.Guardian is not { } id || id == command.Person || state.FindPerson(id) is not { } relative ? CaseRefusals.PersonUnknown.On("guardian")
                    : !MayGuard(relative.Profile) ? CaseRefusals.GuardianConflicted
                    : new GuardianAppointed(command.Person, GuardianKind.Relative, null, id);
            default:
                return CaseRefusals.ValueInvalid.On("kind");
        }
    }

    public static Decision<CaseEvent> RecordOffence(CaseState state, RecordOffence command) =>
        CaseRules.RefuseClosed(state) is { } closed ? closed
        : state.FindPerson(command.Person) is not { } person ? CaseRefusals.PersonUnknown
        : person.Profile.Role is not PersonRole.Suspect ? CaseRefusals.VictimNotOffender
        : person.Offences.Contains(command.Offence) ? CaseRefusals.OffenceUnchanged
        : person.Offences.Length >= CaseLimits.Offences ? CaseRefusals.TooMany.On("offence")
        : new OffenceRecorded(command.Person, command.Offence);

    public static Decision<CaseEvent> RemoveOffence(CaseState state, RemoveOffence command) =>
        CaseRules.RefuseClosed(state) is { } closed ? closed
        : state.FindPerson(command.Person) is not { } person ? CaseRefusals.PersonUnknown
        : !person.Offences.Contains(command.Offence) ? CaseRefusals.OffenceUnchanged
        : new OffenceRemoved(command.Person, command.Offence, command.Reason);

    /// <summary>A child who is a victim or a witness gets a guardian (domain rule 12).</summary>
    public static bool NeedsGuardian(PersonProfile profile) => profile.TreatedAsChild && profile.Role is PersonRole.Victim or PersonRole.Witness;

    /// <summary>Somebody of the case who needs a guardian and has none.</summary>
    public static bool LacksGuardian(CasePerson person) => person is { Withdrawn: false, Guardian: null } && NeedsGuardian(person.Profile);

    public static NewPerson New(int number, PersonProfile profile, DateTimeOffset now, CasePolicy policy) => new(
        string.Create(CultureInfo.InvariantCulture, $"p{number}"), profile, NeedsGuardian(profile) ? now + policy.GuardianWithin : null);

    public static Refusal? RefuseProfile(PersonProfile profile) =>
        !Enum.IsDefined(profile.Role) || profile.Role is PersonRole.None ? CaseRefusals.ValueInvalid
        : profile.Conflicted && profile.Role is not PersonRole.Relative ? CaseRefusals.ValueInvalid
        : profile.Exploitation.Distinct(StringComparer.Ordinal).Count() != profile.Exploitation.Length ? CaseRefusals.ValueInvalid
        : profile.Citizenships.Distinct(StringComparer.Ordinal).Count() != profile.Citizenships.Length ? CaseRefusals.ValueInvalid
        : !profile.Attributes.Keys.All(static name => name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_')) ? CaseRefusals.ValueInvalid // A name of HTCDS.
        : null;

    /// <summary>A grown-up relative whose interest is not against the child's.</summary>
    private static bool MayGuard(PersonProfile profile) => profile is { Role: PersonRole.Relative, Conflicted: false, TreatedAsChild: false };

    /// <summary>The children whose guardian this person was need another.</summary>
    private static IEnumerable<CaseEvent> Ended(CaseState state, string guardian, DateTimeOffset now, CaseInputs inputs) =>
        state.People
            .Where(p => !p.Withdrawn && p.Guardian is { Kind: GuardianKind.Relative } g && string.Equals(g.Person, guardian, StringComparison.Ordinal))
            .Select(p => new GuardianEnded(p.Id, NeedsGuardian(p.Profile) ? now + inputs.Policy.GuardianWithin : null));

    /// <summary>Victims and suspects are different people here: neither turns into the other, and of whom an offence is recorded stays a suspect.</summary>
    private static bool ChangesSide(CaseState state, CasePerson person, PersonRole to) =>
        to != person.Profile.Role
        && (!person.Offences.IsEmpty
            || (to is PersonRole.Victim or PersonRole.Suspect && state.Sides.TryGetValue(person.Id, out var side) && side != to));
}
