using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sealing;
using Orleans.Concurrency;

namespace Coordination.Cases;

/// <summary>The fields that the vault keeps.</summary>
public static class IdentityFields
{
    public const string Name = "name";
    public const string OtherName = "other_name";

    /// <summary><c>1999</c>, <c>1999-04</c> or <c>1999-04-21</c>.</summary>
    public const string BirthDate = "birth_date";

    public const string Document = "document";

    /// <summary>Every field that is known.</summary>
    public static readonly ImmutableArray<string> All =
    [
        Name, OtherName, BirthDate, "birth_place", Document, "phone", "email", "address", "village", "district", "province", "country",
        "postal_code", "longitude", "latitude", "father", "mother", "relatives", "language", "second_language", "title", "salutation",
        "marital_status", "children", "education", "photo_reference",
    ];
}

/// <param name="Value">Empty takes it away.</param>
[GenerateSerializer, Immutable]
public sealed record IdentityFieldInput(string Field, PlainText Value);

[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(StoreIdentity), "store")]
[JsonDerivedType(typeof(ReadIdentity), "read")]
[JsonDerivedType(typeof(ProposeIdentityErasure), "propose_erasure")]
[JsonDerivedType(typeof(ApproveIdentityErasure), "approve_erasure")]
public abstract record IdentityCommand(CommandContext Context) : Command(Context);

[GenerateSerializer, Immutable]
public sealed record StoreIdentity(CommandContext Context, CaseName Case, string Person, ImmutableArray<IdentityFieldInput> Fields) : IdentityCommand(Context);

/// <param name="Fields">Empty: all that are kept.</param>
[GenerateSerializer, Immutable]
public sealed record ReadIdentity(CommandContext Context, ImmutableArray<string> Fields, string Purpose, string Reason) : IdentityCommand(Context);

[GenerateSerializer, Immutable]
public sealed record ProposeIdentityErasure(CommandContext Context, string Reason) : IdentityCommand(Context);

[GenerateSerializer, Immutable]
public sealed record ApproveIdentityErasure(CommandContext Context) : IdentityCommand(Context);

/// <summary>The names are stable for ever.</summary>
[JsonDerivedType(typeof(IdentityStored), "identity.stored")]
[JsonDerivedType(typeof(IdentityLinked), "identity.linked")]
[JsonDerivedType(typeof(IdentityErasureProposed), "identity.erasure_proposed")]
[JsonDerivedType(typeof(IdentityErasureLapsed), "identity.erasure_lapsed")]
[JsonDerivedType(typeof(IdentityErasing), "identity.erasing")]
[JsonDerivedType(typeof(IdentityErased), "identity.erased")]
public abstract record IdentityEvent;

/// <param name="WrappedKey">The data key, wrapped with the person's own key.</param>
/// <param name="Fields">Only those that changed; null takes one away.</param>
/// <param name="Tokens">The blind index of the identity as it is now; keyed, of no use without the key store.</param>
public sealed record IdentityStored(
    CaseName Case, string Person, string WrappedKey, ImmutableArray<SealedIdentityField> Fields, ImmutableArray<string> Tokens) : IdentityEvent;

public sealed record SealedIdentityField(string Field, SealedText? Value);

/// <summary>Matches of the identity as stored at a version were looked for, and links made.</summary>
public sealed record IdentityLinked(int StoredVersion) : IdentityEvent;

public sealed record IdentityErasureProposed(Person Proposer, string Reason) : IdentityEvent;

public sealed record IdentityErasureLapsed : IdentityEvent;

/// <param name="Cause"><c>approved</c>, <c>retention</c> or <c>withdrawn</c>.</param>
public sealed record IdentityErasing(string Cause, Person? Approver) : IdentityEvent;

/// <summary>The person's keys are destroyed.</summary>
public sealed record IdentityErased : IdentityEvent;

/// <param name="Fields">Which are kept.</param>
[GenerateSerializer, Immutable]
public sealed record IdentityView(
    IdentityName Name, CaseName Case, string Person, ImmutableArray<string> Fields, bool Erased, bool ErasureProposed, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int Version);

[GenerateSerializer, Immutable]
public sealed record OpenedIdentity(IdentityView Identity, ImmutableArray<IdentityFieldInput> Fields, CaseAccessName Access);

/// <summary>The identity of one person of one case, under a key of its own. Its key is its name, <c>identities/…</c>.</summary>
public interface IIdentityVaultGrain : IAggregateGrain
{
    /// <summary>Refused: NOT_FOUND (the case), PERSON_UNKNOWN, FIELD_UNKNOWN, BIRTH_DATE_INVALID, RETENTION_ENDED, IDENTITY_ERASED.</summary>
    Task<Outcome<IdentityView>> StoreAsync(StoreIdentity command, CancellationToken cancellationToken);

    [ReadOnly]
    Task<Outcome<IdentityView>> GetAsync(Principal principal, CancellationToken cancellationToken);

    /// <summary>Who reads is durable before it is answered. Refused: NOT_FOUND, PURPOSE_UNKNOWN, PURPOSE_OUTSIDE_LEGAL_BASES, FIELD_UNKNOWN, IDENTITY_ERASED.</summary>
    Task<Outcome<OpenedIdentity>> ReadIdentityAsync(ReadIdentity command, CancellationToken cancellationToken);

    /// <summary>Refused: IDENTITY_ERASED, LEGAL_HOLD.</summary>
    Task<Outcome<IdentityView>> ProposeErasureAsync(ProposeIdentityErasure command, CancellationToken cancellationToken);

    /// <summary>Refused: IDENTITY_ERASED, LEGAL_HOLD, NOTHING_TO_APPROVE, SELF_APPROVAL.</summary>
    Task<Outcome<IdentityView>> ApproveErasureAsync(ApproveIdentityErasure command, CancellationToken cancellationToken);

    /// <summary>For the case, when its retention ended or the person was withdrawn. A repeat changes nothing.</summary>
    Task<Refusal?> EraseAsync(string cause);

    /// <summary>For linking: whose identity it is. Refused: NOT_FOUND, LEDGER_UNAVAILABLE.</summary>
    [ReadOnly]
    Task<Outcome<IdentityFacts>> FactsAsync();
}

/// <param name="Tokens">The blind index now; empty once erased.</param>
/// <param name="StoredVersion">The version of the newest <see cref="IdentityStored"/>.</param>
[GenerateSerializer, Immutable]
public sealed record IdentityFacts(IdentityName Name, CaseName Case, string Person, ImmutableArray<string> Tokens, bool Erased, int StoredVersion);

/// <summary>Makes links from a stored identity to others that may be of the same person. Idempotent; called outside the commit, again until it succeeds.</summary>
public interface IIdentityLinker
{
    /// <summary>The keyed tokens of an identity. Pure but for the key store's secret; nothing plain leaves it.</summary>
    ImmutableArray<string> TokensOf(IReadOnlyDictionary<string, string> fields);

    /// <summary>Looks for matches and makes, or withdraws, links. Null: done; a refusal: try again later.</summary>
    Task<Refusal?> LinkAsync(IdentityFacts identity, CancellationToken cancellationToken);
}
