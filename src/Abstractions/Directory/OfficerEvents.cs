using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Names;

namespace Coordination.Directory;

/// <summary>What happens to an agency's officers. The names are stable for ever.</summary>
[JsonDerivedType(typeof(RosterOpened), "roster.opened")]
[JsonDerivedType(typeof(OfficerSet), "roster.officer_set")]
[JsonDerivedType(typeof(OfficerRemoved), "roster.officer_removed")]
public abstract record RosterEvent;

public sealed record RosterOpened(AgencyName Agency) : RosterEvent;

public sealed record OfficerSet(string Subject, UnitName? Unit, ImmutableArray<string> Roles, bool HeadsUnit) : RosterEvent;

public sealed record OfficerRemoved(string Subject) : RosterEvent;
