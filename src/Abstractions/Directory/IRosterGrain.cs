using System.Collections.Immutable;
using Coordination.Aggregates;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Directory;

/// <summary>The officers of one agency. Its key is <c>rosters/</c> and the agency's id.</summary>
/// <remarks>
/// It is a stream of its own, without a row in the registry, because everybody may follow what happens to an
/// agency, but only few may know who its officers are.
/// </remarks>
public interface IRosterGrain : IAggregateGrain
{
    /// <summary>Refused: see <see cref="IAgencyGrain.SetOfficerAsync"/>.</summary>
    Task<Outcome<ImmutableArray<OfficerView>>> SetAsync(SetOfficer command, CancellationToken cancellationToken);

    /// <summary>Refused: OFFICER_UNKNOWN.</summary>
    Task<Outcome<ImmutableArray<OfficerView>>> RemoveAsync(RemoveOfficer command, CancellationToken cancellationToken);

    /// <summary>All officers by subject. The caller has judged who may see them.</summary>
    [ReadOnly]
    Task<Outcome<ImmutableArray<OfficerView>>> ListAsync(CancellationToken cancellationToken);
}
