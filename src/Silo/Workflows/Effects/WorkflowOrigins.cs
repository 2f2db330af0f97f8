using Coordination.Outcomes;
using Coordination.Workflows;

namespace Coordination.Silo.Workflows;

/// <summary>Telling an instance that something which is there for it has ended.</summary>
internal static class WorkflowOrigins
{
    /// <param name="word">How it ended, in its own words.</param>
    /// <returns>Null: there is nothing more to tell. Else: tell it again.</returns>
    public static async Task<Refusal?> TellAsync(IGrainFactory grains, WorkflowParent origin, string word) =>
        await grains.Workflow(origin.Name).EffectEndedAsync(origin.Effect, word) is { Kind: RefusalKind.Unavailable or RefusalKind.Aborted or RefusalKind.ResourceExhausted } away
            ? away
            : null; // An instance that is not there, or does not know it, never will.
}
