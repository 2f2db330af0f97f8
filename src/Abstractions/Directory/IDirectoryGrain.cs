using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Directory;

/// <summary>Lists of the directory. A stateless worker; its key is 0.</summary>
/// <remarks>
/// It reads the silo's own copy (<see cref="IDirectory"/>) and not the registry: whether an agency is in force follows
/// from the time of the question, which an index cannot know. In a cluster a list may be a second older than the
/// newest answer of another silo.
/// </remarks>
public interface IDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>Agencies by code, without their officers. Refused: PERMISSION_DENIED, PAGE_TOKEN_INVALID.</summary>
    [ReadOnly]
    Task<Outcome<AgencyPage>> ListAgenciesAsync(Principal principal, AgencyQuery query, CancellationToken cancellationToken);

    /// <summary>Units by code, without their heads. Refused: PERMISSION_DENIED, PAGE_TOKEN_INVALID.</summary>
    [ReadOnly]
    Task<Outcome<UnitPage>> ListUnitsAsync(Principal principal, UnitQuery query, CancellationToken cancellationToken);

    /// <summary>The country's provinces by code. Refused: PERMISSION_DENIED.</summary>
    [ReadOnly]
    Task<Outcome<ImmutableArray<ProvinceView>>> ListProvincesAsync(Principal principal, CancellationToken cancellationToken);
}

/// <param name="Kind"><see cref="AgencyKind.Unspecified"/>: all.</param>
/// <param name="InForceOnly">Only those to which a task can go now.</param>
/// <param name="PageSize">From 1 to 500; 0: 100.</param>
/// <param name="PageToken">Null or empty: the first page.</param>
[GenerateSerializer, Immutable]
public sealed record AgencyQuery(AgencyKind Kind, bool InForceOnly, int PageSize, string? PageToken);

/// <param name="NextPageToken">Empty at the end.</param>
[GenerateSerializer, Immutable]
public sealed record AgencyPage(ImmutableArray<AgencyView> Agencies, string NextPageToken);

/// <param name="Agency">Null: of all.</param>
/// <param name="Province">ISO 3166-2; null: of all.</param>
/// <param name="PageSize">From 1 to 500; 0: 100.</param>
/// <param name="PageToken">Null or empty: the first page.</param>
[GenerateSerializer, Immutable]
public sealed record UnitQuery(AgencyName? Agency, string? Province, int PageSize, string? PageToken);

/// <param name="NextPageToken">Empty at the end.</param>
[GenerateSerializer, Immutable]
public sealed record UnitPage(ImmutableArray<UnitView> Units, string NextPageToken);

/// <param name="Code">ISO 3166-2.</param>
/// <param name="Districts">How many districts it has.</param>
/// <param name="Affected">Whether a unit in force says so.</param>
/// <param name="Units">How many units are in force in it.</param>
[GenerateSerializer, Immutable]
public sealed record ProvinceView(string Code, LocalizedText DisplayName, int Districts, bool Affected, int Units);
