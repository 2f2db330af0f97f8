using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Aggregates;
using Coordination.Names;

namespace Coordination.Directory;

/// <summary>Commands about an agency's officers.</summary>
[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(OpenRoster), "open_roster")]
[JsonDerivedType(typeof(SetOfficer), "set_officer")]
[JsonDerivedType(typeof(RemoveOfficer), "remove_officer")]
public abstract record RosterCommand(CommandContext Context) : Command(Context);

/// <summary>Begins the roster of an agency. Only the platform may, and does before the first officer.</summary>
[GenerateSerializer, Immutable]
public sealed record OpenRoster(CommandContext Context, AgencyName Agency) : RosterCommand(Context);

/// <summary>Registers an officer, or changes unit and roles of one.</summary>
/// <param name="Unit">Null for the agency's centre.</param>
/// <param name="HeadsUnit">The unit's former head stays its officer.</param>
[GenerateSerializer, Immutable]
public sealed record SetOfficer(
    CommandContext Context,
    AgencyName Agency,
    string Subject,
    UnitName? Unit,
    ImmutableArray<string> Roles,
    bool HeadsUnit) : RosterCommand(Context);

[GenerateSerializer, Immutable]
public sealed record RemoveOfficer(CommandContext Context, AgencyName Agency, string Subject) : RosterCommand(Context);
