using System.Text.Json.Serialization;
using Coordination.Aggregates;
using Coordination.Localization;
using Coordination.Names;

namespace Coordination.Directory;

/// <summary>Commands to a unit.</summary>
[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(CreateUnit), "create_unit")]
[JsonDerivedType(typeof(UpdateUnit), "update_unit")]
[JsonDerivedType(typeof(RetireUnit), "retire_unit")]
[JsonDerivedType(typeof(ApplyUnitPack), "apply_unit_pack")]
public abstract record UnitCommand(CommandContext Context) : Command(Context);

/// <param name="Province">ISO 3166-2.</param>
/// <param name="District">The district's name, or empty for the whole province.</param>
/// <param name="Affected">Whether trafficking affects the area.</param>
[GenerateSerializer, Immutable]
public sealed record CreateUnit(
    CommandContext Context,
    UnitName Unit,
    LocalizedText DisplayName,
    AgencyName Agency,
    string Province,
    string District,
    bool Affected) : UnitCommand(Context);

/// <summary>Fields of a unit that may be changed.</summary>
[Flags]
public enum UnitFields
{
    None = 0,
    DisplayName = 1,
    District = 2,
    Affected = 4,
}

/// <summary>Changes the fields that <paramref name="Fields"/> names; the others are ignored.</summary>
[GenerateSerializer, Immutable]
public sealed record UpdateUnit(
    CommandContext Context, UnitFields Fields, LocalizedText DisplayName, string District, bool Affected) : UnitCommand(Context);

/// <summary>Ends the unit now.</summary>
[GenerateSerializer, Immutable]
public sealed record RetireUnit(CommandContext Context) : UnitCommand(Context);

/// <summary>Makes a unit what the country pack says. Only the platform may.</summary>
/// <param name="Mark">The hash of the pack's entry: the same entry is applied once.</param>
[GenerateSerializer, Immutable]
public sealed record ApplyUnitPack(
    CommandContext Context,
    UnitName Unit,
    LocalizedText DisplayName,
    AgencyName Agency,
    string Province,
    string District,
    bool Affected,
    string Mark) : UnitCommand(Context);
