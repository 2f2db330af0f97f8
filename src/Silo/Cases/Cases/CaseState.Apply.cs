using System.Collections.Immutable;
using System.Diagnostics;
using Coordination.Aggregates;
using Coordination.Cases;

namespace Coordination.Silo.Cases;

internal sealed partial record CaseState
{
    /// <summary>
    /// The tasks are told at once who is blocked, and after so long again: by then every task that was being assigned meanwhile
    /// is in the index.
    /// </summary>
    internal static readonly TimeSpan TellAgainAfter = TimeSpan.FromMinutes(1);

    public CaseState Apply(CaseEvent happened, EventStamp stamp) => Fold(happened, stamp) with { UpdatedAt = stamp.At };

    private CaseState Fold(CaseEvent happened, EventStamp stamp) => happened switch
    {
        CaseOpened e => Initial with
        {
            Header = new CaseHeader(
                e.Reference, e.Province, e.Area, e.Handling, e.Source, e.Purpose, e.LegalBasis, e.Instruments, e.RetainUntil, stamp.At),
            Stage = CaseStage.Opened,
            Participants = [new CaseParticipant(e.Lead, ParticipantRole.Lead, e.Unit, stamp.At)],
            People = [.. e.People.Select(p => Person(p, stamp))],
            Sides = e.People.Aggregate(Initial.Sides, static (sides, p) => Side(sides, p.Id, p.Profile.Role)),
        },
        CaseUpdated e => this with
        {
            Header = Head with
            {
                Reference = e.Reference ?? Head.Reference,
                Province = e.Province ?? Head.Province,
                Area = e.Area ?? Head.Area,
                Handling = e.Handling ?? Head.Handling,
                Instruments = e.Instruments ?? Head.Instruments,
            },
        },
        CaseAssessed => this with { Stage = CaseStage.Assessed },
        CaseActivated => this with { Stage = CaseStage.Active },
        CaseFollowedUp => this with { Stage = CaseStage.FollowUp },
        CaseClosed e => this with { Stage = CaseStage.Closed, CloseReason = e.Reason },
        CaseReopened e => this with
        {
            Stage = CaseStage.Active,
            CloseReason = "",
            People = [.. People.Select(p => PersonRules.LacksGuardian(p) ? p with { GuardianDue = e.GuardianDue } : p)],
        },
        ParticipantAdded e => this with { Participants = Participants.Add(new CaseParticipant(e.Agency, e.Role, e.Unit, stamp.At)) },
        ParticipantRemoved e => this with { Participants = Participants.RemoveAll(p => p.Agency == e.Agency) },
        ParticipantUnitSet e => this with { Participants = [.. Participants.Select(p => p.Agency == e.Agency ? p with { Unit = e.Unit } : p)] },
        TransferOffered e => this with { PendingTransfer = e.Transfer },
        TransferEnded e => PendingTransfer == e.Transfer ? this with { PendingTransfer = null } : this,
        LeadTransferred e => this with { PendingTransfer = null, Participants = Led(e, stamp.At) },
        PersonAdded e => this with { People = People.Add(Person(e.Person, stamp)), Sides = Side(Sides, e.Person.Id, e.Person.Profile.Role) },
        PersonUpdated e => WithPerson(e.Person, p => p with
        {
            Profile = e.Profile,
            GuardianDue = e.GuardianDue,
            Status = e.Profile.Role is not PersonRole.Victim ? VictimStatus.None : p.Status is VictimStatus.None ? VictimStatus.Possible : p.Status,
            AppealPending = p.AppealPending && e.Profile.Role is PersonRole.Victim,
        }) with { Sides = Side(Sides, e.Person, e.Profile.Role) },
        PersonWithdrawn e => WithPerson(e.Person, p => p with { Withdrawn = true, GuardianDue = null }),
        StatusDecided e => WithPerson(e.Person, p => p with
        {
            Status = e.Status,
            AppealPending = false,
            Decisions = p.Decisions.Add(new StatusDecision(e.Status, e.Organisation, e.Reason, stamp.At, e.OnAppeal)),
        }) with { Deciders = Deciders.SetItem(e.Person, e.Decider) },
        StatusAppealed e => WithPerson(e.Person, p => p with { AppealPending = true }),
        GuardianTaskAssigned e => WithPerson(e.Person, p => p with { GuardianTask = e.Task }) with
        {
            OpenGuardianTasks = OpenGuardianTasks.Contains(e.Person) ? OpenGuardianTasks : OpenGuardianTasks.Add(e.Person),
        },
        GuardianTaskClosed e => this with { OpenGuardianTasks = OpenGuardianTasks.Remove(e.Person) },
        GuardianAppointed e => WithPerson(e.Person, p => p with { Guardian = new Guardian(e.Kind, e.Agency, e.Guardian, stamp.At), GuardianDue = null }),
        GuardianEnded e => WithPerson(e.Person, p => p with { Guardian = null, GuardianDue = e.GuardianDue }),
        OffenceRecorded e => WithPerson(e.Person, p => p with { Offences = p.Offences.Add(e.Offence) }),
        OffenceRemoved e => WithPerson(e.Person, p => p with { Offences = p.Offences.Remove(e.Offence) }),
        EventRecorded e => this with { Timeline = Timeline.Add(new TimelineEvent(e.Id, e.Content, e.Agency, stamp.At, null)) },
        EventRetracted e => this with
        {
            Timeline = [.. Timeline.Select(t => string.Equals(t.Id, e.Id, StringComparison.Ordinal) ? t with { Retracted = e.Reason } : t)],
        },
        ServicePlanned e => this with
        {
            Services = Services.Add(new SupportService(e.Id, e.Person, e.Pillar, e.Code, e.Provider, ServiceStage.Planned, "", stamp.At)),
        },
        ServiceUpdated e => this with
        {
            Services = [.. Services.Select(s => string.Equals(s.Id, e.Id, StringComparison.Ordinal)
                ? s with { Stage = e.Stage, Provider = e.Provider ?? s.Provider, Reason = e.Reason, UpdatedAt = stamp.At } : s)],
        },
        IdentityKept e => WithPerson(e.Person, p => p with { Identity = e.Identity }),
        IdentityReleased e => WithPerson(e.Person, p => p with { Identity = null }),
        CaseRetentionExtended e => this with { Header = Head with { RetainUntil = e.RetainUntil } },
        CaseHoldPlaced e => this with { LegalHold = e.Reason },
        CaseHoldLifted => this with { LegalHold = null },
        CaseRetentionEnded => this with { RetentionEnded = true, PendingTransfer = null },
        CaseKeysDestroyed => this with { KeysDestroyed = true },
        OfficerBlocked e => this with { Blocked = Blocked.Add(new BlockedOfficer(e.Issuer, e.Subject, e.Reason)), TellTasksAt = stamp.At + TellAgainAfter },
        OfficerUnblocked e => this with { Blocked = Blocked.RemoveAll(b => IsSame(b, e.Issuer, e.Subject)), TellTasksAt = stamp.At + TellAgainAfter },
        CaseTasksTold => this with { TellTasksAt = null },
        _ => throw new UnreachableException(happened?.GetType().Name),
    };

    private static CasePerson Person(NewPerson person, EventStamp stamp) => new(
        person.Id, person.Profile, person.Profile.Role is PersonRole.Victim ? VictimStatus.Possible : VictimStatus.None,
        [], false, null, person.GuardianDue, null, [], null, false, stamp.At);

    private static ImmutableDictionary<string, PersonRole> Side(ImmutableDictionary<string, PersonRole> sides, string person, PersonRole role) =>
        role is PersonRole.Victim or PersonRole.Suspect ? sides.SetItem(person, role) : sides;

    private CaseState WithPerson(string id, Func<CasePerson, CasePerson> change) => this with
    {
        People = [.. People.Select(p => string.Equals(p.Id, id, StringComparison.Ordinal) ? change(p) : p)],
    };

    /// <summary>The lead stands first, always.</summary>
    private ImmutableArray<CaseParticipant> Led(LeadTransferred e, DateTimeOffset at)
    {
        var others = Participants.Where(p => p.Agency != e.To && p.Agency != e.From);
        var lead = new CaseParticipant(e.To, ParticipantRole.Lead, e.Unit, at);
        return e.FormerStays
            ? [lead, (Find(e.From) ?? new CaseParticipant(e.From, ParticipantRole.Participant, null, at)) with { Role = ParticipantRole.Participant }, .. others]
            : [lead, .. others];
    }
}
