using System.CommandLine;
using Coordination.Cli.Printing;
using Coordination.Tasks.V1;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands;

/// <summary><c>coord task list|get|history|summary</c>.</summary>
internal static class TaskReadCommands
{
    public static IEnumerable<Command> Build(Leaves leaves) => [List(leaves), Get(leaves), History(leaves), Summary(leaves)];

    private static Command List(Leaves leaves)
    {
        var (agency, part, states) = (leaves.Text("--agency", "AGENCY"), leaves.OneOf<PartFilter>("--part"), leaves.ManyOf<TaskState>("--state", "task-state"));
        var assignmentStates = leaves.ManyOf<AssignmentState>("--assignment-state");
        var (open, overdue, province, about) = (leaves.Flag("--open"), leaves.Flag("--overdue"), leaves.Text("--province", "CODE"), leaves.Text("--case", "NAME"));
        var (instrument, parent, text, order) = (
            leaves.Text("--instrument", "NAME"), leaves.Text("--parent", "TASK", describe: "task-parent"), leaves.Text("--text", "WORDS"), leaves.OneOf<TaskOrder>("--order"));
        var (limit, token) = (leaves.Number("--limit", 0, 1_000_000), leaves.Text("--page-token", "TOKEN"));
        return leaves.Leaf(
            "task.list",
            async (session, parsed, cancellationToken) =>
            {
                var request = new ListTasksRequest
                {
                    Agency = Agency(parsed.GetValue(agency) ?? ""),
                    Part = parsed.GetValue(part) ?? default,
                    States = { parsed.GetValue(states) ?? [] },
                    AssignmentStates = { parsed.GetValue(assignmentStates) ?? [] },
                    OpenOnly = parsed.GetValue(open),
                    OverdueOnly = parsed.GetValue(overdue),
                    Province = Province(parsed.GetValue(province) ?? ""),
                    Case = Case(parsed.GetValue(about) ?? ""),
                    Instrument = Instrument(parsed.GetValue(instrument) ?? ""),
                    Parent = Reading.ResourceNames.Task(parsed.GetValue(parent) ?? ""),
                    Text = parsed.GetValue(text) ?? "",
                    Order = parsed.GetValue(order) ?? default,
                };
                var all = await Paging.GatherAsync(
                    session,
                    parsed.GetValue(limit),
                    parsed.GetValue(token),
                    async (size, page) =>
                    {
                        (request.PageSize, request.PageToken) = (size, page);
                        return await session.Own.Tasks.ListTasksAsync(request, cancellationToken: cancellationToken);
                    },
                    r => r.Tasks,
                    r => r.NextPageToken).ConfigureAwait(false);
                session.Output.Show(all, output => TaskPrinter.List(output, session.Texts, all.Tasks));
                return ExitCodes.Ok;
            },
            agency, part, states, assignmentStates, open, overdue, province, about, instrument, parent, text, order, limit, token);
    }

    private static Command Get(Leaves leaves)
    {
        var task = leaves.Argument("task");
        return leaves.Leaf(
            "task.get",
            async (session, parsed, cancellationToken) =>
            {
                var found = await session.Own.Tasks.GetTaskAsync(
                    new GetTaskRequest { Name = Reading.ResourceNames.Task(parsed.GetRequiredValue(task)) }, cancellationToken: cancellationToken);
                session.Output.Show(found, output => TaskPrinter.Show(output, session.Texts, found));
                return ExitCodes.Ok;
            },
            task);
    }

    private static Command History(Leaves leaves)
    {
        var task = leaves.Argument("task");
        var limit = leaves.Number("--limit", 0, 1_000_000);
        return leaves.Leaf(
            "task.history",
            async (session, parsed, cancellationToken) =>
            {
                var request = new GetTaskHistoryRequest { Name = Reading.ResourceNames.Task(parsed.GetRequiredValue(task)) };
                var all = await Paging.GatherAsync(
                    session,
                    parsed.GetValue(limit),
                    null,
                    async (size, page) =>
                    {
                        (request.PageSize, request.PageToken) = (size, page);
                        return await session.Own.Tasks.GetTaskHistoryAsync(request, cancellationToken: cancellationToken);
                    },
                    r => r.Entries,
                    r => r.NextPageToken).ConfigureAwait(false);
                session.Output.Show(all, output => TaskPrinter.History(output, session.Texts, all));
                return ExitCodes.Ok;
            },
            task, limit);
    }

    private static Command Summary(Leaves leaves)
    {
        var agency = leaves.Text("--agency", "AGENCY");
        return leaves.Leaf(
            "task.summary",
            async (session, parsed, cancellationToken) =>
            {
                var summary = await session.Own.Tasks.SummarizeTasksAsync(
                    new SummarizeTasksRequest { Agency = Agency(parsed.GetValue(agency) ?? "") }, cancellationToken: cancellationToken);
                session.Output.Show(summary, output => TaskPrinter.Summaries(output, session.Texts, summary));
                return ExitCodes.Ok;
            },
            agency);
    }
}
