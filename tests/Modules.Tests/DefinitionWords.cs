using Coordination.Localization;
using Coordination.Workflows;

namespace Coordination.Modules.Tests;

/// <summary>What holds for every definition of the modules in the box.</summary>
internal static class DefinitionWords
{
    public static IEnumerable<LocalizedText> All(WorkflowDefinition definition) =>
        definition.States.Select(s => s.Title)
            .Concat(definition.Transitions.Select(t => t.Title))
            .Concat(definition.Parts.Select(p => p.Title))
            .Concat(definition.Fields.Select(f => f.Title))
            .Concat(definition.Fields.SelectMany(f => f.Options.Select(o => o.Title)))
            .Concat(Guards(definition).Select(g => g.Sentence))
            .Append(definition.Title);

    public static IEnumerable<WorkflowGuard> Guards(WorkflowDefinition definition) =>
        definition.Start.Guards.Concat(definition.Transitions.SelectMany(t => t.Guards));

    /// <summary>Every identifier and English word of a definition, lower case.</summary>
    public static string Text(WorkflowDefinition definition) => string.Join('\n', All(definition).Select(w => w.En)
        .Concat(definition.Fields.Select(f => f.Id))
        .Concat(definition.Fields.SelectMany(f => f.Options.Select(o => o.Code)))
        .Concat(definition.Transitions.Select(t => t.Id))
        .Concat(Guards(definition).Select(g => g.Code))).ToLowerInvariant();

    /// <summary>Whoever enters a field sees it; a starter sees what the start asks for.</summary>
    public static IEnumerable<string> EnteredBlindly(WorkflowDefinition definition) =>
        from transition in definition.Transitions
        from id in transition.Required.Concat(transition.Optional)
        let field = definition.Field(id)!
        where !field.VisibleTo.IsEmpty && !transition.Parts.All(part => field.VisibleTo.Contains(part))
        select $"{transition.Id} {id}";
}
