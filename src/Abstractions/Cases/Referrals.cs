using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sealing;
using Orleans.Concurrency;

namespace Coordination.Cases;

/// <summary>The numbers are those of the proto.</summary>
public enum ReferralStage { None, Offered, Accepted, Declined, Lapsed, ServiceStarted, Completed, Discontinued, Revoked }

/// <summary>One agency asks another to give a service to people of a case. Its key is its name, <c>referrals/…</c>.</summary>
/// <remarks>Refusals of each verb: docs/reference/referrals.md.</remarks>
public interface IReferralGrain : IAggregateGrain
{
    Task<Outcome<ReferralView>> OfferAsync(OfferReferral command, CancellationToken cancellationToken);

    Task<Outcome<ReferralView>> AcceptAsync(AcceptReferral command, CancellationToken cancellationToken);

    /// <summary>Any other command that changes its state.</summary>
    Task<Outcome<ReferralView>> ExecuteAsync(ReferralCommand command, CancellationToken cancellationToken);

    [ReadOnly]
    Task<Outcome<ReferralView>> GetAsync(Principal principal, CancellationToken cancellationToken);

    /// <summary>The text; that it was read is durable before. Refused: RETENTION_ENDED, KEY_STORE_UNAVAILABLE, HANDOVER_TRANSITION_NOT_ALLOWED.</summary>
    /// <param name="reason">A code of why.</param>
    Task<Outcome<ReferralTextView>> ReadTextAsync(CommandContext context, string reason, CancellationToken cancellationToken);

    /// <summary>The receipt of an event for the caller's side. Refused: NOT_FOUND, LEDGER_UNAVAILABLE.</summary>
    /// <param name="version">0: the newest.</param>
    [ReadOnly]
    Task<Outcome<ReceiptView>> ReceiptAsync(Principal principal, int version, CancellationToken cancellationToken);
}

[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(OfferReferral), "offer")]
[JsonDerivedType(typeof(AcceptReferral), "accept")]
[JsonDerivedType(typeof(DeclineReferral), "decline")]
[JsonDerivedType(typeof(RevokeReferral), "revoke")]
[JsonDerivedType(typeof(StartReferralService), "start")]
[JsonDerivedType(typeof(CompleteReferral), "complete")]
[JsonDerivedType(typeof(DiscontinueReferral), "discontinue")]
public abstract record ReferralCommand(CommandContext Context) : Command(Context);

/// <summary>Makes the referral <see cref="ReferralName.For"/> of the caller's agency and request.</summary>
/// <param name="People">Ids of the case, sorted, each once.</param>
/// <param name="JoinAs">What the recipient becomes in the case by accepting; None: nothing.</param>
[GenerateSerializer, Immutable]
public sealed record OfferReferral(
    CommandContext Context,
    CaseName Case,
    AgencyName To,
    UnitName? ToUnit,
    Pillar Pillar,
    string Service,
    ImmutableArray<string> People,
    DataTransfer DataTransfer,
    ParticipantRole JoinAs,
    PlainText Text) : ReferralCommand(Context);

[GenerateSerializer, Immutable]
public sealed record AcceptReferral(CommandContext Context) : ReferralCommand(Context);

[GenerateSerializer, Immutable]
public sealed record DeclineReferral(CommandContext Context, string Reason) : ReferralCommand(Context);

[GenerateSerializer, Immutable]
public sealed record RevokeReferral(CommandContext Context, string Reason) : ReferralCommand(Context);

[GenerateSerializer, Immutable]
public sealed record StartReferralService(CommandContext Context) : ReferralCommand(Context);

[GenerateSerializer, Immutable]
public sealed record CompleteReferral(CommandContext Context) : ReferralCommand(Context);

[GenerateSerializer, Immutable]
public sealed record DiscontinueReferral(CommandContext Context, string Reason) : ReferralCommand(Context);

/// <summary>What happens to a referral. The names are stable for ever.</summary>
[JsonDerivedType(typeof(ReferralOffered), "referral.offered")]
[JsonDerivedType(typeof(ReferralAccepted), "referral.accepted")]
[JsonDerivedType(typeof(ReferralDeclined), "referral.declined")]
[JsonDerivedType(typeof(ReferralLapsed), "referral.lapsed")]
[JsonDerivedType(typeof(ReferralServiceStarted), "referral.service_started")]
[JsonDerivedType(typeof(ReferralCompleted), "referral.completed")]
[JsonDerivedType(typeof(ReferralDiscontinued), "referral.discontinued")]
[JsonDerivedType(typeof(ReferralRevoked), "referral.revoked")]
public abstract record ReferralEvent;

/// <param name="FromUnit">The unit of the sender that works on the case.</param>
/// <param name="Text">Null: none.</param>
/// <param name="WrappedKey">Of the text, wrapped by the case's key; empty without a text.</param>
public sealed record ReferralOffered(
    CaseName Case,
    AgencyName From,
    UnitName? FromUnit,
    AgencyName To,
    UnitName? ToUnit,
    Pillar Pillar,
    string Service,
    ImmutableArray<string> People,
    DataTransfer DataTransfer,
    ParticipantRole JoinAs,
    SealedText? Text,
    string WrappedKey,
    DateTimeOffset AnswerDue,
    string Province,
    Handling Handling) : ReferralEvent;

public sealed record ReferralAccepted : ReferralEvent;

public sealed record ReferralDeclined(string Reason) : ReferralEvent;

public sealed record ReferralLapsed : ReferralEvent;

public sealed record ReferralServiceStarted : ReferralEvent;

public sealed record ReferralCompleted : ReferralEvent;

public sealed record ReferralDiscontinued(string Reason) : ReferralEvent;

public sealed record ReferralRevoked(string Reason) : ReferralEvent;

[GenerateSerializer, Immutable]
public sealed record ReferralView(
    ReferralName Name,
    CaseName Case,
    ReferralStage Stage,
    AgencyName From,
    AgencyName To,
    UnitName? ToUnit,
    Pillar Pillar,
    string Service,
    ImmutableArray<string> People,
    DataTransfer DataTransfer,
    ParticipantRole JoinAs,
    bool HasText,
    string Reason,
    DateTimeOffset AnswerDue,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Version);

/// <param name="Access">The entry that says so.</param>
[GenerateSerializer, Immutable]
public sealed record ReferralTextView(PlainText Text, CaseAccessName Access);

/// <summary>How events, commands and views of referrals are written: camel case, what is null left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReferralEvent))]
[JsonSerializable(typeof(ReferralCommand))]
[JsonSerializable(typeof(ReferralView))]
public sealed partial class ReferralJson : JsonSerializerContext;
