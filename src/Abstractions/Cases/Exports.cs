using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Names;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Cases;

/// <summary>The numbers are those of the protos.</summary>
public enum ExportStage { None, Proposed, Approved, Withdrawn, Lapsed }

/// <summary>The numbers are those of the protos.</summary>
public enum ExportFormat { None, HtcdsCsv, HtcdsJson }

/// <summary>Which of the cases that the agency leads; what is empty does not filter.</summary>
/// <param name="OpenedUntil">Exclusive.</param>
[GenerateSerializer, Immutable]
public sealed record ExportFilter(
    ImmutableArray<CaseStage> States, string Province, DateTimeOffset? OpenedFrom, DateTimeOffset? OpenedUntil, ImmutableArray<CaseName> Cases);

/// <summary>What an approval binds: the request, and the records that it met.</summary>
/// <param name="Records">Sorted by name, each once.</param>
[GenerateSerializer, Immutable]
public sealed record ExportContent(
    AgencyName Agency,
    UnitName? Unit,
    ExportFilter Filter,
    ExportFormat Format,
    bool WithIdentity,
    string Purpose,
    InstrumentName LegalBasis,
    ImmutableArray<CaseName> Records)
{
    /// <summary>SHA-256 over the content's stored form, lower-case hex.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, ExportJson.Default.ExportContent)));
}

[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(ProposeExport), "propose_export")]
[JsonDerivedType(typeof(ApproveExport), "approve_export")]
[JsonDerivedType(typeof(WithdrawExport), "withdraw_export")]
[JsonDerivedType(typeof(ReadExport), "read_export")]
public abstract record ExportCommand(CommandContext Context) : Command(Context);

/// <summary>Makes the export <see cref="ExportName.For"/> of the caller's agency and request.</summary>
[GenerateSerializer, Immutable]
public sealed record ProposeExport(
    CommandContext Context, ExportFilter Filter, ExportFormat Format, bool WithIdentity, string Purpose, InstrumentName LegalBasis) : ExportCommand(Context);

/// <param name="ContentHash">Of what the approver read.</param>
[GenerateSerializer, Immutable]
public sealed record ApproveExport(CommandContext Context, string ContentHash) : ExportCommand(Context);

[GenerateSerializer, Immutable]
public sealed record WithdrawExport(CommandContext Context) : ExportCommand(Context);

[GenerateSerializer, Immutable]
public sealed record ReadExport(CommandContext Context) : ExportCommand(Context);

/// <summary>What happened to an export. The names are stored for ever; a field may be added, never renamed.</summary>
[JsonDerivedType(typeof(ExportProposed), "export.proposed")]
[JsonDerivedType(typeof(ExportApproved), "export.approved")]
[JsonDerivedType(typeof(ExportWithdrawn), "export.withdrawn")]
[JsonDerivedType(typeof(ExportLapsed), "export.lapsed")]
[JsonDerivedType(typeof(ExportWasRead), "export.read")]
public abstract record ExportEvent;

/// <param name="NeedsApproval">Whether a second person must agree.</param>
public sealed record ExportProposed(Person ProposedBy, ExportContent Content, bool NeedsApproval) : ExportEvent;

public sealed record ExportApproved(Person ApprovedBy, string ContentHash) : ExportEvent;

public sealed record ExportWithdrawn(Person WithdrawnBy) : ExportEvent;

/// <summary>Its time was over.</summary>
public sealed record ExportLapsed : ExportEvent;

/// <summary>Somebody is about to get the records; it is durable before the first of them leaves.</summary>
public sealed record ExportWasRead(Person Reader, string Purpose, int Records, Guid RequestId) : ExportEvent;

/// <summary>An export without the names of its records.</summary>
/// <param name="Proposer">An opaque identifier of the officer or system.</param>
/// <param name="ProposerKey">Its <see cref="OfficerKey"/>.</param>
[GenerateSerializer, Immutable]
public sealed record ExportView(
    ExportName Name,
    ExportStage Stage,
    AgencyName Agency,
    ExportFilter Filter,
    ExportFormat Format,
    bool WithIdentity,
    string Purpose,
    InstrumentName LegalBasis,
    int Records,
    string ContentHash,
    bool NeedsApproval,
    string Proposer,
    string ProposerKey,
    string Approver,
    int Reads,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset ExpiresAt,
    int Version);

/// <summary>Some of an export's cases.</summary>
/// <param name="Omitted">How many of this page are left out: led by another agency now, or not for this officer.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
[GenerateSerializer, Immutable]
public sealed record ExportPage(ExportView Export, ImmutableArray<CaseView> Cases, int Omitted, int? Next);

/// <summary>One export. Its key is its name, <c>exports/…</c>.</summary>
/// <remarks>Refusals of each verb: docs/reference/exports.md.</remarks>
public interface IExportGrain : IAggregateGrain
{
    Task<Outcome<ExportView>> ProposeAsync(ProposeExport command, CancellationToken cancellationToken);

    Task<Outcome<ExportView>> ApproveAsync(ApproveExport command, CancellationToken cancellationToken);

    Task<Outcome<ExportView>> WithdrawAsync(WithdrawExport command, CancellationToken cancellationToken);

    [ReadOnly]
    Task<Outcome<ExportView>> GetAsync(Principal principal, CancellationToken cancellationToken);

    /// <summary>A page of the records. The first call of a request writes the read down, and answers only when that is durable.</summary>
    /// <param name="from">0, or <see cref="ExportPage.Next"/> of the page before, with the same request.</param>
    Task<Outcome<ExportPage>> ReadAsync(ReadExport command, int from, CancellationToken cancellationToken);
}

/// <summary>How events, commands and views of exports are written: camel case, what is null left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ExportContent))]
[JsonSerializable(typeof(ExportEvent))]
[JsonSerializable(typeof(ExportCommand))]
[JsonSerializable(typeof(ExportView))]
public sealed partial class ExportJson : JsonSerializerContext;
