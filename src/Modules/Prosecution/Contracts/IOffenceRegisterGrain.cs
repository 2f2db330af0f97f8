using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Prosecution.Offences;
using Coordination.Outcomes;
using Coordination.Workflows;
using Orleans.Concurrency;

namespace Coordination.Prosecution.Contracts;

/// <summary>The register of offences. A stateless worker; its key is 0.</summary>
public interface IOffenceRegisterGrain : IGrainWithIntegerKey
{
    /// <summary>For whoever may read definitions (<see cref="WorkflowPermissions.ReadDefinitions"/>). Refused: PERMISSION_DENIED.</summary>
    /// <param name="act">Only what an act of this day can be judged by; null: the whole register.</param>
    [ReadOnly]
    Task<Outcome<ImmutableArray<Offence>>> ListAsync(Principal principal, DateOnly? act, CancellationToken cancellationToken);
}
