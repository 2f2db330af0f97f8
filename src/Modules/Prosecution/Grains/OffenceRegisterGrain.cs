using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Prosecution.Contracts;
using Coordination.Prosecution.Offences;
using Coordination.Outcomes;
using Coordination.Workflows;
using Orleans.Concurrency;

namespace Coordination.Prosecution.Grains;

/// <summary>Reads the register that the module brings.</summary>
[StatelessWorker, Reentrant]
internal sealed class OffenceRegisterGrain(OffenceRegister register, AccessPolicy access) : Grain, IOffenceRegisterGrain
{
    public Task<Outcome<ImmutableArray<Offence>>> ListAsync(Principal principal, DateOnly? act, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<ImmutableArray<Offence>>>(
            access.May(principal, WorkflowPermissions.ReadDefinitions, Relation.None)
                ? act is { } day ? register.On(day) : register.All
                : CommonRefusals.PermissionDenied);
}
