using System.Collections.Immutable;
using System.Diagnostics;
using Coordination.Aggregates;
using Coordination.Directory;
using Coordination.Localization;
using Coordination.Names;

namespace Coordination.Silo.Directory;

/// <summary>An agency as its events say. It is also what the registry keeps for lists.</summary>
/// <param name="Name">Null before the first event.</param>
/// <param name="PackMark">The hash of the country pack's entry that was applied last.</param>
public sealed record AgencyState(
    AgencyName? Name,
    LocalizedText DisplayName,
    AgencyKind Kind,
    AgencyName? Parent,
    string Country,
    DateTimeOffset? ValidFrom,
    DateTimeOffset? ValidUntil,
    ImmutableArray<AgencyName> Successors,
    string PackMark,
    int Version,
    DateTimeOffset CreatedAt) : IAggregateState<AgencyState, AgencyEvent>
{
    public static readonly AgencyState Initial =
        new(null, LocalizedText.Empty, AgencyKind.Unspecified, null, "", null, null, [], "", 0, default);

    public AgencyState Apply(AgencyEvent happened, EventStamp stamp) => happened switch
    {
        AgencyCreated e => this with
        {
            Name = e.Agency,
            DisplayName = e.DisplayName,
            Kind = e.Kind,
            Parent = e.Parent,
            Country = e.Country,
            ValidFrom = e.ValidFrom,
            CreatedAt = stamp.At,
            Version = stamp.Version,
        },
        AgencyUpdated e => this with
        {
            DisplayName = e.DisplayName,
            Kind = e.Kind,
            Parent = e.Parent,
            Country = e.Country,
            ValidFrom = e.ValidFrom,
            Version = stamp.Version,
        },
        AgencyRetired e => this with { ValidUntil = e.ValidUntil, Successors = e.Successors, Version = stamp.Version },
        AgencyPackApplied e => this with { PackMark = e.Mark, Version = stamp.Version },
        _ => throw new UnreachableException(happened?.GetType().Name),
    };

    /// <summary>Whether it takes part at a time.</summary>
    public bool IsInForceAt(DateTimeOffset time) => (ValidFrom is null || ValidFrom <= time) && (ValidUntil is null || time < ValidUntil);

    /// <summary>As the silo's copy of the directory has it; the state must not be the initial one.</summary>
    public AgencyEntry ToEntry() => new(Name!.Value, DisplayName, Parent, ValidFrom, ValidUntil, Successors)
    {
        Kind = Kind,
        Country = Country,
        Version = Version,
        PackMark = PackMark,
    };
}
