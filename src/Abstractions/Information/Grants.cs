using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;

namespace Coordination.Information;

[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(ProposeGrant), "propose_grant")]
[JsonDerivedType(typeof(ApproveGrant), "approve_grant")]
[JsonDerivedType(typeof(ActivateGrant), "activate_grant")]
[JsonDerivedType(typeof(SuspendGrant), "suspend_grant")]
[JsonDerivedType(typeof(ResumeGrant), "resume_grant")]
[JsonDerivedType(typeof(RevokeGrant), "revoke_grant")]
[JsonDerivedType(typeof(ReadGranted), "read_granted")]
public abstract record GrantCommand(CommandContext Context) : Command(Context);

/// <summary>Proposes a grant on a record of the caller's agency, or under a grant to it.</summary>
/// <param name="Record">Null with <paramref name="Parent"/>.</param>
/// <param name="Handling">Null: the strictest label of its sources.</param>
/// <param name="Question">From 1; 0: none.</param>
[GenerateSerializer, Immutable]
public sealed record ProposeGrant(
    CommandContext Context,
    AgencyName Recipient,
    RecordName? Record,
    GrantName? Parent,
    ImmutableArray<string> Fields,
    string Purpose,
    InstrumentName LegalBasis,
    Handling? Handling,
    SourceReliability SourceReliability,
    InformationReliability InformationReliability,
    int OnwardDepth,
    DateTimeOffset Until,
    ImmutableArray<string> Officers,
    InformationRequestName? Request,
    int Question) : GrantCommand(Context);

/// <param name="ContentHash">Of what the approver read: SHA-256, hex.</param>
[GenerateSerializer, Immutable]
public sealed record ApproveGrant(CommandContext Context, string ContentHash) : GrantCommand(Context);

[GenerateSerializer, Immutable]
public sealed record ActivateGrant(CommandContext Context) : GrantCommand(Context);

[GenerateSerializer, Immutable]
public sealed record SuspendGrant(CommandContext Context, string Reason) : GrantCommand(Context);

[GenerateSerializer, Immutable]
public sealed record ResumeGrant(CommandContext Context) : GrantCommand(Context);

[GenerateSerializer, Immutable]
public sealed record RevokeGrant(CommandContext Context, string Reason) : GrantCommand(Context);

/// <param name="Fields">Empty: all that is granted.</param>
[GenerateSerializer, Immutable]
public sealed record ReadGranted(CommandContext Context, string Purpose, ImmutableArray<string> Fields) : GrantCommand(Context);

/// <summary>What happens to a grant. The names are stable for ever.</summary>
[JsonDerivedType(typeof(GrantProposed), "grant.proposed")]
[JsonDerivedType(typeof(GrantApproved), "grant.approved")]
[JsonDerivedType(typeof(GrantApprovalLapsed), "grant.approval_lapsed")]
[JsonDerivedType(typeof(GrantActivated), "grant.activated")]
[JsonDerivedType(typeof(GrantSuspended), "grant.suspended")]
[JsonDerivedType(typeof(GrantResumed), "grant.resumed")]
[JsonDerivedType(typeof(GrantRevoked), "grant.revoked")]
[JsonDerivedType(typeof(GrantExpired), "grant.expired")]
[JsonDerivedType(typeof(GrantParentEnded), "grant.parent_ended")]
[JsonDerivedType(typeof(GrantChildrenTold), "grant.children_told")]
public abstract record GrantEvent;

/// <param name="Owner">The agency whose record it is.</param>
/// <param name="Proposer">Who may not approve it; null: the platform, by a standing agreement.</param>
public sealed record GrantProposed(
    GrantTerms Terms, AgencyName Owner, RecordTypeName RecordType, SubjectName Subject, bool NeedsApproval, string ContentHash, Person? Proposer) : GrantEvent;

public sealed record GrantApproved(string ContentHash, Person Approver) : GrantEvent;

/// <summary>It was not activated within a day of its approval.</summary>
public sealed record GrantApprovalLapsed : GrantEvent;

public sealed record GrantActivated : GrantEvent;

public sealed record GrantSuspended(string Reason) : GrantEvent;

public sealed record GrantResumed : GrantEvent;

public sealed record GrantRevoked(string Reason) : GrantEvent;

public sealed record GrantExpired : GrantEvent;

/// <summary>The grant above ended, or one above that.</summary>
public sealed record GrantParentEnded : GrantEvent;

/// <summary>Every grant that was passed on under it knows of its end.</summary>
public sealed record GrantChildrenTold : GrantEvent;

/// <summary>A grant as its grantor, its recipient and the record's owner get it.</summary>
[GenerateSerializer, Immutable]
public sealed record GrantView(
    GrantName Name,
    GrantTerms Terms,
    GrantStage Stage,
    AgencyName Owner,
    RecordTypeName RecordType,
    bool NeedsApproval,
    string ContentHash,
    string? Reason,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Version);

/// <summary>What a read returns. The values are in memory only.</summary>
/// <param name="Access">The entry that says who read; durable before this was returned.</param>
[GenerateSerializer, Immutable]
public sealed record GrantedFields(
    GrantName Grant,
    ImmutableArray<OpenedField> Fields,
    Handling Handling,
    SourceReliability SourceReliability,
    InformationReliability InformationReliability,
    DateTimeOffset Until,
    AccessName Access);

/// <summary>How the rows of lists of grants and accesses are written; the gateway reads them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GrantView))]
[JsonSerializable(typeof(AccessView))]
public sealed partial class GrantViewsJson : JsonSerializerContext;
