using System.Diagnostics;
using Coordination.Aggregates;
using Coordination.Directory;
using Coordination.Localization;
using Coordination.Names;

namespace Coordination.Silo.Directory;

/// <summary>A unit as its events say. It is also what the registry keeps for lists.</summary>
/// <param name="Name">Null before the first event.</param>
/// <param name="PackMark">The hash of the country pack's entry that was applied last.</param>
public sealed record UnitState(
    UnitName? Name,
    LocalizedText DisplayName,
    AgencyName Agency,
    string Province,
    string District,
    bool Affected,
    DateTimeOffset? ValidUntil,
    string PackMark,
    int Version,
    DateTimeOffset CreatedAt) : IAggregateState<UnitState, UnitEvent>
{
    // An agency of no name: nobody's.
    public static readonly UnitState Initial = new(null, LocalizedText.Empty, new AgencyName(""), "", "", false, null, "", 0, default);

    public UnitState Apply(UnitEvent happened, EventStamp stamp) => happened switch
    {
        UnitCreated e => this with
        {
            Name = e.Unit,
            DisplayName = e.DisplayName,
            Agency = e.Agency,
            Province = e.Province,
            District = e.District,
            Affected = e.Affected,
            CreatedAt = stamp.At,
            Version = stamp.Version,
        },
        UnitUpdated e => this with { DisplayName = e.DisplayName, District = e.District, Affected = e.Affected, Version = stamp.Version },
        UnitRetired e => this with { ValidUntil = e.ValidUntil, Version = stamp.Version },
        UnitPackApplied e => this with { PackMark = e.Mark, Version = stamp.Version },
        _ => throw new UnreachableException(happened?.GetType().Name),
    };

    /// <summary>Whether work can be delegated to it at a time.</summary>
    public bool IsInForceAt(DateTimeOffset time) => ValidUntil is null || time < ValidUntil;

    /// <summary>As the silo's copy of the directory has it; the state must not be the initial one.</summary>
    public UnitEntry ToEntry() => new(Name!.Value, DisplayName, Agency, Province, ValidUntil)
    {
        District = District,
        Affected = Affected,
        Version = Version,
        PackMark = PackMark,
    };
}
