using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Localization;
using Coordination.Names;

namespace Coordination.Information;

/// <summary>One field of a record type.</summary>
/// <param name="Id">Lower snake.</param>
/// <param name="Ended">It is released no more.</param>
[GenerateSerializer, Immutable]
public sealed record RecordField(string Id, LocalizedText DisplayName, FieldClass Class, bool Ended = false);

[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(RegisterRecordType), "register_record_type")]
[JsonDerivedType(typeof(UpdateRecordType), "update_record_type")]
[JsonDerivedType(typeof(RetireRecordType), "retire_record_type")]
public abstract record RecordTypeCommand(CommandContext Context) : Command(Context);

/// <param name="Purposes">Purposes of the pack, at least one.</param>
[GenerateSerializer, Immutable]
public sealed record RegisterRecordType(
    CommandContext Context,
    LocalizedText DisplayName,
    HeldBy HeldBy,
    ImmutableArray<RecordField> Fields,
    ImmutableArray<string> Purposes,
    Handling DefaultHandling) : RecordTypeCommand(Context);

[GenerateSerializer, Immutable]
public sealed record UpdateRecordType(
    CommandContext Context, ImmutableArray<RecordField> AddFields, ImmutableArray<string> EndFields) : RecordTypeCommand(Context);

[GenerateSerializer, Immutable]
public sealed record RetireRecordType(CommandContext Context) : RecordTypeCommand(Context);

/// <summary>What happens to a record type. The names are stable for ever.</summary>
[JsonDerivedType(typeof(RecordTypeRegistered), "record_type.registered")]
[JsonDerivedType(typeof(RecordTypeFieldsChanged), "record_type.fields_changed")]
[JsonDerivedType(typeof(RecordTypeRetired), "record_type.retired")]
public abstract record RecordTypeEvent;

public sealed record RecordTypeRegistered(
    AgencyName Owner,
    LocalizedText DisplayName,
    HeldBy HeldBy,
    ImmutableArray<RecordField> Fields,
    ImmutableArray<string> Purposes,
    Handling DefaultHandling) : RecordTypeEvent;

public sealed record RecordTypeFieldsChanged(ImmutableArray<RecordField> Added, ImmutableArray<string> Ended) : RecordTypeEvent;

public sealed record RecordTypeRetired : RecordTypeEvent;

/// <summary>A record type as a reader gets it.</summary>
[GenerateSerializer, Immutable]
public sealed record RecordTypeView(
    RecordTypeName Name,
    AgencyName Owner,
    LocalizedText DisplayName,
    HeldBy HeldBy,
    ImmutableArray<RecordField> Fields,
    ImmutableArray<string> Purposes,
    Handling DefaultHandling,
    bool Retired,
    DateTimeOffset CreatedAt,
    int Version);
