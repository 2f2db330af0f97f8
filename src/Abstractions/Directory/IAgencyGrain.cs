using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Directory;

/// <summary>One agency. Its key is its name, <c>agencies/mlsw</c>.</summary>
/// <remarks>Refusals are listed in their order of precedence, after those that every command shares.</remarks>
public interface IAgencyGrain : IAggregateGrain
{
    /// <summary>Refused: AGENCY_EXISTS, AGENCY_UNKNOWN (parent), AGENCY_ENDED (parent), PARENT_CYCLE.</summary>
    Task<Outcome<AgencyView>> CreateAsync(CreateAgency command, CancellationToken cancellationToken);

    /// <summary>Refused: AGENCY_UNKNOWN (parent), AGENCY_ENDED (parent), PARENT_CYCLE, VALIDITY_INVERTED.</summary>
    Task<Outcome<AgencyView>> UpdateAsync(UpdateAgency command, CancellationToken cancellationToken);

    /// <summary>Refused: AGENCY_ENDED, VALIDITY_INVERTED, SUCCESSOR_SELF, SUCCESSOR_UNKNOWN, SUCCESSOR_ENDED.</summary>
    Task<Outcome<AgencyView>> RetireAsync(RetireAgency command, CancellationToken cancellationToken);

    /// <summary>Applies the country pack's entry once. Refused: as create, update and retire.</summary>
    Task<Outcome<AgencyView>> ApplyPackAsync(ApplyAgencyPack command, CancellationToken cancellationToken);

    /// <summary>Refused: AGENCY_ENDED, UNIT_UNKNOWN, UNIT_ENDED, HEAD_WITHOUT_UNIT, ROLE_UNKNOWN, ROLE_NOT_GRANTABLE, OFFICERS_FULL.</summary>
    Task<Outcome<AgencyView>> SetOfficerAsync(SetOfficer command, CancellationToken cancellationToken);

    /// <summary>Refused: OFFICER_UNKNOWN.</summary>
    Task<Outcome<AgencyView>> RemoveOfficerAsync(RemoveOfficer command, CancellationToken cancellationToken);

    [ReadOnly]
    Task<Outcome<AgencyView>> GetAsync(Principal principal, CancellationToken cancellationToken);

    /// <summary>What is durable, for the decisions of other grains; null when there is no such agency.</summary>
    [ReadOnly, AlwaysInterleave]
    Task<Outcome<AgencyFacts>> FactsAsync(CancellationToken cancellationToken);
}

/// <param name="Entry">Null: there is no such agency.</param>
[GenerateSerializer, Immutable]
public sealed record AgencyFacts(AgencyEntry? Entry);

/// <summary>Finding the grains of the directory.</summary>
public static class DirectoryGrains
{
    public static IAgencyGrain Agency(this IGrainFactory grains, AgencyName agency) => Of(grains).GetGrain<IAgencyGrain>(agency.ToString());

    public static IUnitGrain Unit(this IGrainFactory grains, UnitName unit) => Of(grains).GetGrain<IUnitGrain>(unit.ToString());

    public static ICommitteeGrain Committee(this IGrainFactory grains, CommitteeName committee) => Of(grains).GetGrain<ICommitteeGrain>(committee.ToString());

    /// <summary>The officers of an agency; its stream is <c>rosters/mlsw</c>.</summary>
    public static IRosterGrain Roster(this IGrainFactory grains, AgencyName agency) => Of(grains).GetGrain<IRosterGrain>($"rosters/{agency.Id}");

    public static IDirectoryGrain Directory(this IGrainFactory grains) => Of(grains).GetGrain<IDirectoryGrain>(0);

    private static IGrainFactory Of(IGrainFactory grains) => grains ?? throw new ArgumentNullException(nameof(grains));
}
