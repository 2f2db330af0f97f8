using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;

namespace Coordination.Cases;

/// <summary>What can be commanded of a case. The names are stable: they are part of the hash that knows a repeat.</summary>
[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(OpenCase), "open")]
[JsonDerivedType(typeof(UpdateCase), "update")]
[JsonDerivedType(typeof(AssessCase), "assess")]
[JsonDerivedType(typeof(ActivateCase), "activate")]
[JsonDerivedType(typeof(FollowUpCase), "follow_up")]
[JsonDerivedType(typeof(CloseCase), "close")]
[JsonDerivedType(typeof(ReopenCase), "reopen")]
[JsonDerivedType(typeof(AddParticipant), "add_participant")]
[JsonDerivedType(typeof(RemoveParticipant), "remove_participant")]
[JsonDerivedType(typeof(SetParticipantUnit), "set_unit")]
[JsonDerivedType(typeof(AddPerson), "add_person")]
[JsonDerivedType(typeof(UpdatePerson), "update_person")]
[JsonDerivedType(typeof(WithdrawPerson), "withdraw_person")]
[JsonDerivedType(typeof(DecideVictimStatus), "decide_status")]
[JsonDerivedType(typeof(AppealVictimStatus), "appeal_status")]
[JsonDerivedType(typeof(AppointGuardian), "appoint_guardian")]
[JsonDerivedType(typeof(RecordOffence), "record_offence")]
[JsonDerivedType(typeof(RemoveOffence), "remove_offence")]
[JsonDerivedType(typeof(RecordEvent), "record_event")]
[JsonDerivedType(typeof(RetractEvent), "retract_event")]
[JsonDerivedType(typeof(PlanService), "plan_service")]
[JsonDerivedType(typeof(UpdateService), "update_service")]
[JsonDerivedType(typeof(ExtendCaseRetention), "extend_retention")]
[JsonDerivedType(typeof(PlaceCaseHold), "place_hold")]
[JsonDerivedType(typeof(LiftCaseHold), "lift_hold")]
[JsonDerivedType(typeof(BlockOfficer), "block_officer")]
[JsonDerivedType(typeof(UnblockOfficer), "unblock_officer")]
[JsonDerivedType(typeof(OfferCaseTransfer), "offer_transfer")]
[JsonDerivedType(typeof(EndCaseTransfer), "end_transfer")]
[JsonDerivedType(typeof(ChangeCaseLead), "change_lead")]
[JsonDerivedType(typeof(JoinCaseByReferral), "join_by_referral")]
public abstract record CaseCommand(CommandContext Context) : Command(Context);

/// <summary>Makes the case <see cref="CaseName.For"/> of the caller's agency and request.</summary>
/// <param name="Unit">Null: the caller's, when it is confined to one.</param>
/// <param name="CloseReason">Of a case of the past, which is closed from its beginning; empty: it is open.</param>
[GenerateSerializer, Immutable]
public sealed record OpenCase(
    CommandContext Context,
    string Reference,
    string Province,
    UnitName? Unit,
    string Area,
    Handling Handling,
    ReferralSource Source,
    string Purpose,
    InstrumentName LegalBasis,
    ImmutableArray<InstrumentName> Instruments,
    DateTimeOffset RetainUntil,
    ImmutableArray<PersonProfile> People,
    string CloseReason = "") : CaseCommand(Context);

/// <summary>Changes what is not null.</summary>
[GenerateSerializer, Immutable]
public sealed record UpdateCase(
    CommandContext Context, string? Reference, string? Province, string? Area, Handling? Handling, ImmutableArray<InstrumentName>? Instruments)
    : CaseCommand(Context);

[GenerateSerializer, Immutable]
public sealed record AssessCase(CommandContext Context) : CaseCommand(Context);

[GenerateSerializer, Immutable]
public sealed record ActivateCase(CommandContext Context) : CaseCommand(Context);

[GenerateSerializer, Immutable]
public sealed record FollowUpCase(CommandContext Context) : CaseCommand(Context);

[GenerateSerializer, Immutable]
public sealed record CloseCase(CommandContext Context, string Reason) : CaseCommand(Context);

[GenerateSerializer, Immutable]
public sealed record ReopenCase(CommandContext Context, string Reason) : CaseCommand(Context);

[GenerateSerializer, Immutable]
public sealed record AddParticipant(CommandContext Context, AgencyName Agency, ParticipantRole Role, UnitName? Unit) : CaseCommand(Context);

[GenerateSerializer, Immutable]
public sealed record RemoveParticipant(CommandContext Context, AgencyName Agency, string Reason) : CaseCommand(Context);

[GenerateSerializer, Immutable]
public sealed record SetParticipantUnit(CommandContext Context, UnitName? Unit) : CaseCommand(Context);

[GenerateSerializer, Immutable]
public sealed record AddPerson(CommandContext Context, PersonProfile Profile) : CaseCommand(Context);

[GenerateSerializer, Immutable]
public sealed record UpdatePerson(CommandContext Context, string Person, PersonProfile Profile) : CaseCommand(Context);

[GenerateSerializer, Immutable]
public sealed record WithdrawPerson(CommandContext Context, string Person, string Reason) : CaseCommand(Context);

[GenerateSerializer, Immutable]
public sealed record DecideVictimStatus(CommandContext Context, string Person, VictimStatus Status, string Reason) : CaseCommand(Context);

[GenerateSerializer, Immutable]
public sealed record AppealVictimStatus(CommandContext Context, string Person, string Reason) : CaseCommand(Context);

/// <param name="Guardian">A relative's id in the case.</param>
[GenerateSerializer, Immutable]
public sealed record AppointGuardian(CommandContext Context, string Person, GuardianKind Kind, AgencyName? Agency, string? Guardian) : CaseCommand(Context);

[GenerateSerializer, Immutable]
public sealed record RecordOffence(CommandContext Context, string Person, Offence Offence) : CaseCommand(Context);

[GenerateSerializer, Immutable]
public sealed record RemoveOffence(CommandContext Context, string Person, Offence Offence, string Reason) : CaseCommand(Context);

[GenerateSerializer, Immutable]
public sealed record RecordEvent(CommandContext Context, EventContent Event) : CaseCommand(Context);

[GenerateSerializer, Immutable]
public sealed record RetractEvent(CommandContext Context, string Event, string Reason) : CaseCommand(Context);

[GenerateSerializer, Immutable]
public sealed record PlanService(CommandContext Context, string Person, Pillar Pillar, string Code, AgencyName? Provider) : CaseCommand(Context);

[GenerateSerializer, Immutable]
public sealed record UpdateService(CommandContext Context, string Service, ServiceStage Stage, AgencyName? Provider, string Reason) : CaseCommand(Context);

[GenerateSerializer, Immutable]
public sealed record ExtendCaseRetention(CommandContext Context, DateTimeOffset RetainUntil, string Reason) : CaseCommand(Context);

[GenerateSerializer, Immutable]
public sealed record PlaceCaseHold(CommandContext Context, string Reason) : CaseCommand(Context);

[GenerateSerializer, Immutable]
public sealed record LiftCaseHold(CommandContext Context, string Reason) : CaseCommand(Context);

[GenerateSerializer, Immutable]
public sealed record BlockOfficer(CommandContext Context, string Issuer, string Subject, string Reason) : CaseCommand(Context);

[GenerateSerializer, Immutable]
public sealed record UnblockOfficer(CommandContext Context, string Issuer, string Subject, string Reason) : CaseCommand(Context);
