using System.CommandLine;
using Coordination.Cli.Commands.Cases;
using Coordination.Cli.Commands.Information;
using Coordination.Cli.Connecting;
using Coordination.Cli.Printing;
using Coordination.Modules.V1;
using Grpc.Core;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Modules;

/// <summary><c>coord workflow …</c>: starts, moves and reads running workflows of any module.</summary>
internal static class WorkflowCommands
{
    public static Command Build(Leaves leaves) => leaves.Group("workflow",
    [
        .. DefinitionCommands.Build(leaves),
        Start(leaves),
        Fire(leaves),
        leaves.Look("workflow.get", "workflow", Workflow, (client, name, options) => client.Modules.GetWorkflowAsync(
            new GetWorkflowRequest { Name = name }, options), WorkflowPrinter.Show),
        List(leaves),
        History(leaves),
        Text(leaves),
    ]);

    private static Command Start(Leaves leaves)
    {
        var (definition, about, person, province, data) = (
            leaves.Argument("definition"), leaves.Text("--case", "CASE", describe: "workflow-case"), leaves.Text("--person", "PERSON", describe: "workflow-person"),
            leaves.Text("--province", "CODE"), new DataOptions(leaves));
        return leaves.Make(
            "workflow.start",
            (session, requestId, parsed, options) =>
            {
                var request = new StartWorkflowRequest
                {
                    RequestId = requestId,
                    Definition = Definition(parsed.GetRequiredValue(definition)),
                    Case = Case(parsed.GetValue(about) ?? ""),
                    Person = parsed.GetValue(person) ?? "",
                    Province = Province(parsed.GetValue(province) ?? ""),
                    Parts = { data.Parts(session, parsed) },
                };
                data.FillData(session, parsed, request.Data);
                return session.Own.Modules.StartWorkflowAsync(request, options);
            },
            WorkflowPrinter.Line,
            [definition, about, person, province, .. data.All]);
    }

    private static Command Fire(Leaves leaves)
    {
        var (transition, data) = (leaves.Argument("transition"), new DataOptions(leaves));
        return leaves.Change(
            "workflow.fire", "workflow", Workflow, (session, at, parsed, options) => Send(session, at, parsed.GetRequiredValue(transition), data, parsed, options),
            WorkflowPrinter.Line, [transition, .. data.All]);
    }

    private static AsyncUnaryCall<Workflow> Send(Session session, Target at, string transition, DataOptions data, ParseResult parsed, CallOptions options)
    {
        var request = new FireTransitionRequest
        {
            RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Transition = transition, Parts = { data.Parts(session, parsed) },
        };
        data.FillData(session, parsed, request.Data);
        return session.Own.Modules.FireTransitionAsync(request, options);
    }

    private static Command List(Leaves leaves)
    {
        var (definition, states, about, province) = (
            leaves.Text("--definition", "DEFINITION", describe: "of-definition"), leaves.Many("--state", "STATE", "workflow-state"),
            leaves.Text("--case", "CASE", describe: "workflow-case"), leaves.Text("--province", "CODE"));
        var (open, turn, overdue, order) = (
            leaves.Flag("--open"), leaves.Flag("--my-turn"), leaves.Flag("--overdue"), leaves.OneOf<WorkflowOrder>("--order", describe: "workflow-order"));
        return leaves.Listing(
            "workflow.list",
            (client, parsed, size, token, options) => client.Modules.ListWorkflowsAsync(
                new ListWorkflowsRequest
                {
                    Definition = Definition(parsed.GetValue(definition) ?? ""),
                    States = { parsed.Codes(states) },
                    Case = Case(parsed.GetValue(about) ?? ""),
                    Province = Province(parsed.GetValue(province) ?? ""),
                    OpenOnly = parsed.GetValue(open),
                    MyTurn = parsed.GetValue(turn),
                    OverdueOnly = parsed.GetValue(overdue),
                    Order = parsed.GetValue(order) ?? default,
                    PageSize = size,
                    PageToken = token,
                },
                options),
            r => r.Workflows, r => r.NextPageToken, WorkflowPrinter.List,
            definition, states, about, province, open, turn, overdue, order);
    }

    private static Command History(Leaves leaves)
    {
        var workflow = leaves.Argument("workflow");
        return leaves.Listing(
            "workflow.history",
            (client, parsed, size, token, options) => client.Modules.GetWorkflowHistoryAsync(
                new GetWorkflowHistoryRequest { Name = Workflow(parsed.GetRequiredValue(workflow)), PageSize = size, PageToken = token }, options),
            r => r.Entries, r => r.NextPageToken, WorkflowPrinter.History,
            workflow);
    }

    private static Command Text(Leaves leaves)
    {
        var workflow = leaves.Argument("workflow");
        var fields = new Argument<string[]>("FIELD") { Description = leaves.Texts["arg.workflow-field"], Arity = ArgumentArity.OneOrMore };
        var (purpose, reason) = (
            leaves.Text("--purpose", "PURPOSE", required: true, describe: "case-read-purpose"), leaves.Text("--reason", "CODE", required: true, describe: "read-reason"));
        return leaves.Make(
            "workflow.text",
            (session, requestId, parsed, options) => session.Own.Modules.ReadWorkflowTextAsync(
                new ReadWorkflowTextRequest
                {
                    RequestId = requestId,
                    Name = Workflow(parsed.GetRequiredValue(workflow)),
                    Fields = { parsed.GetRequiredValue(fields) },
                    Purpose = parsed.GetValue(purpose) ?? "",
                    Reason = parsed.GetValue(reason) ?? "",
                },
                options),
            WorkflowPrinter.Texts,
            workflow, fields, purpose, reason);
    }
}
