using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Cases;

/// <summary>The numbers are those of the proto.</summary>
public enum TransferStage { None, Offered, Accepted, Declined, Revoked, Lapsed }

/// <summary>One transfer of a case from the agency that leads it to another. Its key is its name, <c>transfers/…</c>.</summary>
/// <remarks>Each change of it is one transaction with the case, and an acceptance with all tasks that move: docs/reference/transfers.md.</remarks>
public interface ITransferGrain : IAggregateGrain
{
    Task<Outcome<TransferView>> OfferAsync(OfferTransfer command, CancellationToken cancellationToken);

    Task<Outcome<TransferView>> AcceptAsync(AcceptTransfer command, CancellationToken cancellationToken);

    Task<Outcome<TransferView>> DeclineAsync(DeclineTransfer command, CancellationToken cancellationToken);

    Task<Outcome<TransferView>> RevokeAsync(RevokeTransfer command, CancellationToken cancellationToken);

    [ReadOnly]
    Task<Outcome<TransferView>> GetAsync(Principal principal, CancellationToken cancellationToken);

    /// <summary>The receipt of an event for the caller's side. Refused: NOT_FOUND, LEDGER_UNAVAILABLE.</summary>
    /// <param name="version">0: the newest.</param>
    [ReadOnly]
    Task<Outcome<ReceiptView>> ReceiptAsync(Principal principal, int version, CancellationToken cancellationToken);
}

[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(OfferTransfer), "offer")]
[JsonDerivedType(typeof(AcceptTransfer), "accept")]
[JsonDerivedType(typeof(DeclineTransfer), "decline")]
[JsonDerivedType(typeof(RevokeTransfer), "revoke")]
public abstract record TransferCommand(CommandContext Context) : Command(Context);

/// <summary>Makes the transfer <see cref="TransferName.For"/> of the caller's agency and request.</summary>
/// <param name="FormerStays">As a participant; else it leaves the case.</param>
[GenerateSerializer, Immutable]
public sealed record OfferTransfer(
    CommandContext Context, CaseName Case, AgencyName To, UnitName? ToUnit, bool FormerStays, DataTransfer DataTransfer) : TransferCommand(Context);

[GenerateSerializer, Immutable]
public sealed record AcceptTransfer(CommandContext Context) : TransferCommand(Context);

[GenerateSerializer, Immutable]
public sealed record DeclineTransfer(CommandContext Context, string Reason) : TransferCommand(Context);

[GenerateSerializer, Immutable]
public sealed record RevokeTransfer(CommandContext Context, string Reason) : TransferCommand(Context);

/// <summary>What happens to a transfer. The names are stable for ever.</summary>
[JsonDerivedType(typeof(CaseTransferOffered), "transfer.offered")]
[JsonDerivedType(typeof(CaseTransferAccepted), "transfer.accepted")]
[JsonDerivedType(typeof(CaseTransferDeclined), "transfer.declined")]
[JsonDerivedType(typeof(CaseTransferRevoked), "transfer.revoked")]
[JsonDerivedType(typeof(CaseTransferLapsed), "transfer.lapsed")]
[JsonDerivedType(typeof(CaseTransferFollowed), "transfer.followed")]
public abstract record TransferEvent;

/// <param name="FromUnit">The unit of the sender that worked on the case.</param>
public sealed record CaseTransferOffered(
    CaseName Case,
    AgencyName From,
    UnitName? FromUnit,
    AgencyName To,
    UnitName? ToUnit,
    bool FormerStays,
    DataTransfer DataTransfer,
    DateTimeOffset AnswerDue,
    string Province,
    Handling Handling) : TransferEvent;

/// <summary>The case and the tasks moved in the same transaction.</summary>
/// <param name="CaseVersion">The case's version since then.</param>
public sealed record CaseTransferAccepted(int CaseVersion, ImmutableArray<MovedTask> Moved) : TransferEvent;

public sealed record CaseTransferDeclined(string Reason) : TransferEvent;

public sealed record CaseTransferRevoked(string Reason) : TransferEvent;

public sealed record CaseTransferLapsed : TransferEvent;

/// <summary>The platform looked for tasks that the former lead had assigned at the very moment of the acceptance, and moved them.</summary>
public sealed record CaseTransferFollowed(ImmutableArray<TaskName> Moved) : TransferEvent;

/// <param name="Version">The task's version since then.</param>
[GenerateSerializer, Immutable]
public readonly record struct MovedTask([property: Id(0)] TaskName Task, [property: Id(1)] int Version);

[GenerateSerializer, Immutable]
public sealed record TransferView(
    TransferName Name,
    CaseName Case,
    TransferStage Stage,
    AgencyName From,
    AgencyName To,
    UnitName? ToUnit,
    bool FormerStays,
    DataTransfer DataTransfer,
    string Reason,
    ImmutableArray<TaskName> Moved,
    DateTimeOffset AnswerDue,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Version);

/// <summary>How events, commands and views of transfers are written: camel case, what is null left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TransferEvent))]
[JsonSerializable(typeof(TransferCommand))]
[JsonSerializable(typeof(TransferView))]
public sealed partial class TransferJson : JsonSerializerContext;
