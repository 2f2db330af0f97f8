using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Names;

namespace Coordination.Information;

/// <summary>A record type, as far as rules need it.</summary>
/// <param name="Fields">Those that are not ended.</param>
/// <param name="Purposes">Purposes for which its records may be released at all.</param>
[GenerateSerializer, Immutable]
public sealed record RecordTypeFacts(
    RecordTypeName Type,
    AgencyName Owner,
    HeldBy HeldBy,
    ImmutableArray<FieldFacts> Fields,
    ImmutableArray<string> Purposes,
    Handling DefaultHandling,
    bool Retired);

[GenerateSerializer, Immutable]
public readonly record struct FieldFacts(string Id, FieldClass Class);

/// <summary>A record as it is now, as far as rules need it; no value is in it.</summary>
/// <param name="Minor">Whether the person is a child or treated as one.</param>
/// <param name="Fields">The type's fields that are not ended, whether the record has a value or not.</param>
[GenerateSerializer, Immutable]
public sealed record RecordFacts(
    RecordName Record,
    RecordTypeName Type,
    AgencyName Owner,
    SubjectName Subject,
    bool Minor,
    Handling Handling,
    HeldBy HeldBy,
    ImmutableArray<string> Purposes,
    ImmutableArray<FieldFacts> Fields,
    RecordStage Stage)
{
    /// <summary>Gets a value indicating whether the record's type is retired: what was granted stays, nothing new is.</summary>
    [Id(0)] public bool TypeRetired { get; init; }
}

/// <summary>A field's plain value, in memory only: never store, log or trace it.</summary>
/// <param name="Value">Null: the record has none.</param>
[GenerateSerializer, Immutable]
public readonly record struct OpenedField(string Field, string? Value)
{
    /// <summary>Never the value.</summary>
    public override string ToString() => Field;
}
