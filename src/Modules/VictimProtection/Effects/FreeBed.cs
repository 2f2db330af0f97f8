using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Workflows;

namespace Coordination.VictimProtection.Effects;

/// <summary>Frees the bed of somebody who left. It follows the step, so that a shelter that is away keeps nobody.</summary>
internal sealed class FreeBed : IWorkflowEffect
{
    public const string EffectName = "victim-protection.free-bed";

    public string Name => EffectName;

    public async Task<Outcome<string>> RunAsync(WorkflowStep step, IGrainFactory grains, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (!ResourceName.TryParse<ShelterName>(step.Facts.Value("shelter"), out var shelter))
            return "";

        var refusal = await grains.Shelter(shelter).FreeAsync(step.Facts.Name);
        return refusal is null ? shelter.ToString() : refusal;
    }
}
