using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;

namespace Coordination.Information;

/// <summary>What two agencies agree on: the content that approvals bind.</summary>
/// <param name="Grantor">Whose records.</param>
/// <param name="Fields">Sorted, each once, at least one.</param>
/// <param name="Handling">At least this label on every grant.</param>
/// <param name="GrantDays">How long a grant under it lasts, at most to <paramref name="Until"/>.</param>
/// <param name="Until">When it ends by itself; exclusive.</param>
/// <param name="Officers">Subjects of tokens, sorted; who may read. Empty: every officer of the recipient.</param>
[GenerateSerializer, Immutable]
public sealed record AgreementContent(
    AgencyName Grantor,
    AgencyName Recipient,
    RecordTypeName RecordType,
    ImmutableArray<string> Fields,
    string Purpose,
    InstrumentName LegalBasis,
    Handling Handling,
    int GrantDays,
    int OnwardDepth,
    DateTimeOffset Until,
    ImmutableArray<string> Officers)
{
    /// <summary>SHA-256 over the content's stored form, lower-case hex.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, AgreementJson.Default.AgreementContent)));
}

[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(ProposeAgreement), "propose_agreement")]
[JsonDerivedType(typeof(ApproveAgreement), "approve_agreement")]
[JsonDerivedType(typeof(SuspendAgreement), "suspend_agreement")]
[JsonDerivedType(typeof(ResumeAgreement), "resume_agreement")]
[JsonDerivedType(typeof(EndAgreement), "end_agreement")]
public abstract record AgreementCommand(CommandContext Context) : Command(Context);

/// <summary>Makes the agreement <see cref="StandingAgreementName.For"/> of the caller's agency and request.</summary>
[GenerateSerializer, Immutable]
public sealed record ProposeAgreement(CommandContext Context, AgreementContent Content) : AgreementCommand(Context);

/// <param name="ContentHash">Of what the approver read.</param>
[GenerateSerializer, Immutable]
public sealed record ApproveAgreement(CommandContext Context, string ContentHash) : AgreementCommand(Context);

[GenerateSerializer, Immutable]
public sealed record SuspendAgreement(CommandContext Context, string Reason) : AgreementCommand(Context);

[GenerateSerializer, Immutable]
public sealed record ResumeAgreement(CommandContext Context) : AgreementCommand(Context);

[GenerateSerializer, Immutable]
public sealed record EndAgreement(CommandContext Context, string Reason) : AgreementCommand(Context);

/// <summary>What happened to an agreement. The names are stored for ever; a field may be added, never renamed.</summary>
[JsonDerivedType(typeof(AgreementProposed), "agreement.proposed")]
[JsonDerivedType(typeof(AgreementApproved), "agreement.approved")]
[JsonDerivedType(typeof(AgreementCameIntoForce), "agreement.came_into_force")]
[JsonDerivedType(typeof(AgreementSuspended), "agreement.suspended")]
[JsonDerivedType(typeof(AgreementResumed), "agreement.resumed")]
[JsonDerivedType(typeof(AgreementEnded), "agreement.ended")]
[JsonDerivedType(typeof(AgreementExpired), "agreement.expired")]
public abstract record AgreementEvent;

/// <param name="Proposer">One of the two agencies.</param>
/// <param name="FourEyes">Whether the releasing side needs two persons, because of the fields' classes.</param>
public sealed record AgreementProposed(AgencyName Proposer, Person ProposedBy, AgreementContent Content, bool FourEyes) : AgreementEvent;

public sealed record AgreementApproved(AgencyName Agency, Person ApprovedBy, string ContentHash) : AgreementEvent;

public sealed record AgreementCameIntoForce : AgreementEvent;

/// <param name="Agency">Which side suspended it.</param>
public sealed record AgreementSuspended(AgencyName Agency, string Reason) : AgreementEvent;

/// <param name="Agency">Which side takes its suspension back.</param>
public sealed record AgreementResumed(AgencyName Agency) : AgreementEvent;

public sealed record AgreementEnded(AgencyName Agency, string Reason) : AgreementEvent;

/// <summary>Its time was over.</summary>
public sealed record AgreementExpired : AgreementEvent;

/// <param name="ApprovedBy">Agencies whose approvers agreed, sorted.</param>
/// <param name="SuspendedBy">Sides that suspended it, sorted.</param>
/// <param name="Reason">Of the last suspension or of the end.</param>
[GenerateSerializer, Immutable]
public sealed record AgreementView(
    StandingAgreementName Name,
    AgreementStage Stage,
    AgreementContent Content,
    AgencyName Proposer,
    ImmutableArray<AgencyName> ApprovedBy,
    ImmutableArray<AgencyName> SuspendedBy,
    string ContentHash,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string Reason,
    int Version);

/// <summary>How events, commands and views of agreements are written: camel case, what is null left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AgreementContent))]
[JsonSerializable(typeof(AgreementEvent))]
[JsonSerializable(typeof(AgreementCommand))]
[JsonSerializable(typeof(AgreementView))]
public sealed partial class AgreementJson : JsonSerializerContext;
