using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Stateless.Graph;

namespace Coordination.Workflows;

/// <summary>
/// Draws a definition: states, transitions with the codes of their guards, deadlines. The same definition gives the same text,
/// byte for byte; whatever stands in a title, the text is a diagram.
/// </summary>
public static class WorkflowDiagram
{
    /// <summary>As a Mermaid state diagram.</summary>
    /// <param name="language"><c>lo</c>; otherwise English. Where Lao words are missing, English ones stand.</param>
    public static string Mermaid(WorkflowDefinition definition, string language = "en") => Draw(definition, new MermaidStyle(new DiagramWords(definition, language)));

    /// <summary>As a Graphviz digraph.</summary>
    /// <param name="language"><c>lo</c>; otherwise English. Where Lao words are missing, English ones stand.</param>
    public static string Dot(WorkflowDefinition definition, string language = "en") => Draw(definition, new DotStyle(new DiagramWords(definition, language)));

    private static string Draw(WorkflowDefinition definition, DiagramStyle style)
    {
        var graph = new StateGraph(WorkflowMachine.Describe(definition).GetInfo());
        return (graph.ToGraph(style) + style.End()).ReplaceLineEndings("\n");
    }
}

/// <summary>What both kinds of diagram have in common: the words are the definition's, by the ids that the machine knows.</summary>
internal abstract class DiagramStyle(DiagramWords words) : GraphStyleBase
{
    protected DiagramWords Words { get; } = words;

    /// <summary>What stands behind states and transitions.</summary>
    public abstract string End();

    public override string FormatOneCluster(SuperState stateInfo) => ""; // Workflows have no states in states,

    public override string FormatOneDecisionNode(string nodeName, string label) => ""; // nor transitions that lead now here, now there.
}

internal sealed class MermaidStyle(DiagramWords words) : DiagramStyle(words)
{
    /// <summary>Words of Mermaid's own must not be ids.</summary>
    private static string Node(string id) => "s_" + id;

    public override string GetPrefix() => "stateDiagram-v2";

    public override string FormatOneState(State state) => $"\n    state \"{Safe(Words.State(state.NodeName))}\" as {Node(state.NodeName)}";

    public override string FormatOneTransition(
        string sourceNodeName, string trigger, IEnumerable<string> actions, string destinationNodeName, IEnumerable<string> guards) =>
        $"    {Node(sourceNodeName)} --> {Node(destinationNodeName)} : {Safe(Words.Transition(trigger))}{Guards(trigger)}";

    public override string GetInitialTransition(Stateless.Reflection.StateInfo initialState) => $"\n    [*] --> {Node(Words.First)}";

    public override string End()
    {
        var text = new StringBuilder();
        foreach (var state in Words.Finals)
            text.Append("\n    ").Append(Node(state)).Append(" --> [*]");
        foreach (var (state, deadlines) in Words.Deadlines)
        {
            text.Append("\n    note right of ").Append(Node(state));
            foreach (var deadline in deadlines)
                text.Append("\n        ").Append(Safe(deadline));
            text.Append("\n    end note");
        }

        return text.Append('\n').ToString();
    }

    private string Guards(string transition) => Words.Guards(transition) is { Length: > 0 } guards ? $" [{string.Join(", ", guards.Select(Safe))}]" : "";

    /// <summary>Every character that means something to Mermaid is written as its number.</summary>
    private static string Safe(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
                safe.Append(' ');
            else if (char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) && c is not ('.' or ',' or '(' or ')' or '-' or '_' or '/' or '\'' or '!' or '?' or '+'))
                safe.Append('#').Append(((int)c).ToString(CultureInfo.InvariantCulture)).Append(';');
            else
                safe.Append(c);
        }

        return safe.ToString();
    }
}

internal sealed class DotStyle(DiagramWords words) : DiagramStyle(words)
{
    public override string GetPrefix() => $"digraph {Quoted(Words.Id)} {{\n    rankdir=TB;\n    node [shape=box, style=rounded];\n    \"*\" [shape=point, label=\"\"];";

    public override string FormatOneState(State state)
    {
        var label = new StringBuilder(Words.State(state.NodeName));
        foreach (var (_, deadlines) in Words.Deadlines.Where(d => d.State == state.NodeName))
        {
            foreach (var deadline in deadlines)
                label.Append('\n').Append(deadline);
        }

        return $"\n    {Quoted(state.NodeName)} [label={Quoted(label.ToString())}{(Words.Finals.Contains(state.NodeName) ? ", peripheries=2" : "")}];";
    }

    public override string FormatOneTransition(
        string sourceNodeName, string trigger, IEnumerable<string> actions, string destinationNodeName, IEnumerable<string> guards) =>
        $"    {Quoted(sourceNodeName)} -> {Quoted(destinationNodeName)} [label={Quoted(Words.Transition(trigger) + Guards(trigger))}];";

    public override string GetInitialTransition(Stateless.Reflection.StateInfo initialState) => $"\n    \"*\" -> {Quoted(Words.First)};";

    public override string End() => "\n}\n";

    private string Guards(string transition) => Words.Guards(transition) is { Length: > 0 } guards ? $"\n[{string.Join(", ", guards)}]" : "";

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                _ when char.IsControl(c) => quoted.Append(' '),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}

/// <summary>A definition's words in one language.</summary>
internal sealed class DiagramWords(WorkflowDefinition definition, string language)
{
    private readonly bool lao = language == "lo";

    public string Id => definition.Id;

    public string First => definition.States[0].Id;

    public ImmutableArray<string> Finals { get; } = [.. definition.States.Where(s => s.Final).Select(s => s.Id)];

    /// <summary>By the state in which they are set.</summary>
    public ImmutableArray<(string State, ImmutableArray<string> Words)> Deadlines => deadlines ??= FindDeadlines();

    private ImmutableArray<(string State, ImmutableArray<string> Words)>? deadlines;

    public string State(string id) => definition.State(id) is { } state ? In(state.Title) : id;

    public string Transition(string id) => definition.Transition(id) is { } transition ? In(transition.Title) : id;

    /// <summary>The codes of a transition's guards; of a rule in code, what it is called.</summary>
    public string[] Guards(string transition) =>
        [.. definition.Transition(transition)?.Guards.Select(g => g.When is CodeHolds code ? code.Label : g.Code) ?? []];

    private string In(Localization.LocalizedText text) => lao && text.Lo.Length > 0 ? text.Lo : text.En;

    private ImmutableArray<(string State, ImmutableArray<string> Words)> FindDeadlines()
    {
        var set = definition.Start.Actions.Select(a => (State: First, Action: a))
            .Concat(definition.States.SelectMany(s => s.Entry.Select(a => (State: s.Id, Action: a))))
            .Concat(definition.Transitions.SelectMany(t =>
                (t.To is { } to ? [to] : t.From).SelectMany(state => t.Actions.Select(a => (State: state, Action: a)))))
            .Where(row => row.Action is DeadlineAction)
            .Select(row => (row.State, Words: Deadline((DeadlineAction)row.Action)))
            .ToLookup(row => row.State, row => row.Words, StringComparer.Ordinal);
        return [.. definition.States.Where(s => set.Contains(s.Id)).Select(s => (s.Id, set[s.Id].Distinct(StringComparer.Ordinal).ToImmutableArray()))];
    }

    /// <summary>"Care plan: 7 days", and what the platform does then.</summary>
    private string Deadline(DeadlineAction deadline) =>
        $"{In(deadline.Title)}: {Span(deadline.Within)}{(deadline.Then is { } then ? " → " + Transition(then) : "")}";

    private string Span(WorkflowSpan span)
    {
        var time = span.Time;
        return span.WorkingDays > 0 ? Count(span.WorkingDays, "working day", "ວັນລັດຖະການ")
            : time.Ticks % TimeSpan.TicksPerDay == 0 ? Count(time.Ticks / TimeSpan.TicksPerDay, "day", "ວັນ")
            : time.Ticks % TimeSpan.TicksPerHour == 0 ? Count(time.Ticks / TimeSpan.TicksPerHour, "hour", "ຊົ່ວໂມງ")
            : time.Ticks % TimeSpan.TicksPerMinute == 0 ? Count(time.Ticks / TimeSpan.TicksPerMinute, "minute", "ນາທີ")
            : Count(time.Ticks / TimeSpan.TicksPerSecond, "second", "ວິນາທີ");
    }

    private string Count(long count, string one, string inLao) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(lao ? inLao : count == 1 ? one : one + "s")}");
}
