using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Information;
using Coordination.Names;

namespace Coordination.Cases;

/// <summary>What happens to a case. The names are stable for ever. No free text and no name of a person is in any of them.</summary>
[JsonDerivedType(typeof(CaseOpened), "case.opened")]
[JsonDerivedType(typeof(CaseUpdated), "case.updated")]
[JsonDerivedType(typeof(CaseAssessed), "case.assessed")]
[JsonDerivedType(typeof(CaseActivated), "case.activated")]
[JsonDerivedType(typeof(CaseFollowedUp), "case.followed_up")]
[JsonDerivedType(typeof(CaseClosed), "case.closed")]
[JsonDerivedType(typeof(CaseReopened), "case.reopened")]
[JsonDerivedType(typeof(ParticipantAdded), "case.participant_added")]
[JsonDerivedType(typeof(ParticipantRemoved), "case.participant_removed")]
[JsonDerivedType(typeof(ParticipantUnitSet), "case.unit_set")]
[JsonDerivedType(typeof(TransferOffered), "case.transfer_offered")]
[JsonDerivedType(typeof(TransferEnded), "case.transfer_ended")]
[JsonDerivedType(typeof(LeadTransferred), "case.lead_transferred")]
[JsonDerivedType(typeof(PersonAdded), "case.person_added")]
[JsonDerivedType(typeof(PersonUpdated), "case.person_updated")]
[JsonDerivedType(typeof(PersonWithdrawn), "case.person_withdrawn")]
[JsonDerivedType(typeof(StatusDecided), "case.status_decided")]
[JsonDerivedType(typeof(StatusAppealed), "case.status_appealed")]
[JsonDerivedType(typeof(GuardianTaskAssigned), "case.guardian_task_assigned")]
[JsonDerivedType(typeof(GuardianTaskClosed), "case.guardian_task_closed")]
[JsonDerivedType(typeof(GuardianAppointed), "case.guardian_appointed")]
[JsonDerivedType(typeof(GuardianEnded), "case.guardian_ended")]
[JsonDerivedType(typeof(OffenceRecorded), "case.offence_recorded")]
[JsonDerivedType(typeof(OffenceRemoved), "case.offence_removed")]
[JsonDerivedType(typeof(EventRecorded), "case.event_recorded")]
[JsonDerivedType(typeof(EventRetracted), "case.event_retracted")]
[JsonDerivedType(typeof(ServicePlanned), "case.service_planned")]
[JsonDerivedType(typeof(ServiceUpdated), "case.service_updated")]
[JsonDerivedType(typeof(IdentityKept), "case.identity_kept")]
[JsonDerivedType(typeof(IdentityReleased), "case.identity_released")]
[JsonDerivedType(typeof(CaseRetentionExtended), "case.retention_extended")]
[JsonDerivedType(typeof(CaseHoldPlaced), "case.hold_placed")]
[JsonDerivedType(typeof(CaseHoldLifted), "case.hold_lifted")]
[JsonDerivedType(typeof(CaseRetentionEnded), "case.retention_ended")]
[JsonDerivedType(typeof(CaseKeysDestroyed), "case.keys_destroyed")]
[JsonDerivedType(typeof(OfficerBlocked), "case.officer_blocked")]
[JsonDerivedType(typeof(OfficerUnblocked), "case.officer_unblocked")]
[JsonDerivedType(typeof(CaseTasksTold), "case.tasks_told")]
public abstract record CaseEvent;

public sealed record CaseOpened(
    AgencyName Lead,
    UnitName? Unit,
    string Reference,
    string Province,
    string Area,
    Handling Handling,
    ReferralSource Source,
    string Purpose,
    InstrumentName LegalBasis,
    ImmutableArray<InstrumentName> Instruments,
    DateTimeOffset RetainUntil,
    ImmutableArray<NewPerson> People) : CaseEvent;

/// <param name="GuardianDue">Null: none is needed.</param>
public sealed record NewPerson(string Id, PersonProfile Profile, DateTimeOffset? GuardianDue);

/// <summary>Null: unchanged.</summary>
public sealed record CaseUpdated(
    string? Reference, string? Province, string? Area, Handling? Handling, ImmutableArray<InstrumentName>? Instruments) : CaseEvent;

public sealed record CaseAssessed : CaseEvent;

public sealed record CaseActivated : CaseEvent;

public sealed record CaseFollowedUp : CaseEvent;

public sealed record CaseClosed(string Reason) : CaseEvent;

/// <param name="GuardianDue">Until when the children that have none must have a guardian; null: none is missing.</param>
public sealed record CaseReopened(string Reason, DateTimeOffset? GuardianDue) : CaseEvent;

public sealed record ParticipantAdded(AgencyName Agency, ParticipantRole Role, UnitName? Unit) : CaseEvent;

public sealed record ParticipantRemoved(AgencyName Agency, string Reason) : CaseEvent;

public sealed record ParticipantUnitSet(AgencyName Agency, UnitName? Unit) : CaseEvent;

/// <summary>A transfer waits for its answer; there is one at most.</summary>
public sealed record TransferOffered(TransferName Transfer, AgencyName To) : CaseEvent;

/// <summary>It was declined, revoked or lapsed.</summary>
public sealed record TransferEnded(TransferName Transfer) : CaseEvent;

/// <summary>The lead changes.</summary>
/// <param name="FormerStays">As a participant; else it leaves.</param>
public sealed record LeadTransferred(TransferName Transfer, AgencyName From, AgencyName To, UnitName? Unit, bool FormerStays) : CaseEvent;

public sealed record PersonAdded(NewPerson Person) : CaseEvent;

public sealed record PersonUpdated(string Person, PersonProfile Profile, DateTimeOffset? GuardianDue) : CaseEvent;

public sealed record PersonWithdrawn(string Person, string Reason) : CaseEvent;

/// <param name="Decider">Who may not decide the appeal.</param>
public sealed record StatusDecided(string Person, VictimStatus Status, AgencyName Organisation, Person Decider, string Reason, bool OnAppeal) : CaseEvent;

public sealed record StatusAppealed(string Person, string Reason) : CaseEvent;

public sealed record GuardianTaskAssigned(string Person, TaskName Task) : CaseEvent;

/// <summary>A guardian was appointed, or none is needed any more.</summary>
public sealed record GuardianTaskClosed(string Person) : CaseEvent;

public sealed record GuardianAppointed(string Person, GuardianKind Kind, AgencyName? Agency, string? Guardian) : CaseEvent;

/// <summary>The relative who was the guardian cannot be it any more.</summary>
/// <param name="GuardianDue">Until when there must be another; null: none is needed any more.</param>
public sealed record GuardianEnded(string Person, DateTimeOffset? GuardianDue) : CaseEvent;

public sealed record OffenceRecorded(string Person, Offence Offence) : CaseEvent;

public sealed record OffenceRemoved(string Person, Offence Offence, string Reason) : CaseEvent;

public sealed record EventRecorded(string Id, EventContent Content, AgencyName Agency) : CaseEvent;

public sealed record EventRetracted(string Id, string Reason) : CaseEvent;

public sealed record ServicePlanned(string Id, string Person, Pillar Pillar, string Code, AgencyName? Provider) : CaseEvent;

public sealed record ServiceUpdated(string Id, ServiceStage Stage, AgencyName? Provider, string Reason) : CaseEvent;

public sealed record IdentityKept(string Person, IdentityName Identity) : CaseEvent;

/// <summary>The identity of somebody who was withdrawn is being erased; its vault goes on with it.</summary>
public sealed record IdentityReleased(string Person) : CaseEvent;

public sealed record CaseRetentionExtended(DateTimeOffset RetainUntil, string Reason) : CaseEvent;

public sealed record CaseHoldPlaced(string Reason) : CaseEvent;

public sealed record CaseHoldLifted(string Reason) : CaseEvent;

/// <summary>The retention date came; from here on nothing sealed is opened, and the keys are being destroyed.</summary>
public sealed record CaseRetentionEnded : CaseEvent;

/// <summary>They are destroyed.</summary>
public sealed record CaseKeysDestroyed : CaseEvent;

public sealed record OfficerBlocked(string Issuer, string Subject, string Reason) : CaseEvent;

public sealed record OfficerUnblocked(string Issuer, string Subject, string Reason) : CaseEvent;

/// <summary>The tasks of the case know who is blocked.</summary>
public sealed record CaseTasksTold : CaseEvent;
