using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Aggregates;
using Coordination.Localization;
using Coordination.Names;

namespace Coordination.VictimProtection;

/// <summary>For whom beds are.</summary>
public enum BedGroup { None, Women, Men, Girls, Boys, Families }

/// <summary>Why somebody is taken in.</summary>
public enum IntakeCategory { None, Trafficking, DomesticViolence, SexualExploitation }

/// <param name="Beds">From 0 to 1,000.</param>
[GenerateSerializer, Immutable]
public sealed record GroupBeds(BedGroup Group, int Beds);

/// <summary>A category that the shelter takes.</summary>
/// <param name="Beds">At most so many beds for it; 0: as many as there are.</param>
[GenerateSerializer, Immutable]
public sealed record CategoryBeds(IntakeCategory Category, int Beds);

[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(RegisterShelter), "register")]
[JsonDerivedType(typeof(UpdateShelter), "update")]
[JsonDerivedType(typeof(CloseShelter), "close")]
[JsonDerivedType(typeof(ReopenShelter), "reopen")]
[JsonDerivedType(typeof(TakeBed), "take_bed")]
[JsonDerivedType(typeof(ReleaseBed), "release_bed")]
public abstract record ShelterCommand(CommandContext Context) : Command(Context);

/// <summary>Makes the shelter <see cref="ShelterName.For"/> of the caller's agency, which runs it.</summary>
/// <param name="Title">How officers call it. Not where it is.</param>
/// <param name="Serves">Provinces (ISO 3166-2) from which it takes people, not where it lies; empty: from all.</param>
/// <param name="Groups">Beds by group; a group that is not named has none.</param>
/// <param name="Categories">Categories that it takes, at least one.</param>
[GenerateSerializer, Immutable]
public sealed record RegisterShelter(
    CommandContext Context, LocalizedText Title, ImmutableArray<string> Serves, ImmutableArray<GroupBeds> Groups, ImmutableArray<CategoryBeds> Categories)
    : ShelterCommand(Context);

/// <summary>Replaces all of it. Fewer beds than are taken put nobody out: nobody is admitted until some are free.</summary>
[GenerateSerializer, Immutable]
public sealed record UpdateShelter(
    CommandContext Context, LocalizedText Title, ImmutableArray<string> Serves, ImmutableArray<GroupBeds> Groups, ImmutableArray<CategoryBeds> Categories)
    : ShelterCommand(Context);

/// <summary>Nobody is admitted any more; who is there stays.</summary>
[GenerateSerializer, Immutable]
public sealed record CloseShelter(CommandContext Context) : ShelterCommand(Context);

[GenerateSerializer, Immutable]
public sealed record ReopenShelter(CommandContext Context) : ShelterCommand(Context);

/// <summary>What a step of a stay does to the beds. Never sent by a caller.</summary>
[GenerateSerializer, Immutable]
public abstract record BedCommand(CommandContext Context, WorkflowName Stay) : ShelterCommand(Context);

/// <param name="Beds">The resident's and those of the children who come along.</param>
[GenerateSerializer, Immutable]
public sealed record TakeBed(CommandContext Context, WorkflowName Stay, BedGroup Group, IntakeCategory Category, int Beds) : BedCommand(Context, Stay);

[GenerateSerializer, Immutable]
public sealed record ReleaseBed(CommandContext Context, WorkflowName Stay) : BedCommand(Context, Stay);

/// <summary>What happens to a shelter. The names are stable for ever.</summary>
[JsonDerivedType(typeof(ShelterRegistered), "shelter.registered")]
[JsonDerivedType(typeof(ShelterUpdated), "shelter.updated")]
[JsonDerivedType(typeof(ShelterClosed), "shelter.closed")]
[JsonDerivedType(typeof(ShelterReopened), "shelter.reopened")]
[JsonDerivedType(typeof(BedTaken), "shelter.bed_taken")]
[JsonDerivedType(typeof(BedFreed), "shelter.bed_freed")]
public abstract record ShelterEvent;

public sealed record ShelterRegistered(
    AgencyName Operator, ImmutableArray<AgencyName> Overseers, LocalizedText Title, ImmutableArray<string> Serves, ImmutableArray<GroupBeds> Groups,
    ImmutableArray<CategoryBeds> Categories) : ShelterEvent;

public sealed record ShelterUpdated(
    LocalizedText Title, ImmutableArray<string> Serves, ImmutableArray<GroupBeds> Groups, ImmutableArray<CategoryBeds> Categories) : ShelterEvent;

public sealed record ShelterClosed : ShelterEvent;

public sealed record ShelterReopened : ShelterEvent;

public sealed record BedTaken(WorkflowName Stay, BedGroup Group, IntakeCategory Category, int Beds) : ShelterEvent;

public sealed record BedFreed(WorkflowName Stay) : ShelterEvent;

/// <summary>A shelter in numbers: nobody who is in it, and not where it is.</summary>
[GenerateSerializer, Immutable]
public sealed record ShelterView(
    ShelterName Name,
    LocalizedText Title,
    AgencyName Operator,
    bool Open,
    ImmutableArray<string> Serves,
    ImmutableArray<GroupOccupancy> Groups,
    ImmutableArray<CategoryOccupancy> Categories,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Version);

[GenerateSerializer, Immutable]
public sealed record GroupOccupancy(BedGroup Group, int Beds, int Taken);

/// <param name="Beds">0: as many as there are.</param>
[GenerateSerializer, Immutable]
public sealed record CategoryOccupancy(IntakeCategory Category, int Beds, int Taken);

/// <summary>How events, commands and rows of shelters are written: camel case, what is null left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ShelterEvent))]
[JsonSerializable(typeof(ShelterCommand))]
[JsonSerializable(typeof(ShelterView))]
public sealed partial class ShelterJson : JsonSerializerContext;
