using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Directory;

/// <summary>One provincial unit. Its key is its name, <c>units/atu-la-vt</c>.</summary>
public interface IUnitGrain : IAggregateGrain
{
    /// <summary>Refused: UNIT_EXISTS, AGENCY_UNKNOWN, AGENCY_ENDED, PROVINCE_UNKNOWN, DISTRICT_UNKNOWN.</summary>
    Task<Outcome<UnitView>> CreateAsync(CreateUnit command, CancellationToken cancellationToken);

    /// <summary>Refused: UNIT_ENDED, DISTRICT_UNKNOWN.</summary>
    Task<Outcome<UnitView>> UpdateAsync(UpdateUnit command, CancellationToken cancellationToken);

    /// <summary>Refused: UNIT_ENDED.</summary>
    Task<Outcome<UnitView>> RetireAsync(RetireUnit command, CancellationToken cancellationToken);

    /// <summary>Applies the country pack's entry once. Refused: as create and update, UNIT_MOVED.</summary>
    Task<Outcome<UnitView>> ApplyPackAsync(ApplyUnitPack command, CancellationToken cancellationToken);

    [ReadOnly]
    Task<Outcome<UnitView>> GetAsync(Principal principal, CancellationToken cancellationToken);

    /// <summary>What is durable, for the decisions of other grains.</summary>
    [ReadOnly, AlwaysInterleave]
    Task<Outcome<UnitFacts>> FactsAsync(CancellationToken cancellationToken);
}

/// <param name="Entry">Null: there is no such unit.</param>
[GenerateSerializer, Immutable]
public sealed record UnitFacts(UnitEntry? Entry);

/// <summary>A unit as a reader gets it.</summary>
/// <param name="Head">The subject of its head; empty when there is none or the caller may not see officers.</param>
/// <param name="InForce">Whether work can be delegated to it at the time of the answer.</param>
[GenerateSerializer, Immutable]
public sealed record UnitView(
    UnitName Name,
    LocalizedText DisplayName,
    AgencyName Agency,
    string Province,
    string District,
    bool Affected,
    string Head,
    DateTimeOffset? ValidUntil,
    bool InForce,
    int Version);
