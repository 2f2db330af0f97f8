using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Aggregates;
using Coordination.Localization;
using Coordination.Names;

namespace Coordination.Directory;

/// <summary>Commands to an agency.</summary>
[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(CreateAgency), "create_agency")]
[JsonDerivedType(typeof(UpdateAgency), "update_agency")]
[JsonDerivedType(typeof(RetireAgency), "retire_agency")]
[JsonDerivedType(typeof(ApplyAgencyPack), "apply_agency_pack")]
public abstract record AgencyCommand(CommandContext Context) : Command(Context);

/// <param name="Country">ISO 3166-1 alpha-2; empty for an international body.</param>
/// <param name="ValidFrom">Inclusive; null: always.</param>
[GenerateSerializer, Immutable]
public sealed record CreateAgency(
    CommandContext Context,
    AgencyName Agency,
    LocalizedText DisplayName,
    AgencyKind Kind,
    AgencyName? Parent,
    string Country,
    DateTimeOffset? ValidFrom) : AgencyCommand(Context);

/// <summary>Fields of an agency that may be changed.</summary>
[Flags]
public enum AgencyFields
{
    None = 0,
    DisplayName = 1,
    Kind = 2,
    Parent = 4,
    ValidFrom = 8,
}

/// <summary>Changes the fields that <paramref name="Fields"/> names; the others are ignored.</summary>
[GenerateSerializer, Immutable]
public sealed record UpdateAgency(
    CommandContext Context,
    AgencyFields Fields,
    LocalizedText DisplayName,
    AgencyKind Kind,
    AgencyName? Parent,
    DateTimeOffset? ValidFrom) : AgencyCommand(Context);

/// <param name="ValidUntil">Exclusive; null: now.</param>
/// <param name="Successors">One for a merger, several for a split, none when nobody took over.</param>
[GenerateSerializer, Immutable]
public sealed record RetireAgency(
    CommandContext Context, DateTimeOffset? ValidUntil, ImmutableArray<AgencyName> Successors) : AgencyCommand(Context);

/// <summary>Makes an agency what the country pack says. Only the platform may.</summary>
/// <param name="Mark">The hash of the pack's entry: the same entry is applied once.</param>
[GenerateSerializer, Immutable]
public sealed record ApplyAgencyPack(
    CommandContext Context,
    AgencyName Agency,
    LocalizedText DisplayName,
    AgencyKind Kind,
    AgencyName? Parent,
    string Country,
    DateTimeOffset? ValidFrom,
    DateTimeOffset? ValidUntil,
    ImmutableArray<AgencyName> Successors,
    string Mark) : AgencyCommand(Context);
