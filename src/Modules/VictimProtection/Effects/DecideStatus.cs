using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Outcomes;
using Coordination.Workflows;

namespace Coordination.VictimProtection.Effects;

/// <summary>
/// Writes the formal decision into the case by the case's own command, with the rights of whoever decided, and then confirms
/// the step: the screening never says what the case does not.
/// </summary>
internal sealed class DecideStatus : IWorkflowEffect
{
    public const string EffectName = "victim-protection.decide-status";

    public string Name => EffectName;

    public async Task<Outcome<string>> RunAsync(WorkflowStep step, IGrainFactory grains, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(grains);
        if (step.Facts is not { Case: { } about, Person: { } person })
            return CaseRefusals.PersonUnknown;

        var isVictim = step.Facts.Value("decision") == "actual";
        var command = new DecideVictimStatus(
            new CommandContext(step.RequestId, step.Caller), person.Id, isVictim ? VictimStatus.Actual : VictimStatus.NotVictim, step.Facts.Value("decision_reason") ?? "");
        var decided = await grains.Case(about).ExecuteAsync(command, cancellationToken);
        if (decided.IsRefused && decided.Refusal.Code != CaseRefusals.StatusUnchanged.Code)
            return decided.Refusal;

        var confirm = new FireTransition(
            new CommandContext(Requests.Derive(step.RequestId, "confirm"), step.Caller), isVictim ? "confirm" : "confirm_rejection", [], []);
        var confirmed = await grains.Workflow(step.Facts.Name).FireAsync(confirm, cancellationToken);

        // Whoever decided may confirm by hand; only what another try would mend is said to be undone.
        return confirmed.IsRefused && confirmed.Refusal.Kind is RefusalKind.Unavailable or RefusalKind.Aborted ? confirmed.Refusal : about.ToString();
    }
}
