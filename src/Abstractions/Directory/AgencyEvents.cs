using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Localization;
using Coordination.Names;

namespace Coordination.Directory;

/// <summary>What happens to an agency. The names are stable for ever.</summary>
[JsonDerivedType(typeof(AgencyCreated), "agency.created")]
[JsonDerivedType(typeof(AgencyUpdated), "agency.updated")]
[JsonDerivedType(typeof(AgencyRetired), "agency.retired")]
[JsonDerivedType(typeof(AgencyPackApplied), "agency.pack_applied")]
public abstract record AgencyEvent;

public sealed record AgencyCreated(
    AgencyName Agency,
    LocalizedText DisplayName,
    AgencyKind Kind,
    AgencyName? Parent,
    string Country,
    DateTimeOffset? ValidFrom) : AgencyEvent;

/// <summary>Carries all that can change, also what did not, so that a reader needs no earlier event.</summary>
public sealed record AgencyUpdated(
    LocalizedText DisplayName,
    AgencyKind Kind,
    AgencyName? Parent,
    string Country,
    DateTimeOffset? ValidFrom) : AgencyEvent;

/// <param name="ValidUntil">Exclusive. It may lie in the future.</param>
public sealed record AgencyRetired(DateTimeOffset ValidUntil, ImmutableArray<AgencyName> Successors) : AgencyEvent;

/// <summary>The country pack's entry was applied; its changes are the events before this one.</summary>
/// <param name="Mark">The hash of the entry.</param>
public sealed record AgencyPackApplied(string Mark) : AgencyEvent;
