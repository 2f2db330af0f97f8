using System.CommandLine;
using Coordination.Cli.Printing;
using Coordination.Client.Calls;
using Coordination.Tasks.V1;
using Coordination.Type.V1;
using Google.Protobuf.WellKnownTypes;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands;

/// <summary><c>coord task assign</c>.</summary>
internal static class TaskAssignCommand
{
    public static Command Build(Leaves leaves)
    {
        var title = leaves.Argument("title");
        var (lead, support, description) = (
            leaves.Text("--lead", "AGENCY", required: true), leaves.Many("--support", "AGENCY"), leaves.Text("--description", "TEXT"));
        var (priority, rule, handling) = (leaves.OneOf<Priority>("--priority"), leaves.OneOf<CompletionRule>("--rule"), leaves.OneOf<Handling>("--handling"));
        var (due, days, parent) = (leaves.Time("--due"), leaves.Number("--due-working-days", 1, 1000), leaves.Text("--parent", "TASK", describe: "task-parent"));
        var (instrument, objective, about, province) = (
            leaves.Text("--instrument", "NAME"), leaves.Text("--objective", "TEXT"), leaves.Text("--case", "NAME"), leaves.Text("--province", "CODE"));
        var (dependencies, requestId) = (leaves.Many("--depends-on", "TASK"), leaves.RequestId());
        var command = leaves.Leaf(
            "task.assign",
            async (session, parsed, cancellationToken) =>
            {
                var task = await session.Own.Tasks.AssignTaskAsync(
                    new AssignTaskRequest
                    {
                        RequestId = parsed.GetValue(requestId) ?? RequestIds.New(),
                        Title = parsed.GetRequiredValue(title),
                        Description = parsed.GetValue(description) ?? "",
                        Lead = Agency(parsed.GetValue(lead) ?? ""),
                        Supporting = { parsed.GetValue(support)!.Select(Agency) },
                        Priority = parsed.GetValue(priority) ?? default,
                        CompletionRule = parsed.GetValue(rule) ?? default,
                        DueTime = parsed.GetValue(due)?.ToTimestamp(),
                        DueInWorkingDays = parsed.GetValue(days) ?? 0,
                        Parent = Reading.ResourceNames.Task(parsed.GetValue(parent) ?? ""),
                        Instrument = Instrument(parsed.GetValue(instrument) ?? ""),
                        Objective = parsed.GetValue(objective) ?? "",
                        Case = Case(parsed.GetValue(about) ?? ""),
                        Province = Province(parsed.GetValue(province) ?? ""),
                        Handling = parsed.GetValue(handling) ?? default,
                        Dependencies = { parsed.GetValue(dependencies)!.Select(Reading.ResourceNames.Task) },
                    },
                    cancellationToken: cancellationToken);
                session.Output.Show(task, output => TaskPrinter.Show(output, session.Texts, task));
                return ExitCodes.Ok;
            },
            title, lead, support, description, priority, rule, handling, due, days, parent, instrument, objective, about, province, dependencies, requestId);
        command.Validators.Add(result =>
        {
            if (result.GetResult(due) is not null && result.GetResult(days) is not null)
                result.AddError(leaves.Texts["usage.one-due"]);
        });
        return command;
    }
}
