using System.Text.Json.Serialization;
using Coordination.Localization;
using Coordination.Names;

namespace Coordination.Directory;

/// <summary>What happens to a unit. The names are stable for ever.</summary>
[JsonDerivedType(typeof(UnitCreated), "unit.created")]
[JsonDerivedType(typeof(UnitUpdated), "unit.updated")]
[JsonDerivedType(typeof(UnitRetired), "unit.retired")]
[JsonDerivedType(typeof(UnitPackApplied), "unit.pack_applied")]
public abstract record UnitEvent;

public sealed record UnitCreated(
    UnitName Unit, LocalizedText DisplayName, AgencyName Agency, string Province, string District, bool Affected) : UnitEvent;

/// <summary>Carries all that can change, also what did not, so that a reader needs no earlier event.</summary>
public sealed record UnitUpdated(LocalizedText DisplayName, string District, bool Affected) : UnitEvent;

/// <param name="ValidUntil">Exclusive.</param>
public sealed record UnitRetired(DateTimeOffset ValidUntil) : UnitEvent;

/// <summary>The country pack's entry was applied; its changes are the events before this one.</summary>
/// <param name="Mark">The hash of the entry.</param>
public sealed record UnitPackApplied(string Mark) : UnitEvent;
