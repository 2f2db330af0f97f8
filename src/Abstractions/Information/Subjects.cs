using System.Text.Json.Serialization;
using Coordination.Aggregates;
using Coordination.Names;

namespace Coordination.Information;

[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(RegisterSubject), "register_subject")]
[JsonDerivedType(typeof(ExtendRetention), "extend_retention")]
[JsonDerivedType(typeof(PlaceLegalHold), "place_legal_hold")]
[JsonDerivedType(typeof(LiftLegalHold), "lift_legal_hold")]
[JsonDerivedType(typeof(ProposeErasure), "propose_erasure")]
[JsonDerivedType(typeof(ApproveErasure), "approve_erasure")]
public abstract record SubjectCommand(CommandContext Context) : Command(Context);

[GenerateSerializer, Immutable]
public sealed record RegisterSubject(CommandContext Context, bool Minor, DateTimeOffset RetainUntil) : SubjectCommand(Context);

[GenerateSerializer, Immutable]
public sealed record ExtendRetention(CommandContext Context, DateTimeOffset RetainUntil, string Reason) : SubjectCommand(Context);

[GenerateSerializer, Immutable]
public sealed record PlaceLegalHold(CommandContext Context, string Reason) : SubjectCommand(Context);

[GenerateSerializer, Immutable]
public sealed record LiftLegalHold(CommandContext Context, string Reason) : SubjectCommand(Context);

[GenerateSerializer, Immutable]
public sealed record ProposeErasure(CommandContext Context, string Reason) : SubjectCommand(Context);

[GenerateSerializer, Immutable]
public sealed record ApproveErasure(CommandContext Context) : SubjectCommand(Context);

/// <summary>What happens to a person's data. The names are stable for ever.</summary>
[JsonDerivedType(typeof(SubjectRegistered), "subject.registered")]
[JsonDerivedType(typeof(RetentionExtended), "subject.retention_extended")]
[JsonDerivedType(typeof(LegalHoldPlaced), "subject.legal_hold_placed")]
[JsonDerivedType(typeof(LegalHoldLifted), "subject.legal_hold_lifted")]
[JsonDerivedType(typeof(ErasureProposed), "subject.erasure_proposed")]
[JsonDerivedType(typeof(ErasureLapsed), "subject.erasure_lapsed")]
[JsonDerivedType(typeof(ErasureApproved), "subject.erasure_approved")]
[JsonDerivedType(typeof(RetentionEnded), "subject.retention_ended")]
[JsonDerivedType(typeof(SubjectErased), "subject.erased")]
public abstract record SubjectEvent;

public sealed record SubjectRegistered(AgencyName Owner, bool Minor, DateTimeOffset RetainUntil) : SubjectEvent;

public sealed record RetentionExtended(DateTimeOffset RetainUntil, string Reason) : SubjectEvent;

public sealed record LegalHoldPlaced(string Reason) : SubjectEvent;

public sealed record LegalHoldLifted(string Reason) : SubjectEvent;

/// <param name="Proposer">Who may not approve it.</param>
public sealed record ErasureProposed(Person Proposer, string Reason) : SubjectEvent;

/// <summary>Nobody approved within a day.</summary>
public sealed record ErasureLapsed : SubjectEvent;

/// <summary>From here on nothing is opened; the keys are being destroyed.</summary>
public sealed record ErasureApproved(Person Approver) : SubjectEvent;

/// <summary>The retention date came; the keys are being destroyed.</summary>
public sealed record RetentionEnded : SubjectEvent;

/// <summary>The keys are destroyed.</summary>
public sealed record SubjectErased : SubjectEvent;

/// <summary>A person's data as its holder gets them.</summary>
[GenerateSerializer, Immutable]
public sealed record SubjectView(
    SubjectName Name,
    AgencyName Owner,
    SubjectStage Stage,
    bool Minor,
    DateTimeOffset RetainUntil,
    string? LegalHold,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ErasedAt,
    int Version);
