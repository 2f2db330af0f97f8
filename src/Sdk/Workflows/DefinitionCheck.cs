using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Coordination.Access;

namespace Coordination.Workflows;

/// <summary>One thing that is wrong with a definition.</summary>
/// <param name="Path">Where, for example <c>transitions.admit.required</c>.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record DefinitionFault(string Path, string Message)
{
    public override string ToString() => $"{Path}: {Message}";
}

/// <summary>Says everything that is wrong with a definition at once. A definition with a fault is not loaded.</summary>
public static partial class DefinitionCheck
{
    /// <summary>At most so many states, transitions, fields, parts and actions each.</summary>
    public const int Most = 200;

    public static ImmutableArray<DefinitionFault> Faults(WorkflowDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var faults = ImmutableArray.CreateBuilder<DefinitionFault>();
        void Fault(string path, string message) => faults.Add(new DefinitionFault(path, message));

        if (!Hyphened().IsMatch(definition.Id))
            Fault("id", "Use lower-case letters, digits and hyphens, beginning with a letter, at most 63.");
        if (definition.Version < 1)
            Fault("version", "Versions count from 1.");
        if (definition.Person && definition.Case is CaseUse.None)
            Fault("person", "A workflow about a person is about a case: set case to optional or required.");
        if (definition.States.IsEmpty)
            Fault("states", "Name at least the state in which it begins.");

        Ids("parts", definition.Parts.Select(p => p.Id), Fault);
        Ids("fields", definition.Fields.Select(f => f.Id), Fault);
        Ids("states", definition.States.Select(s => s.Id), Fault);
        Ids("transitions", definition.Transitions.Select(t => t.Id), Fault);
        if (definition.Parts.Any(p => p.Id == WorkflowInstance.Owner))
            Fault("parts.owner", "Call the part otherwise: owner is whoever started it.");
        if (definition.Transitions.Any(t => t.Id is "start" or "read"))
            Fault("transitions", "Call no transition start or read: the permissions of those names are taken.");
        foreach (var part in definition.Parts.Where(p => p.Fixed is not null && p.Starter))
            Fault($"parts.{part.Id}", "A fixed part cannot be the starter's too.");

        var actions = Placed(definition).ToArray();
        Ids("actions", actions.Select(a => a.Action.Id), Fault);
        foreach (var field in definition.Fields)
            CheckField(definition, field, Fault);
        CheckStart(definition, Fault);
        foreach (var transition in definition.Transitions)
            CheckTransition(definition, transition, Fault);
        CheckGraph(definition, Fault);
        foreach (var (path, action) in actions)
            CheckAction(definition, path, action, Fault);
        foreach (var migration in definition.Migrations)
            CheckMigration(definition, migration, Fault);
        return faults.ToImmutable();
    }

    /// <summary>What is wrong between the versions of one definition.</summary>
    public static ImmutableArray<DefinitionFault> Faults(IReadOnlyCollection<WorkflowDefinition> versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        var faults = ImmutableArray.CreateBuilder<DefinitionFault>();
        foreach (var twice in versions.GroupBy(v => v.Version).Where(g => g.Count() > 1))
            faults.Add(new("version", $"Version {twice.Key} is there twice."));
        return faults.ToImmutable();
    }

    private static void Ids(string path, IEnumerable<string> ids, Action<string, string> fault)
    {
        var all = ids.ToArray();
        if (all.Length > Most)
            fault(path, $"There are more than {Most}.");
        foreach (var bad in all.Where(id => !Snake().IsMatch(id)))
            fault($"{path}.{bad}", "Use lower-case letters, digits and underscores, beginning with a letter, at most 63.");
        foreach (var twice in all.GroupBy(id => id, StringComparer.Ordinal).Where(g => g.Count() > 1))
            fault($"{path}.{twice.Key}", "It is there twice.");
    }

    private static void CheckField(WorkflowDefinition definition, WorkflowField field, Action<string, string> fault)
    {
        var path = $"fields.{field.Id}";
        if (field.Type is FieldType.None)
            fault(path, "Say of which type it is.");
        if (field.Type is FieldType.Code == field.Options.IsEmpty)
            fault($"{path}.options", field.Options.IsEmpty ? "A code needs its options." : "Only a code has options.");
        if (field.Type is FieldType.Name == (field.Collection.Length == 0))
            fault($"{path}.collection", field.Collection.Length == 0 ? "A name needs its collection." : "Only a name has a collection.");
        if (field.MaxItems is < 1 or > 500)
            fault($"{path}.max_items", "From 1 to 500.");
        if (field.IsSealed && field.MaxItems != 1)
            fault($"{path}.max_items", "A text is one: it cannot be a list.");
        if (field.MaxLength is < 1 or > 20_000)
            fault($"{path}.max_length", "From 1 to 20,000.");
        if (field.Minimum > field.Maximum)
            fault($"{path}.minimum", "It is above the maximum.");
        Ids($"{path}.options", field.Options.Select(o => o.Code), fault);
        Parts(definition, $"{path}.visible_to", field.VisibleTo, fault);
    }

    private static void CheckStart(WorkflowDefinition definition, Action<string, string> fault)
    {
        var start = definition.Start;
        if (start.Roles.IsEmpty)
            fault("start.roles", "Say which roles may start it.");
        Roles("start.roles", start.Roles, fault);
        Fields(definition, "start.required", start.Required, fault);
        Fields(definition, "start.optional", start.Optional, fault);
        Guards(definition, "start.guards", start.Guards, fault);
        foreach (var agency in start.Agencies.Where(a => !Names.ResourceName.IsId(a)))
            fault("start.agencies", $"'{agency}' is no agency's id.");
    }

    private static void CheckTransition(WorkflowDefinition definition, WorkflowTransition transition, Action<string, string> fault)
    {
        var path = $"transitions.{transition.Id}";
        if (transition.From.IsEmpty)
            fault($"{path}.from", "Name the states from which it leads.");
        States(definition, $"{path}.from", transition.From, fault);
        if (transition.To is { } to)
            States(definition, $"{path}.to", [to], fault);
        foreach (var from in transition.From.Where(id => definition.State(id) is { Final: true }))
            fault($"{path}.from", $"Nothing follows '{from}': it is final.");
        if (transition.Parts.IsEmpty != transition.Roles.IsEmpty)
            fault(path, "Name both the parts and the roles that may fire it, or neither when only the platform does.");
        Parts(definition, $"{path}.parts", transition.Parts, fault);
        Parts(definition, $"{path}.binds", transition.Binds, fault);
        foreach (var part in transition.Binds.Where(id => id == WorkflowInstance.Owner || definition.Part(id) is { Fixed: not null }))
            fault($"{path}.binds", $"'{part}' cannot be bound: it is fixed.");
        Roles($"{path}.roles", transition.Roles, fault);
        Fields(definition, $"{path}.required", transition.Required, fault);
        Fields(definition, $"{path}.optional", transition.Optional, fault);
        Guards(definition, $"{path}.guards", transition.Guards, fault);
        if (transition.Parts.IsEmpty && !Placed(definition).Any(a => Targets(a.Action).Contains(transition.Id)))
            fault(path, "Nobody fires it: name parts and roles, or let an action fire it.");
        if (transition.Parts.IsEmpty && transition.Actions.OfType<AskInformationAction>().FirstOrDefault() is { } asks)
            fault($"{path}.actions.{asks.Id}", "Only a person asks for information: name the parts and roles that fire the transition.");
        if (transition.Unblockable && (!transition.Guards.IsEmpty || !transition.Required.IsEmpty || !transition.Binds.IsEmpty
            || transition.From.Any(from => WorkflowRules.ActionsOf(definition, from, transition).Any(a => a is CompanionAction))))
        {
            fault(path, "Nothing may stand in the way of an unblockable transition: no guards, required fields, parts to bind or companions, also not on leaving or entering a state.");
        }
    }

    private static void CheckGraph(WorkflowDefinition definition, Action<string, string> fault)
    {
        if (definition.States.IsEmpty)
            return;

        var reached = new HashSet<string>(StringComparer.Ordinal) { definition.States[0].Id };
        while (definition.Transitions.Any(t => t.To is { } to && t.From.Any(reached.Contains) && reached.Add(to)))
        {
        }

        foreach (var state in definition.States)
        {
            if (!reached.Contains(state.Id) && !definition.Migrations.Any(m => m.States.ContainsValue(state.Id)))
                fault($"states.{state.Id}", "No transition leads here.");
            if (!state.Final && !definition.Transitions.Any(t => t.From.Contains(state.Id) && t.To is not null))
                fault($"states.{state.Id}", "It has no way out: add a transition, or say that it is final.");
        }

        if (!definition.States.Any(s => s.Final))
            fault("states", "It never ends: say which state is final.");
    }

    private static void CheckMigration(WorkflowDefinition definition, WorkflowMigration migration, Action<string, string> fault)
    {
        var path = $"migrations.{migration.FromVersion}";
        if (migration.FromVersion < 1 || migration.FromVersion >= definition.Version)
            fault(path, "Name an older version.");
        States(definition, path, [.. migration.States.Values], fault);
    }

    internal static void Parts(WorkflowDefinition definition, string path, ImmutableArray<string> parts, Action<string, string> fault)
    {
        foreach (var part in parts.Where(id => id != WorkflowInstance.Owner && definition.Part(id) is null))
            fault(path, $"There is no part '{part}'.");
    }

    internal static void Fields(WorkflowDefinition definition, string path, ImmutableArray<string> fields, Action<string, string> fault)
    {
        foreach (var field in fields.Where(id => definition.Field(id) is null))
            fault(path, $"There is no field '{field}'.");
    }

    internal static void States(WorkflowDefinition definition, string path, ImmutableArray<string> states, Action<string, string> fault)
    {
        foreach (var state in states.Where(id => definition.State(id) is null))
            fault(path, $"There is no state '{state}'.");
    }

    private static void Roles(string path, ImmutableArray<string> roles, Action<string, string> fault)
    {
        foreach (var role in roles.Where(role => !WorkflowPermissions.Actors.Contains(role)))
            fault(path, Role.Assignable.Contains(role) ? $"'{role}' takes no part in workflows." : $"There is no role '{role}'.");
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,62}$")]
    internal static partial Regex Snake();

    [GeneratedRegex("^[a-z][a-z0-9-]{0,62}$")]
    internal static partial Regex Hyphened();

    [GeneratedRegex("^[A-Z][A-Z0-9_]{2,62}$")]
    private static partial Regex UpperSnake();
}
