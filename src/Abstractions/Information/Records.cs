using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Sealing;

namespace Coordination.Information;

/// <summary>A field's value as its holder gives it. Empty: the record has none.</summary>
[GenerateSerializer, Immutable]
public sealed record FieldInput(string Field, PlainText Value);

/// <summary>A field's value as it is stored.</summary>
/// <param name="Value">Null: the record has none any more.</param>
public sealed record SealedField(string Field, SealedText? Value);

[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(OfferRecord), "offer_record")]
[JsonDerivedType(typeof(UpdateRecord), "update_record")]
[JsonDerivedType(typeof(WithdrawRecord), "withdraw_record")]
[JsonDerivedType(typeof(RaiseHandling), "raise_handling")]
[JsonDerivedType(typeof(ProposeLowerHandling), "propose_lower_handling")]
[JsonDerivedType(typeof(ApproveLowerHandling), "approve_lower_handling")]
public abstract record RecordCommand(CommandContext Context) : Command(Context);

/// <param name="Reference">The agency's own key of the record.</param>
/// <param name="Handling">Null: the type's.</param>
[GenerateSerializer, Immutable]
public sealed record OfferRecord(
    CommandContext Context,
    RecordTypeName Type,
    SubjectName Subject,
    PlainText Reference,
    ImmutableArray<FieldInput> Values,
    Handling? Handling) : RecordCommand(Context);

[GenerateSerializer, Immutable]
public sealed record UpdateRecord(CommandContext Context, ImmutableArray<FieldInput> Values) : RecordCommand(Context);

[GenerateSerializer, Immutable]
public sealed record WithdrawRecord(CommandContext Context) : RecordCommand(Context);

[GenerateSerializer, Immutable]
public sealed record RaiseHandling(CommandContext Context, Handling Handling) : RecordCommand(Context);

[GenerateSerializer, Immutable]
public sealed record ProposeLowerHandling(CommandContext Context, Handling Handling, string Reason) : RecordCommand(Context);

[GenerateSerializer, Immutable]
public sealed record ApproveLowerHandling(CommandContext Context, Handling Handling) : RecordCommand(Context);

/// <summary>What happens to a record. The names are stable for ever. No plain value is in any of them.</summary>
[JsonDerivedType(typeof(RecordOffered), "record.offered")]
[JsonDerivedType(typeof(RecordUpdated), "record.updated")]
[JsonDerivedType(typeof(RecordWithdrawn), "record.withdrawn")]
[JsonDerivedType(typeof(HandlingRaised), "record.handling_raised")]
[JsonDerivedType(typeof(LowerHandlingProposed), "record.lower_handling_proposed")]
[JsonDerivedType(typeof(LowerHandlingLapsed), "record.lower_handling_lapsed")]
[JsonDerivedType(typeof(HandlingLowered), "record.handling_lowered")]
[JsonDerivedType(typeof(RecordErased), "record.erased")]
public abstract record RecordEvent;

/// <param name="WrappedKey">The record's data key, wrapped with the person's key.</param>
public sealed record RecordOffered(
    AgencyName Owner,
    RecordTypeName Type,
    SubjectName Subject,
    string WrappedKey,
    SealedText Reference,
    ImmutableArray<SealedField> Values,
    Handling Handling) : RecordEvent;

public sealed record RecordUpdated(ImmutableArray<SealedField> Values) : RecordEvent;

public sealed record RecordWithdrawn : RecordEvent;

public sealed record HandlingRaised(Handling Handling) : RecordEvent;

/// <param name="Proposer">Who may not approve it.</param>
public sealed record LowerHandlingProposed(Handling Handling, string Reason, Person Proposer) : RecordEvent;

/// <summary>Nobody approved within a day.</summary>
public sealed record LowerHandlingLapsed : RecordEvent;

public sealed record HandlingLowered(Handling Handling, Person Approver) : RecordEvent;

/// <summary>The person's keys are being destroyed: no value can be opened any more.</summary>
public sealed record RecordErased : RecordEvent;

/// <summary>A record as its holder gets it: never a value.</summary>
/// <param name="ProposedHandling">A wider label that waits for approval.</param>
/// <param name="Fields">Fields that have a value.</param>
[GenerateSerializer, Immutable]
public sealed record RecordView(
    RecordName Name,
    RecordTypeName Type,
    AgencyName Owner,
    SubjectName Subject,
    Handling Handling,
    Handling? ProposedHandling,
    ImmutableArray<string> Fields,
    RecordStage Stage,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Version);
