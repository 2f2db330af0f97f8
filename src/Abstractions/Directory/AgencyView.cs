using System.Collections.Immutable;
using Coordination.Localization;
using Coordination.Names;

namespace Coordination.Directory;

/// <summary>An agency as a reader gets it.</summary>
/// <param name="InForce">Whether new tasks can go to it at the time of the answer.</param>
/// <param name="Officers">Empty for a caller who may not see them.</param>
[GenerateSerializer, Immutable]
public sealed record AgencyView(
    AgencyName Name,
    LocalizedText DisplayName,
    AgencyKind Kind,
    AgencyName? Parent,
    string Country,
    DateTimeOffset? ValidFrom,
    DateTimeOffset? ValidUntil,
    ImmutableArray<AgencyName> Successors,
    bool InForce,
    ImmutableArray<OfficerView> Officers,
    int Version);

/// <summary>An officer. Its name is not held here: the identity provider knows it.</summary>
/// <param name="Subject">The subject of its tokens, an opaque identifier.</param>
/// <param name="Unit">Null for an officer of the agency's centre.</param>
/// <param name="HeadsUnit">Whether it heads that unit; a unit has at most one head.</param>
[GenerateSerializer, Immutable]
public sealed record OfficerView(string Subject, UnitName? Unit, ImmutableArray<string> Roles, bool HeadsUnit);
