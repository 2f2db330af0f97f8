using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Workflows;

/// <summary>The definitions of the silo that answers. A stateless worker; its key is 0.</summary>
/// <remarks>Every verb is refused with PERMISSION_DENIED without <see cref="WorkflowPermissions.ReadDefinitions"/>.</remarks>
public interface IDefinitionsGrain : IGrainWithIntegerKey
{
    /// <summary>The newest version of each, by id.</summary>
    [ReadOnly]
    Task<Outcome<ImmutableArray<DefinitionSummaryView>>> ListAsync(Principal principal, CancellationToken cancellationToken);

    /// <summary>Refused: DEFINITION_UNKNOWN.</summary>
    /// <param name="version">0: the newest.</param>
    [ReadOnly]
    Task<Outcome<DefinitionView>> GetAsync(Principal principal, string id, int version, CancellationToken cancellationToken);

    /// <summary>Refused: DEFINITION_UNKNOWN.</summary>
    /// <param name="language"><c>en</c> or <c>lo</c>.</param>
    [ReadOnly]
    Task<Outcome<DiagramView>> RenderAsync(
        Principal principal, string id, int version, DiagramFormat format, string language, CancellationToken cancellationToken);

    /// <summary>Refused: DEFINITION_UNKNOWN, TRANSITION_UNKNOWN.</summary>
    /// <param name="transition">Empty: of the start.</param>
    [ReadOnly]
    Task<Outcome<FormView>> FormAsync(
        Principal principal, string id, int version, string transition, string language, CancellationToken cancellationToken);
}

/// <summary>Finds the grain of definitions.</summary>
public static class DefinitionGrains
{
    public static IDefinitionsGrain Definitions(this IGrainFactory grains)
    {
        ArgumentNullException.ThrowIfNull(grains);
        return grains.GetGrain<IDefinitionsGrain>(0);
    }
}
