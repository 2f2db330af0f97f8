using System.Collections.Immutable;
using Coordination.Workflows;

namespace Coordination.Silo.Workflows;

/// <summary>Definitions as data for other processes.</summary>
internal static class DefinitionViews
{
    /// <summary>What follows of a task or question is keyed by this word, for it is followed however it ends.</summary>
    private const string HoweverItEnds = "ended";

    public static DefinitionView Of(WorkflowDefinition definition, string module, ImmutableArray<int> versions) => new(
        definition.Id,
        module,
        definition.Version,
        versions,
        definition.Title,
        definition.Summary,
        definition.Guideline,
        definition.Case,
        definition.Person,
        definition.Handling,
        [.. definition.Parts.Select(Of)],
        [.. definition.Fields.Select(Of)],
        [.. definition.States.Select(state => new StateView(state.Id, state.Title, state.Final, Of(state.Entry), Of(state.Exit)))],
        Of(definition.Id, definition.Start),
        [.. definition.Transitions.Select(transition => Of(definition.Id, transition))],
        [.. Actions(definition).OfType<DeadlineAction>().DistinctBy(d => d.Id, StringComparer.Ordinal).OrderBy(d => d.Id, StringComparer.Ordinal).Select(Of)],
        [.. definition.Migrations.Select(migration => new MigrationView(migration.FromVersion, migration.States))]);

    private static PartView Of(WorkflowPart part) => new(part.Id, part.Title, part.Fixed ?? "", part.Starter, part.Required, part.Leads);

    private static FieldView Of(WorkflowField field) => new(
        field.Id,
        field.Title,
        field.Type,
        [.. field.Options.Select(option => new OptionView(option.Code, option.Title))],
        field.Collection,
        field.MaxItems,
        field.MaxLength,
        field.Minimum,
        field.Maximum,
        field.VisibleTo);

    /// <summary>What must be entered for a step.</summary>
    public static FormView Of(WorkflowForm form, string language) => new(
        form.Definition,
        form.Version,
        form.Transition,
        form.Title,
        [.. form.Fields.Select(field => new FormFieldView(Of(field.Field), field.Required))],
        [.. form.Parts.Select(part => new FormPartView(Of(part.Part), part.Required))],
        form.Case,
        form.Person,
        form.ToJsonSchema(language).ToJsonString());

    private static StartView Of(string definition, WorkflowStart start) => new(
        WorkflowNames.StartPermission(definition),
        start.Roles,
        start.Agencies,
        start.Required,
        start.Optional,
        Of(start.Guards),
        Of(start.Actions));

    private static StepView Of(string definition, WorkflowTransition transition) => new(
        transition.Id,
        transition.Title,
        WorkflowNames.Permission(definition, transition.Id),
        transition.From,
        transition.To ?? "",
        transition.Parts,
        transition.Roles,
        transition.Required,
        transition.Optional,
        transition.Binds,
        Of(transition.Guards),
        Of(transition.Actions),
        transition.Unblockable);

    private static ImmutableArray<GuardView> Of(ImmutableArray<WorkflowGuard> guards) =>
        [.. guards.Select(guard => new GuardView(guard.Code, guard.Sentence, Of(guard.When)))];

    private static ConditionView Of(WorkflowCondition condition) => condition switch
    {
        AllHold all => ConditionView.Of(ConditionKind.All) with { Conditions = [.. all.Conditions.Select(Of)] },
        AnyHolds any => ConditionView.Of(ConditionKind.Any) with { Conditions = [.. any.Conditions.Select(Of)] },
        DoesNotHold not => ConditionView.Of(ConditionKind.Not) with { Conditions = [Of(not.Condition)] },
        FieldIsSet c => ConditionView.Of(ConditionKind.FieldIsSet, c.Field),
        FieldCompares c => ConditionView.Of(ConditionKind.FieldCompares, c.Field, c.Value) with { Comparison = c.How },
        FieldIsAnyOf c => ConditionView.Of(ConditionKind.FieldIsAnyOf, c.Field, c.Values),
        FieldHasAll c => ConditionView.Of(ConditionKind.FieldHasAll, c.Field, c.Values),
        PassedSince c => ConditionView.Of(ConditionKind.PassedSince, c.State) with { Time = c.Time },
        PassedSinceField c => ConditionView.Of(ConditionKind.PassedSinceField, c.Field) with { Time = c.Time },
        HasBeen c => ConditionView.Of(ConditionKind.HasBeen, c.State),
        HasFired c => ConditionView.Of(ConditionKind.HasFired, c.Transition),
        ActionEnded c => ConditionView.Of(ConditionKind.ActionEnded, c.Action, c.States),
        PartIsBound c => ConditionView.Of(ConditionKind.PartIsBound, c.Part),
        PersonIsChild => ConditionView.Of(ConditionKind.PersonIsChild),
        PersonHasGuardian => ConditionView.Of(ConditionKind.PersonHasGuardian),
        PersonStatus c => ConditionView.Of(ConditionKind.PersonStatus, "", c.Statuses),
        PersonRole c => ConditionView.Of(ConditionKind.PersonRole, "", c.Roles),
        CodeHolds c => ConditionView.Of(ConditionKind.Code, c.Label),
        _ => throw new System.Diagnostics.UnreachableException(condition.GetType().Name), // DefinitionViewsTests visits every kind.
    };

    private static ImmutableArray<ActionView> Of(ImmutableArray<WorkflowAction> actions) => [.. actions.Select(Of)];

    private static ActionView Of(WorkflowAction action) => action switch
    {
        AssignTaskAction a => ActionView.Of(a.Id, ActionKind.AssignTask) with
        {
            Title = a.Title, Parts = [a.Part], Then = Followed(a.Then), Priority = a.Priority, DueWithin = a.DueWithin is { } due ? Of(due) : null,
        },
        AskInformationAction a => ActionView.Of(a.Id, ActionKind.AskInformation) with
        {
            Title = a.Title, Parts = [a.Part], Then = Followed(a.Then), Questions = a.Questions, Purpose = a.Purpose, LegalBasis = a.LegalBasis, Priority = a.Urgency,
        },
        StartChildAction a => ActionView.Of(a.Id, ActionKind.StartChild) with { Definition = a.Definition, Then = a.Then },
        NotifyAction a => ActionView.Of(a.Id, ActionKind.Notify) with { Title = a.Message, Parts = a.Parts },
        DeadlineAction a => ActionView.Of(a.Id, ActionKind.SetDeadline) with { Title = a.Title, Deadline = a.Id },
        EndDeadlineAction a => ActionView.Of(a.Id, ActionKind.EndDeadline) with { Deadline = a.Deadline },
        CompanionAction a => ActionView.Of(a.Id, ActionKind.Companion) with { Handler = a.Companion },
        CodeAction a => ActionView.Of(a.Id, ActionKind.Code) with { Handler = a.Effect },
        _ => throw new System.Diagnostics.UnreachableException(action.GetType().Name), // DefinitionViewsTests visits every kind.
    };

    private static ImmutableDictionary<string, string> Followed(string? then) => then is null
        ? ImmutableDictionary<string, string>.Empty
        : ImmutableDictionary<string, string>.Empty.Add(HoweverItEnds, then);

    private static DeadlineView Of(DeadlineAction action) =>
        new(action.Id, action.Title, Of(action.Within), action.FromField ?? "", action.Then ?? "", action.Outlives);

    private static SpanView Of(WorkflowSpan span) => new(span.Time, span.WorkingDays);

    private static IEnumerable<WorkflowAction> Actions(WorkflowDefinition definition) =>
        definition.Start.Actions
            .Concat(definition.States.SelectMany(state => state.Entry.Concat(state.Exit)))
            .Concat(definition.Transitions.SelectMany(transition => transition.Actions));
}
