using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Names;

namespace Coordination.Modules;

/// <summary>What a change does. The numbers are those of the proto.</summary>
public enum ModuleAction { None, Enable, Disable }

/// <summary>The numbers are those of the proto.</summary>
public enum ModuleChangeStage { None, Proposed, Approved, Lapsed, Rejected }

/// <summary>What an approval binds.</summary>
/// <param name="Module">The module's id.</param>
/// <param name="Version">The installed version.</param>
/// <param name="Sha256">Of the installed manifest, lower-case hex.</param>
[GenerateSerializer, Immutable]
public sealed record ModuleChangeContent(string Module, string Version, string Sha256, ModuleAction Action)
{
    /// <summary>SHA-256 over the content's stored form, lower-case hex.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, ModuleJson.Default.ModuleChangeContent)));
}

[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(ProposeModuleChange), "propose")]
[JsonDerivedType(typeof(ApproveModuleChange), "approve")]
[JsonDerivedType(typeof(RejectModuleChange), "reject")]
public abstract record ModuleChangeCommand(CommandContext Context) : Command(Context);

/// <summary>Makes the change <see cref="ModuleChangeName.For"/> of the caller's agency and request.</summary>
[GenerateSerializer, Immutable]
public sealed record ProposeModuleChange(CommandContext Context, ModuleChangeContent Content) : ModuleChangeCommand(Context);

/// <param name="ContentHash">Of what the approver read.</param>
[GenerateSerializer, Immutable]
public sealed record ApproveModuleChange(CommandContext Context, string ContentHash) : ModuleChangeCommand(Context);

/// <param name="ContentHash">Of what the second person read.</param>
/// <param name="Reason">A code of why, lower snake.</param>
[GenerateSerializer, Immutable]
public sealed record RejectModuleChange(CommandContext Context, string ContentHash, string Reason) : ModuleChangeCommand(Context);

/// <summary>What happened to a change. The names are stored for ever; a field may be added, never renamed.</summary>
[JsonDerivedType(typeof(ModuleChangeProposed), "module_change.proposed")]
[JsonDerivedType(typeof(ModuleChangeApproved), "module_change.approved")]
[JsonDerivedType(typeof(ModuleChangeLapsed), "module_change.lapsed")]
[JsonDerivedType(typeof(ModuleChangeRejected), "module_change.rejected")]
public abstract record ModuleChangeEvent;

public sealed record ModuleChangeProposed(Person ProposedBy, AgencyName Agency, ModuleChangeContent Content) : ModuleChangeEvent;

public sealed record ModuleChangeApproved(Person ApprovedBy, AgencyName Agency, string ContentHash) : ModuleChangeEvent;

/// <summary>Nobody approved it in time.</summary>
public sealed record ModuleChangeLapsed : ModuleChangeEvent;

public sealed record ModuleChangeRejected(Person RejectedBy, AgencyName Agency, string ContentHash, string Reason) : ModuleChangeEvent;

/// <param name="Proposer">An opaque identifier of the officer.</param>
/// <param name="ProposerKey">Its <see cref="Access.OfficerKey"/>.</param>
/// <param name="ApprovedBy">The agency of the second person, who approved or rejected it; null before.</param>
/// <param name="Approver">The second person; empty before.</param>
/// <param name="Reason">Why it was rejected, a code; else empty.</param>
/// <param name="ExpiresAt">When it lapses without an answer.</param>
[GenerateSerializer, Immutable]
public sealed record ModuleChangeView(
    ModuleChangeName Name,
    ModuleChangeStage Stage,
    ModuleChangeContent Content,
    string ContentHash,
    AgencyName ProposedBy,
    string Proposer,
    string ProposerKey,
    AgencyName? ApprovedBy,
    string Approver,
    string Reason,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset ExpiresAt,
    int Version);

/// <summary>How events, commands and views of module changes are written: camel case, what is null left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ModuleChangeContent))]
[JsonSerializable(typeof(ModuleChangeEvent))]
[JsonSerializable(typeof(ModuleChangeCommand))]
[JsonSerializable(typeof(ModuleChangeView))]
public sealed partial class ModuleJson : JsonSerializerContext;
