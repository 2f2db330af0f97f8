using System.Collections.Immutable;
using Coordination.Localization;
using Coordination.Names;

namespace Coordination.Directory;

/// <summary>
/// The silo's own copy of who takes part, for decisions that must not wait. It follows the ledger: what this silo
/// commits is in it at once, what another commits within a second.
/// </summary>
public interface IDirectory
{
    /// <summary>Completes when the copy has read all that was durable at the start.</summary>
    Task Ready { get; }

    AgencyEntry? Find(AgencyName agency);

    UnitEntry? Find(UnitName unit);

    ImmutableArray<AgencyEntry> Agencies { get; }

    ImmutableArray<UnitEntry> Units { get; }
}

/// <param name="ValidFrom">Inclusive; null: always.</param>
/// <param name="ValidUntil">Exclusive; null: without end.</param>
[GenerateSerializer, Immutable]
public sealed record AgencyEntry(
    AgencyName Name,
    LocalizedText DisplayName,
    AgencyName? Parent,
    DateTimeOffset? ValidFrom,
    DateTimeOffset? ValidUntil,
    ImmutableArray<AgencyName> Successors)
{
    [Id(0)] public AgencyKind Kind { get; init; }

    /// <summary>ISO 3166-1 alpha-2; empty for an international body.</summary>
    [Id(1)] public string Country { get; init; } = "";

    /// <summary>The agency's version, from 1.</summary>
    [Id(2)] public int Version { get; init; }

    /// <summary>The hash of the country pack's entry that was applied last; empty when none was.</summary>
    [Id(3)] public string PackMark { get; init; } = "";

    public bool IsInForceAt(DateTimeOffset time) => (ValidFrom is null || ValidFrom <= time) && (ValidUntil is null || time < ValidUntil);
}

/// <param name="Province">ISO 3166-2.</param>
/// <param name="ValidUntil">Exclusive; null: without end.</param>
[GenerateSerializer, Immutable]
public sealed record UnitEntry(UnitName Name, LocalizedText DisplayName, AgencyName Agency, string Province, DateTimeOffset? ValidUntil)
{
    /// <summary>The district's name, or empty for the whole province.</summary>
    [Id(0)] public string District { get; init; } = "";

    /// <summary>Whether trafficking affects the area.</summary>
    [Id(1)] public bool Affected { get; init; }

    /// <summary>The unit's version, from 1.</summary>
    [Id(2)] public int Version { get; init; }

    /// <summary>The hash of the country pack's entry that was applied last; empty when none was.</summary>
    [Id(3)] public string PackMark { get; init; } = "";

    public bool IsInForceAt(DateTimeOffset time) => ValidUntil is null || time < ValidUntil;
}
