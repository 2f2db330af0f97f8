using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.VictimProtection;

/// <summary>
/// One shelter: how many beds it has for whom, and which stays take them. Its key is its name, <c>shelters/…</c>.
/// Where it is, is not stored: no step needs the address, and what is not there cannot leak (domain duty 8).
/// </summary>
/// <remarks>Refusals: README of the module.</remarks>
public interface IShelterGrain : IAggregateGrain
{
    Task<Outcome<ShelterView>> RegisterAsync(RegisterShelter command, CancellationToken cancellationToken);

    Task<Outcome<ShelterView>> ExecuteAsync(ShelterCommand command, CancellationToken cancellationToken);

    [ReadOnly]
    Task<Outcome<ShelterView>> GetAsync(Principal principal, CancellationToken cancellationToken);

    /// <summary>Prepares what an admission or a planned exit does to the beds, to be written together with the step.</summary>
    Task<Outcome<PreparedAppend>> PrepareAsync(BedCommand command, CancellationToken cancellationToken);

    /// <summary>Frees the bed of a stay that its resident has left; nothing when it has none. A repeat does no harm.</summary>
    /// <returns>Null when it is durable; else why it is not.</returns>
    Task<Refusal?> FreeAsync(WorkflowName stay);
}

public static class ShelterGrains
{
    public static IShelterGrain Shelter(this IGrainFactory grains, ShelterName name)
    {
        ArgumentNullException.ThrowIfNull(grains);
        return grains.GetGrain<IShelterGrain>(name.ToString());
    }
}
