using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Stateless;

namespace Coordination.Workflows;

/// <summary>
/// The definition as a Stateless machine: it says which transition leads where and which guards stand in its way, and it is
/// what diagrams are drawn from. A machine holds no instance: it is told the state for each question.
/// </summary>
public sealed class WorkflowMachine
{
    private static readonly ConditionalWeakTable<WorkflowDefinition, ConcurrentBag<WorkflowMachine>> Idle = [];

    private readonly StateMachine<string, string> machine;
    private string state = "";
    private Func<WorkflowGuard, bool> holds = static _ => true;

    private WorkflowMachine(WorkflowDefinition definition)
    {
        machine = new StateMachine<string, string>(() => state, next => state = next);
        foreach (var each in definition.States)
            machine.Configure(each.Id);
        foreach (var transition in definition.Transitions)
        {
            var guards = transition.Guards.Select(guard => Tuple.Create<Func<bool>, string>(() => holds(guard), guard.Code)).ToArray();
            foreach (var from in transition.From)
            {
                var configured = machine.Configure(from);
                if (transition.To is not { } to)
                    configured.InternalTransitionIf(transition.Id, _ => guards.All(g => g.Item1()), static _ => { });
                else if (to == from)
                    configured.PermitReentryIf(transition.Id, guards);
                else
                    configured.PermitIf(transition.Id, to, guards);
            }
        }
    }

    /// <summary>For diagrams.</summary>
    public static StateMachine<string, string> Describe(WorkflowDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new WorkflowMachine(definition) { state = definition.States[0].Id }.machine;
    }

    /// <summary>Where a transition leads.</summary>
    /// <returns>The state after it; or null and the first guard that does not hold; or null twice: it does not lead from here.</returns>
    public static (string? To, WorkflowGuard? Fails) Next(
        WorkflowDefinition definition, string state, WorkflowTransition transition, Func<WorkflowGuard, bool> holds)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(transition);
        var idle = Idle.GetValue(definition, static _ => []);
        if (!idle.TryTake(out var mine))
            mine = new WorkflowMachine(definition);
        try
        {
            (mine.state, mine.holds) = (state, holds);
            if (mine.machine.CanFire(transition.Id))
            {
                mine.machine.Fire(transition.Id);
                return (mine.state, null);
            }

            return (null, transition.From.Contains(state) ? transition.Guards.FirstOrDefault(guard => !holds(guard)) : null);
        }
        finally
        {
            mine.holds = static _ => true;
            idle.Add(mine);
        }
    }
}
