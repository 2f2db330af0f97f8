using System.Collections.Immutable;

namespace Coordination.Workflows;

/// <summary>What is wrong with conditions and actions.</summary>
public static partial class DefinitionCheck
{
    /// <summary>Every action with where it stands.</summary>
    public static IEnumerable<(string Path, WorkflowAction Action)> Placed(WorkflowDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return definition.Start.Actions.Select(a => ($"start.actions.{a.Id}", a))
            .Concat(definition.States.SelectMany(s => s.Entry.Select(a => ($"states.{s.Id}.entry.{a.Id}", a)).Concat(s.Exit.Select(a => ($"states.{s.Id}.exit.{a.Id}", a)))))
            .Concat(definition.Transitions.SelectMany(t => t.Actions.Select(a => ($"transitions.{t.Id}.actions.{a.Id}", a))));
    }

    /// <summary>Transitions that the platform fires because of an action.</summary>
    public static IEnumerable<string> Targets(WorkflowAction action) => action switch
    {
        AssignTaskAction { Then: { } then } => [then],
        AskInformationAction { Then: { } then } => [then],
        DeadlineAction { Then: { } then } => [then],
        StartChildAction child => child.Then.Values,
        _ => [],
    };

    private static void CheckAction(WorkflowDefinition definition, string path, WorkflowAction action, Action<string, string> fault)
    {
        foreach (var target in Targets(action))
        {
            if (definition.Transition(target) is not { } transition)
                fault($"{path}.then", $"There is no transition '{target}'.");
            else if (!transition.Binds.IsEmpty || transition.From.Any(from => WorkflowRules.ActionsOf(definition, from, transition).Any(a => a is CompanionAction)))
                fault($"{path}.then", $"The platform cannot fire '{target}': it binds parts or is written together with a grain of the module.");
        }

        switch (action)
        {
            case AssignTaskAction a:
                Parts(definition, $"{path}.part", [a.Part], fault);
                Span(path, a.DueWithin, fault);
                if (a.Priority is not ("routine" or "urgent" or "asap" or "stat"))
                    fault($"{path}.priority", "Choose routine, urgent, asap or stat.");
                break;
            case AskInformationAction a:
                Parts(definition, $"{path}.part", [a.Part], fault);
                if (a.Questions.IsEmpty)
                    fault($"{path}.questions", "Ask at least one.");
                if (a.Purpose.Length == 0)
                    fault($"{path}.purpose", "Say for which purpose.");
                if (!Names.ResourceName.IsId(a.LegalBasis))
                    fault($"{path}.legal_basis", "Name the instrument on which it rests, by its id.");
                if (a.Urgency is not ("urgent_direct" or "urgent" or "normal"))
                    fault($"{path}.urgency", "Choose urgent_direct, urgent or normal.");
                break;
            case NotifyAction a:
                Parts(definition, $"{path}.parts", a.Parts, fault);
                break;
            case StartChildAction a:
                if (!Hyphened().IsMatch(a.Definition))
                    fault($"{path}.definition", "Name a definition.");
                Parts(definition, $"{path}.parts", [.. a.Parts.Values], fault);
                Fields(definition, $"{path}.data", [.. a.Data.Values], fault);
                foreach (var text in a.Data.Values.Where(id => definition.Field(id) is { IsSealed: true }))
                    fault($"{path}.data", $"'{text}' is a text: texts are not carried over.");
                break;
            case DeadlineAction a:
                Span(path, a.Within, fault);
                if (a.FromField is { } field)
                {
                    Fields(definition, $"{path}.from_field", [field], fault);
                    if (definition.Field(field) is { Type: not (FieldType.Date or FieldType.Time) })
                        fault($"{path}.from_field", "Count from a date or a time.");
                }

                break;
            case EndDeadlineAction a when !Placed(definition).Any(p => p.Action is DeadlineAction d && d.Id == a.Deadline):
                fault($"{path}.deadline", $"There is no deadline '{a.Deadline}'.");
                break;
        }
    }

    private static void Span(string path, WorkflowSpan? span, Action<string, string> fault)
    {
        if (span is { } set && (set.WorkingDays is < 0 or > 1000 || set.Time < TimeSpan.Zero || set.Time > TimeSpan.FromDays(3660)))
            fault($"{path}.within", "From nothing to ten years.");
    }

    private static void Guards(WorkflowDefinition definition, string path, ImmutableArray<WorkflowGuard> guards, Action<string, string> fault)
    {
        foreach (var guard in guards)
        {
            if (!UpperSnake().IsMatch(guard.Code))
                fault($"{path}.{guard.Code}", "Use upper-case letters, digits and underscores for its code.");
            if (guard.Sentence.En.Length == 0)
                fault($"{path}.{guard.Code}", "Say in a sentence what to do when it does not hold.");
            Condition(definition, $"{path}.{guard.Code}", guard.When, fault);
        }
    }

    private static void Condition(WorkflowDefinition definition, string path, WorkflowCondition condition, Action<string, string> fault)
    {
        switch (condition)
        {
            case AllHold c:
                Each(c.Conditions);
                break;
            case AnyHolds c:
                Each(c.Conditions);
                break;
            case DoesNotHold c:
                Each([c.Condition]);
                break;
            case FieldIsSet c:
                Fields(definition, path, [c.Field], fault);
                break;
            case FieldCompares c:
                Fields(definition, path, [c.Field], fault);
                Values(c.Field, [c.Value]);
                break;
            case FieldIsAnyOf c:
                Fields(definition, path, [c.Field], fault);
                Values(c.Field, c.Values);
                break;
            case FieldHasAll c:
                Fields(definition, path, [c.Field], fault);
                Values(c.Field, c.Values);
                break;
            case PassedSince c:
                States(definition, path, [c.State], fault);
                break;
            case PassedSinceField c:
                Fields(definition, path, [c.Field], fault);
                break;
            case HasBeen c:
                States(definition, path, [c.State], fault);
                break;
            case HasFired c when definition.Transition(c.Transition) is null:
                fault(path, $"There is no transition '{c.Transition}'.");
                break;
            case ActionEnded c when !Placed(definition).Any(p => p.Action.Id == c.Action):
                fault(path, $"There is no action '{c.Action}'.");
                break;
            case PartIsBound c:
                Parts(definition, path, [c.Part], fault);
                break;
            case PersonIsChild or PersonHasGuardian or PersonStatus or PersonRole when !definition.Person:
                fault(path, "The workflow is not about a person.");
                break;
        }

        void Each(ImmutableArray<WorkflowCondition> conditions)
        {
            foreach (var each in conditions)
                Condition(definition, path, each, fault);
        }

        void Values(string field, ImmutableArray<string> values)
        {
            if (definition.Field(field) is not { } known)
                return;
            if (known.IsSealed)
                fault(path, $"'{field}' is a sealed text: no condition reads it.");
            foreach (var value in values.Where(value => !known.IsSealed && WorkflowEntries.Canonical(known with { Minimum = null, Maximum = null }, value) is null))
                fault(path, $"'{value}' is no value of '{field}'.");
        }
    }
}
