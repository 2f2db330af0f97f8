using System.Collections.Immutable;
using System.Globalization;
using Coordination.Access;
using Coordination.Names;
using Coordination.Outcomes;

namespace Coordination.Workflows;

/// <summary>What a workflow decides. Pure: definition, instance, command and inputs in; events or a refusal out.</summary>
public static partial class WorkflowRules
{
    /// <summary>An instance takes at most so many steps: a loop that never ends is a fault of its definition.</summary>
    public const int MostSteps = 2_000;

    /// <summary>Begins an instance. In order: who may, case, person, parts, data, guards.</summary>
    public static Decision<WorkflowEvent> Start(WorkflowInstance state, WorkflowDefinition definition, StartWorkflow command, StepInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(inputs);
        var (start, caller) = (definition.Start, command.Context.Principal);
        if (state.Exists)
            return WorkflowRefusals.TransitionNotAllowed;
        if (!start.Agencies.IsEmpty && !start.Agencies.Contains(caller.Agency.Id))
            return CommonRefusals.PermissionDenied;
        if (RefuseCase(definition, command, inputs) is { } no)
            return no;

        var bound = BindAtStart(definition, command, inputs);
        if (bound.IsRefused)
            return bound.Refusal;
        var entries = WorkflowEntries.Read(definition, start.Required, start.Optional, command.Data, static _ => false);
        if (RefuseData(entries) is { } wrong)
            return wrong;

        var facts = Facts(state, entries.Values, bound.Value, inputs, command.Case);
        if (start.Guards.FirstOrDefault(guard => !guard.When.Holds(definition, facts)) is { } fails)
            return Refuse(fails);

        var first = definition.States[0];
        var brings = Bring([.. start.Actions, .. first.Entry], "", 1, caller, facts, inputs);
        var province = command.Province.Length > 0 ? command.Province : inputs.Case?.Province ?? "";
        ImmutableArray<WorkflowEvent> events =
        [
            new WorkflowStarted(
                definition.Id, definition.Version, definition.Guideline, caller.Agency, caller.Unit, command.Case, command.Person, province,
                inputs.Case is { } about && about.Handling > definition.Handling ? about.Handling : definition.Handling,
                bound.Value, first.Id, first.Final, entries.Values, inputs.Texts, brings.Deadlines, brings.Owed, TurnIn(definition, first.Id),
                inputs.Case?.Blocked ?? [], command.Parent),
            .. brings.Notices,
        ];
        return events;
    }

    /// <summary>Takes a step for a caller. In order: transition, state, part, parts, data, guards.</summary>
    /// <param name="definition">The one by which the instance goes on; a newer one than its own migrates it.</param>
    public static Decision<WorkflowEvent> Fire(WorkflowInstance state, WorkflowDefinition definition, FireTransition command, StepInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(inputs);
        var migrated = Migrate(state, definition);
        var now = migrated is null ? state : state.Apply(migrated, new(0, inputs.Now, null, Guid.Empty));
        if (definition.Transition(command.Transition) is not { } transition)
            return WorkflowRefusals.TransitionUnknown;
        if (!transition.From.Contains(now.State) || now.Final)
            return WorkflowRefusals.TransitionNotAllowed.With("state", now.State);

        var mine = now.PartsOf(command.Context.Principal);
        if (transition.Parts.FirstOrDefault(mine.Contains) is not { } part)
            return WorkflowRefusals.NotYourPart;
        if (now.Steps >= MostSteps && !transition.Unblockable)
            return WorkflowRefusals.TooManySteps;
        if (RefuseBindings(transition, now, command.Parts, inputs) is { } no)
            return no;

        var entries = WorkflowEntries.Read(
            definition, transition.Required, transition.Optional, command.Data, id => now.Data.ContainsKey(id) || now.Texts.ContainsKey(id));
        return RefuseData(entries) is { } wrong
            ? wrong
            : Step(now, definition, transition, part, command.Parts, entries.Values, command.Context.Principal, migrated, inputs);
    }

    /// <summary>What the platform does when a deadline comes: fires its transition, or notes that it passed.</summary>
    public static Decision<WorkflowEvent> Due(WorkflowInstance state, WorkflowDefinition definition, string deadline, StepInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(inputs);
        if (state.Final || state.Deadlines.FirstOrDefault(d => d.Id == deadline) is not { Passed: false } set || set.Due > inputs.Now)
            return Decision<WorkflowEvent>.Nothing;

        var action = Actions(definition).OfType<DeadlineAction>().FirstOrDefault(a => a.Id == deadline);
        var fired = ByPlatform(state, definition, action?.Then, inputs, [deadline]);
        return fired.IsEmpty ? new DeadlinePassed(deadline) : fired;
    }

    /// <summary>What follows when something that a step started has ended.</summary>
    /// <param name="effect">The id of the effect.</param>
    /// <param name="word">How it ended.</param>
    public static Decision<WorkflowEvent> EndEffect(WorkflowInstance state, WorkflowDefinition definition, string effect, string word, StepInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(inputs);
        // A task that failed and was given to another may end again, otherwise; anything else ends once.
        if (state.Effects.FirstOrDefault(e => e.Owed.Id == effect) is not { } running
            || running.Ended == word
            || (running.Ended.Length > 0 && running.Owed.Kind is not EffectKind.Task))
        {
            return Decision<WorkflowEvent>.Nothing;
        }

        var ended = new EffectEnded(effect, word);
        var after = state.Apply(ended, new(0, inputs.Now, null, Guid.Empty));
        var then = Actions(definition).FirstOrDefault(a => a.Id == running.Owed.Action) switch
        {
            AssignTaskAction a => a.Then,
            AskInformationAction a => a.Then,
            StartChildAction a => a.Then.GetValueOrDefault(word),
            _ => null,
        };
        ImmutableArray<WorkflowEvent> events = [ended, .. ByPlatform(after, definition, then, inputs, [])];
        return events;
    }

    /// <summary>How an instance of an older version goes on by this one; null when it need not or cannot.</summary>
    public static WorkflowMigrated? Migrate(WorkflowInstance state, WorkflowDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(definition);
        if (state.DefinitionVersion == definition.Version || definition.Migrations.FirstOrDefault(m => m.FromVersion == state.DefinitionVersion) is not { } migration)
            return null;

        var to = migration.States.GetValueOrDefault(state.State, state.State);
        return definition.State(to) is null
            ? null
            : new WorkflowMigrated(state.DefinitionVersion, definition.Version, state.State, to, definition.Guideline, TurnIn(definition, to));
    }

    /// <summary>What a caller could fire from here, and what stands in the way.</summary>
    public static ImmutableArray<TransitionView> Offered(WorkflowInstance state, WorkflowDefinition definition, Principal caller, Func<WorkflowTransition, bool> may, StepInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(may);
        var now = Migrate(state, definition) is { } migrated ? state.Apply(migrated, new(0, state.UpdatedAt, null, Guid.Empty)) : state;
        if (now.Final)
            return [];

        var mine = now.PartsOf(caller);
        var facts = Facts(now, [], [], inputs, state.Begun?.Case);
        return
        [
            .. definition.Transitions
                .Where(t => t.From.Contains(now.State) && t.Parts.Any(mine.Contains) && may(t))
                .Select(t => new TransitionView(t.Id, t.To ?? now.State, [.. t.Guards.Where(g => !g.When.Holds(definition, facts)).Select(g => g.Code)])),
        ];
    }

    /// <summary>Every action of a definition.</summary>
    public static IEnumerable<WorkflowAction> Actions(WorkflowDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return definition.Start.Actions
            .Concat(definition.States.SelectMany(s => s.Entry.Concat(s.Exit)))
            .Concat(definition.Transitions.SelectMany(t => t.Actions));
    }

    /// <summary>The actions that a step brings about, in order: of the state that is left, of the transition, of the state that is entered.</summary>
    public static ImmutableArray<WorkflowAction> ActionsOf(WorkflowDefinition definition, string from, WorkflowTransition transition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(transition);
        return transition.To is not { } to
            ? transition.Actions
            : [.. definition.State(from)?.Exit ?? [], .. transition.Actions, .. definition.State(to)?.Entry ?? []];
    }

    /// <summary>What conditions, companions and effects may know.</summary>
    public static WorkflowFacts Facts(
        WorkflowInstance state, ImmutableArray<FieldValue> entered, ImmutableArray<PartBinding> bound, StepInputs inputs, CaseName? about)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(inputs);
        var data = state.Data.ToImmutableDictionary(v => v.Key, v => v.Value.Values);
        foreach (var value in entered)
            data = value.Values.IsEmpty ? data.Remove(value.Field) : data.SetItem(value.Field, value.Values);
        var parts = state.Parts.ToImmutableDictionary(p => p.Part).SetItems(bound.Select(b => KeyValuePair.Create(b.Part, b)));
        return new WorkflowFacts(
            inputs.Name, inputs.Now, state.State, data, parts, state.FirstIn, state.Fired, state.Ended, about, inputs.Case?.Person);
    }

    private static ImmutableArray<WorkflowEvent> ByPlatform(
        WorkflowInstance state, WorkflowDefinition definition, string? transition, StepInputs inputs, ImmutableArray<string> ended)
    {
        var migrated = Migrate(state, definition);
        var now = migrated is null ? state : state.Apply(migrated, new(0, inputs.Now, null, Guid.Empty));
        if (transition is null || now.Final || definition.Transition(transition) is not { } fires || !fires.From.Contains(now.State))
            return [];
        if (fires.Required.Any(id => !now.Data.ContainsKey(id) && !now.Texts.ContainsKey(id)))
            return [];
        var step = Step(now, definition, fires, "", [], [], Principal.Platform with { Agency = now.Begun!.Owner }, migrated, inputs, ended);
        return step.Refusal is null ? step.Events : [];
    }

    private static Decision<WorkflowEvent> Step(
        WorkflowInstance now,
        WorkflowDefinition definition,
        WorkflowTransition transition,
        string part,
        ImmutableArray<PartBinding> bound,
        ImmutableArray<FieldValue> entered,
        Principal by,
        WorkflowMigrated? migrated,
        StepInputs inputs,
        ImmutableArray<string> alsoEnded = default)
    {
        var facts = Facts(now, entered, bound, inputs, now.Begun!.Case);
        var (to, fails) = WorkflowMachine.Next(definition, now.State, transition, guard => guard.When.Holds(definition, facts));
        if (fails is not null)
            return Refuse(fails);
        if (to is null)
            return WorkflowRefusals.TransitionNotAllowed.With("state", now.State);

        var brings = Bring(ActionsOf(definition, now.State, transition), transition.Id, now.Steps + 1, by, facts, inputs);
        var outliving = Actions(definition).OfType<DeadlineAction>().Where(d => d.Outlives).Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
        var ended = now.Deadlines
            .Where(d => (transition.To is not null && !outliving.Contains(d.Id)) || brings.Ended.Contains(d.Id) || (!alsoEnded.IsDefault && alsoEnded.Contains(d.Id)))
            .Select(d => d.Id);
        var fired = new TransitionFired(
            transition.Id, now.State, to, definition.State(to)!.Final, part, definition.Guideline, bound, entered, inputs.Texts,
            brings.Deadlines, [.. ended], brings.Owed, TurnIn(definition, to));
        ImmutableArray<WorkflowEvent> events = migrated is null ? [fired, .. brings.Notices] : [migrated, fired, .. brings.Notices];
        return events;
    }

    private static (ImmutableArray<WorkflowDeadline> Deadlines, ImmutableArray<string> Ended, ImmutableArray<OwedEffect> Owed, ImmutableArray<WorkflowEvent> Notices) Bring(
        ImmutableArray<WorkflowAction> actions, string step, int number, Principal by, WorkflowFacts facts, StepInputs inputs)
    {
        var deadlines = ImmutableArray.CreateBuilder<WorkflowDeadline>();
        var ended = ImmutableArray.CreateBuilder<string>();
        var owed = ImmutableArray.CreateBuilder<OwedEffect>();
        var notices = ImmutableArray.CreateBuilder<WorkflowEvent>();
        foreach (var action in actions)
        {
            switch (action)
            {
                case DeadlineAction a:
                    var from = a.FromField is { } field && facts.Value(field) is { } value && ConditionRules.TimeOf(value) is { } time ? time : inputs.Now;
                    deadlines.Add(new WorkflowDeadline(a.Id, a.Within.WorkingDays > 0 ? inputs.Calendar.EndOfWorkingDay(from, a.Within.WorkingDays) : from + a.Within.Time));
                    break;
                case EndDeadlineAction a:
                    ended.Add(a.Deadline);
                    break;
                case NotifyAction a:
                    notices.Add(new PartsNotified(a.Id, a.Parts));
                    break;
                case CompanionAction:
                    break; // Written together with the step: nothing is owed.
                default:
                    owed.Add(new OwedEffect($"{action.Id}.{number.ToString(CultureInfo.InvariantCulture)}", action.Id, KindOf(action), step, by));
                    break;
            }
        }

        return (deadlines.ToImmutable(), ended.ToImmutable(), owed.ToImmutable(), notices.ToImmutable());
    }

    private static EffectKind KindOf(WorkflowAction action) => action switch
    {
        AssignTaskAction => EffectKind.Task,
        AskInformationAction => EffectKind.Information,
        StartChildAction => EffectKind.Child,
        _ => EffectKind.Code,
    };

    private static ImmutableArray<string> TurnIn(WorkflowDefinition definition, string state) =>
        definition.State(state) is { Final: false }
            ? [.. definition.Transitions.Where(t => t.From.Contains(state)).SelectMany(t => t.Parts).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
            : [];
}
