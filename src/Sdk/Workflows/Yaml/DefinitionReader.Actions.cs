using System.Collections.Immutable;
using Coordination.Yaml;

namespace Coordination.Workflows;

/// <summary>Actions and conditions: maps of one key, which says of what kind they are.</summary>
internal sealed partial class DefinitionReader
{
    private static readonly Dictionary<string, Comparison> Comparisons = new()
    {
        ["equal"] = Comparison.Equal, ["not_equal"] = Comparison.NotEqual, ["less"] = Comparison.Less,
        ["at_most"] = Comparison.AtMost, ["more"] = Comparison.More, ["at_least"] = Comparison.AtLeast,
    };

    private static readonly string[] ConditionKinds =
    [
        "all", "any", "not", "set", .. Comparisons.Keys, "any_of", "has_all", "passed_since", "passed_since_field", "has_been", "has_fired", "ended",
        "part_bound", "person_is_child", "person_has_guardian", "person_status", "person_role",
    ];

    private static readonly string[] ActionKinds =
        ["assign_task", "ask_information", "start_child", "notify", "deadline", "end_deadline", "companion", "code"];

    private ImmutableArray<WorkflowAction> Actions(YamlEntry entry, string key)
    {
        var actions = ImmutableArray.CreateBuilder<WorkflowAction>();
        foreach (var item in entry.Items(key))
        {
            if (Kind(item, "an action", ActionKinds) is { } kind && Action(kind.Key, kind.Value) is { } action)
                actions.Add(action);
        }

        return actions.ToImmutable();
    }

    private WorkflowAction? Action(string kind, YamlNode node)
    {
        switch (kind)
        {
            case "assign_task":
                var task = Entry(node, "a task", "id", "part", "title", "due_within", "priority", "then");
                var assign = new AssignTaskAction(
                    task.Text("id"), task.Text("part"), task.Localized("title"), Span(task, "due_within", required: false), Optional(task, "then"));
                return Optional(task, "priority") is { } priority ? assign with { Priority = priority } : assign;
            case "ask_information":
                var question = Entry(node, "a request for information", "id", "part", "title", "questions", "purpose", "legal_basis", "urgency", "then");
                var ask = new AskInformationAction(
                    question.Text("id"), question.Text("part"), question.Localized("title"),
                    [.. question.Items("questions", required: true).Select(q => question.LocalizedOf(q, "questions", LongestSentence))],
                    question.Text("purpose"), question.Text("legal_basis"), Optional(question, "then"));
                return Optional(question, "urgency") is { } urgency ? ask with { Urgency = urgency } : ask;
            case "start_child":
                var child = Entry(node, "a child", "id", "definition", "then", "parts", "data");
                return new StartChildAction(child.Text("id"), child.Text("definition"), child.Map("then")) { Parts = child.Map("parts"), Data = child.Map("data") };
            case "notify":
                var notice = Entry(node, "a notice", "id", "parts", "message");
                return new NotifyAction(notice.Text("id"), Texts(notice, "parts", required: true), notice.Localized("message", LongestSentence));
            case "deadline":
                var deadline = Entry(node, "a deadline", "id", "within", "title", "then", "from_field", "outlives");
                return new DeadlineAction(deadline.Text("id"), Span(deadline, "within", required: true) ?? default, deadline.Localized("title"), Optional(deadline, "then"))
                {
                    FromField = Optional(deadline, "from_field"),
                    Outlives = deadline.Flag("outlives", false),
                };
            case "end_deadline":
                var end = Entry(node, "the end of a deadline", "id", "deadline");
                return new EndDeadlineAction(end.Text("id"), end.Text("deadline"));
            case "companion":
                var companion = Entry(node, "a companion", "id", "companion");
                return new CompanionAction(companion.Text("id"), companion.Text("companion"));
            case "code":
                var code = Entry(node, "an effect in code", "id", "effect");
                return new CodeAction(code.Text("id"), code.Text("effect"));
            default:
                return null;
        }
    }

    private WorkflowCondition Condition(YamlEntry entry, string key)
    {
        if (entry.Node(key) is { } node)
            return Condition(node);

        entry.Error(entry.Line, $"The guard needs \"{key}\": what must hold.");
        return Always;
    }

    /// <summary>Stands in for what could not be read.</summary>
    private static readonly WorkflowCondition Always = new AllHold([]);

    private WorkflowCondition Condition(YamlNode node)
    {
        if (Kind(node, "a condition", ConditionKinds) is not { } kind)
            return Always;

        var value = kind.Value;
        if (Comparisons.TryGetValue(kind.Key, out var how))
        {
            var compared = Entry(value, "a comparison", "field", "value");
            return new FieldCompares(compared.Text("field"), how, compared.Text("value"));
        }

        switch (kind.Key)
        {
            case "all":
                return new AllHold(Conditions(kind.Key, value));
            case "any":
                return new AnyHolds(Conditions(kind.Key, value));
            case "not":
                return new DoesNotHold(Condition(value));
            case "set":
                return new FieldIsSet(Scalar(kind.Key, value));
            case "any_of":
                var any = Entry(value, "a comparison", "field", "values");
                return new FieldIsAnyOf(any.Text("field"), Texts(any, "values", required: true));
            case "has_all":
                var all = Entry(value, "a comparison", "field", "values");
                return new FieldHasAll(all.Text("field"), Texts(all, "values", required: true));
            case "passed_since":
                var since = Entry(value, "a time since", "state", "time");
                return new PassedSince(since.Text("state"), Time(since, "time"));
            case "passed_since_field":
                var field = Entry(value, "a time since", "field", "time");
                return new PassedSinceField(field.Text("field"), Time(field, "time"));
            case "has_been":
                return new HasBeen(Scalar(kind.Key, value));
            case "has_fired":
                return new HasFired(Scalar(kind.Key, value));
            case "ended":
                var ended = Entry(value, "an end", "action", "states");
                return new ActionEnded(ended.Text("action"), Texts(ended, "states"));
            case "part_bound":
                return new PartIsBound(Scalar(kind.Key, value));
            case "person_is_child":
                return Negated(kind.Key, value, new PersonIsChild());
            case "person_has_guardian":
                return Negated(kind.Key, value, new PersonHasGuardian());
            case "person_status":
                return new PersonStatus(List(kind.Key, value));
            default:
                return new PersonRole(List(kind.Key, value));
        }
    }

    private ImmutableArray<WorkflowCondition> Conditions(string key, YamlNode node)
    {
        if (node is YamlList { Items.IsEmpty: false } list)
            return [.. list.Items.Select(Condition)];

        errors.Add(file, node.Line, $"\"{key}\" must be a list of conditions.");
        return [];
    }

    private string Scalar(string key, YamlNode node)
    {
        if (node is YamlScalar { Text.Length: > 0 } scalar)
            return scalar.Text;

        errors.Add(file, node.Line, $"\"{key}\" must be a text.");
        return "";
    }

    private ImmutableArray<string> List(string key, YamlNode node)
    {
        if (node is YamlList { Items.IsEmpty: false } list && list.Items.All(i => i is YamlScalar { Text.Length: > 0 }))
            return [.. list.Items.Cast<YamlScalar>().Select(i => i.Text)];

        errors.Add(file, node.Line, $"\"{key}\" must be a list of texts.");
        return [];
    }

    /// <summary>True, or false for its contrary.</summary>
    private WorkflowCondition Negated(string key, YamlNode node, WorkflowCondition condition)
    {
        switch ((node as YamlScalar)?.Text)
        {
            case "true":
                return condition;
            case "false":
                return new DoesNotHold(condition);
            default:
                errors.Add(file, node.Line, $"\"{key}\" must be true or false.");
                return condition;
        }
    }

    private YamlEntry Entry(YamlNode node, string what, params ReadOnlySpan<string> keys) => new(file, node, errors, what, keys);

    /// <summary>A map of one key, which must be one of some.</summary>
    private KeyValuePair<string, YamlNode>? Kind(YamlNode node, string what, string[] kinds)
    {
        if (node is not YamlMap { Pairs: [var pair] })
        {
            errors.Add(file, node.Line, $"Expected {what}: one key, which is one of {string.Join(", ", kinds)}.");
            return null;
        }

        if (kinds.Contains(pair.Key.Text))
            return new(pair.Key.Text, pair.Value);

        errors.Add(file, pair.Key.Line, $"\"{pair.Key.Text}\" is not {what}: {string.Join(", ", kinds)}.");
        return null;
    }
}
