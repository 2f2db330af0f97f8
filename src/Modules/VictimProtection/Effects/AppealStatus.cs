using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Outcomes;
using Coordination.Workflows;

namespace Coordination.VictimProtection.Effects;

/// <summary>Appeals in the case too, with the rights of whoever helps the person.</summary>
internal sealed class AppealStatus : IWorkflowEffect
{
    public const string EffectName = "victim-protection.appeal-status";

    public string Name => EffectName;

    public async Task<Outcome<string>> RunAsync(WorkflowStep step, IGrainFactory grains, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (step.Facts is not { Case: { } about, Person: { } person })
            return CaseRefusals.PersonUnknown;

        var command = new AppealVictimStatus(new CommandContext(step.RequestId, step.Caller), person.Id, step.Facts.Value("appeal_reason") ?? "other");
        var appealed = await grains.Case(about).ExecuteAsync(command, cancellationToken);
        return appealed.IsRefused && appealed.Refusal.Code != CaseRefusals.AppealPending.Code ? appealed.Refusal : about.ToString();
    }
}
