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
public sealed record AgencyEntry(
    AgencyName Name,
    LocalizedText DisplayName,
    AgencyName? Parent,
    DateTimeOffset? ValidFrom,
    DateTimeOffset? ValidUntil,
    ImmutableArray<AgencyName> Successors)
{
    public bool IsInForceAt(DateTimeOffset time) => (ValidFrom is null || ValidFrom <= time) && (ValidUntil is null || time < ValidUntil);
}

public sealed record UnitEntry(UnitName Name, LocalizedText DisplayName, AgencyName Agency, string Province, DateTimeOffset? ValidUntil)
{
    public bool IsInForceAt(DateTimeOffset time) => ValidUntil is null || time < ValidUntil;
}
