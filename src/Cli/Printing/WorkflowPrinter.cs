using Coordination.Cli.Commands;
using Coordination.Cli.Texts;
using Coordination.Modules.V1;
using Google.Protobuf.WellKnownTypes;

namespace Coordination.Cli.Printing;

/// <summary>Running workflows.</summary>
internal static class WorkflowPrinter
{
    /// <summary>What one must know after a step: where it stands and what can be done next.</summary>
    public static void Line(Output output, Catalogue texts, Workflow workflow) => output.Facts(
    [
        ("resource", workflow.Name), ("definition", Words.Short(workflow.Definition)), ("state", workflow.State), ("case", Words.Short(workflow.Case)),
        ("next", Next(workflow)), ("etag", workflow.Etag),
    ]);

    public static void Show(Output output, Catalogue texts, Workflow workflow)
    {
        output.Facts(
        [
            ("resource", workflow.Name), ("definition", $"{Words.Short(workflow.Definition)} {workflow.DefinitionVersion}"), ("state", workflow.State),
            ("final", workflow.Final ? texts.Of(true) : ""), ("overdue", workflow.Overdue ? texts.Of(true) : ""), ("owner", Words.Short(workflow.Owner)),
            ("case", workflow.Case), ("person", workflow.Person), ("province", workflow.Province), ("workflow_parent", workflow.Parent),
            ("next", Next(workflow)), ("sealed", string.Join(", ", workflow.Texts)), ("created", texts.Of(workflow.CreateTime)), ("updated", texts.Of(workflow.UpdateTime)), ("etag", workflow.Etag),
        ]);
        output.Table(["part", "agency", "unit"], workflow.Parts.Select(IReadOnlyList<string> (p) => [p.Part, Words.Short(p.Agency), Words.Short(p.Unit)]));
        if (workflow.Data.Count > 0)
        {
            output.Table(["field", "value"], workflow.Data.OrderBy(d => d.Key, StringComparer.Ordinal).Select(IReadOnlyList<string> (d) =>
                [d.Key, Of(texts, d.Value)]));
        }

        if (workflow.Deadlines.Count > 0)
        {
            output.Table(["deadline", "due", "overdue"], workflow.Deadlines.Select(IReadOnlyList<string> (d) =>
                [d.Id, texts.Of(d.DueTime), d.Passed ? texts.Of(true) : ""]));
        }

        if (workflow.Effects.Count > 0)
        {
            output.Table(["effect", "effect_kind", "resource", "ended", "why"], workflow.Effects.Select(IReadOnlyList<string> (e) =>
                [e.Action, texts.Of(e.Kind), e.Resource, e.Ended, e.Refusal]));
        }
    }

    public static void List(Output output, Catalogue texts, ListWorkflowsResponse list) => output.Table(
        ["workflow", "definition", "state", "case", "person", "province", "due", "overdue", "owner", "updated"],
        list.Workflows.Select(IReadOnlyList<string> (w) =>
        [
            Words.Short(w.Name), Words.Short(w.Definition), w.State, Words.Short(w.Case), w.Person, w.Province, texts.Of(w.DueTime), w.Overdue ? texts.Of(true) : "",
            Words.Short(w.Owner), texts.Of(w.UpdateTime),
        ]));

    public static void History(Output output, Catalogue texts, GetWorkflowHistoryResponse history) => output.Table(
        ["version", "time", "actor", "what", "data"],
        history.Entries.Select(IReadOnlyList<string> (e) =>
        [
            e.Version.ToString(texts.Culture), texts.Of(e.Time), e.Actor.Length > 0 ? Words.Short(e.Actor) : texts["platform"],
            texts.Has("event." + e.Type) ? texts["event." + e.Type] : e.Type, WatchCommand.Brief(e.Data),
        ]));

    public static void Texts(Output output, Catalogue texts, ReadWorkflowTextResponse read)
    {
        foreach (var (field, text) in read.Texts.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{field}:");
            output.WriteLine(text);
        }
    }

    /// <summary>What can be fired; in brackets what stands in the way.</summary>
    private static string Next(Workflow workflow) => string.Join(", ", workflow.Transitions.Select(t =>
        t.Refusals.Count == 0 ? t.Id : $"{t.Id} ({string.Join(", ", t.Refusals)})"));

    private static string Of(Catalogue texts, Value value) => value.KindCase switch
    {
        Value.KindOneofCase.ListValue => string.Join(", ", value.ListValue.Values.Select(v => Of(texts, v))),
        Value.KindOneofCase.BoolValue => texts.Of(value.BoolValue),
        Value.KindOneofCase.NumberValue => value.NumberValue.ToString(texts.Culture),
        _ => value.StringValue,
    };
}
