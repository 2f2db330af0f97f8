using System.CommandLine;
using Coordination.Cli.Connecting;
using Coordination.Cli.Printing;
using Coordination.Client.Calls;
using Coordination.Tasks.V1;
using Grpc.Core;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands;

/// <summary>
/// The verbs of an assignment. TASK may be a task or "tasks/…/assignments/mlsw". Without <c>--agency</c> an assignee's
/// verb means the caller's own assignment, an assigner's verb the only one that there is.
/// </summary>
internal static class AssignmentVerbs
{
    private delegate AsyncUnaryCall<Assignment> Send(TaskService.TaskServiceClient tasks, Target target, ParseResult parsed, CallOptions options);

    public static IEnumerable<Command> Build(Leaves leaves)
    {
        yield return Verb(leaves, "acknowledge", Who.Assignee, (tasks, at, _, options) => tasks.AcknowledgeAssignmentAsync(
            new AcknowledgeAssignmentRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options));
        yield return Verb(leaves, "accept", Who.Assignee, (tasks, at, _, options) => tasks.AcceptAssignmentAsync(
            new AcceptAssignmentRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options));
        yield return Verb(leaves, "start", Who.Assignee, (tasks, at, _, options) => tasks.StartAssignmentAsync(
            new StartAssignmentRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options));
        yield return Verb(leaves, "resume", Who.Assignee, (tasks, at, _, options) => tasks.ResumeAssignmentAsync(
            new ResumeAssignmentRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options));
        yield return Verb(leaves, "verify", Who.Assigner, (tasks, at, _, options) => tasks.VerifyAssignmentAsync(
            new VerifyAssignmentRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options));

        yield return Reasoned(leaves, "reject", Who.Assignee, (tasks, at, reason, options) => tasks.RejectAssignmentAsync(
            new RejectAssignmentRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Reason = reason }, options));
        yield return Reasoned(leaves, "hold", Who.Assignee, (tasks, at, reason, options) => tasks.HoldAssignmentAsync(
            new HoldAssignmentRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Reason = reason }, options));
        yield return Reasoned(leaves, "fail", Who.Assignee, (tasks, at, reason, options) => tasks.FailAssignmentAsync(
            new FailAssignmentRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Reason = reason }, options));
        yield return Reasoned(leaves, "return", Who.Assigner, (tasks, at, reason, options) => tasks.ReturnAssignmentAsync(
            new ReturnAssignmentRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Reason = reason }, options));

        var (percent, text) = (leaves.Number("--percent", 0, 100, required: true), leaves.Text("--text", "TEXT", describe: "progress-text"));
        yield return Verb(leaves, "progress", Who.Assignee, (tasks, at, parsed, options) => tasks.ReportProgressAsync(
            new ReportProgressRequest
            {
                RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, ProgressPercent = parsed.GetValue(percent) ?? 0, Text = parsed.GetValue(text) ?? "",
            },
            options), percent, text);

        var report = leaves.Text("--report", "TEXT", required: true);
        yield return Verb(leaves, "complete", Who.Assignee, (tasks, at, parsed, options) => tasks.CompleteAssignmentAsync(
            new CompleteAssignmentRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Report = parsed.GetValue(report) ?? "" }, options), report);

        var unit = leaves.Text("--unit", "UNIT", required: true);
        yield return Verb(leaves, "delegate", Who.Assignee, (tasks, at, parsed, options) => tasks.DelegateAssignmentAsync(
            new DelegateAssignmentRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Unit = Unit(parsed.GetValue(unit) ?? "") }, options), unit);

        var (to, why) = (leaves.Text("--to", "AGENCY", required: true), leaves.Text("--reason", "TEXT", required: true));
        yield return Verb(leaves, "reassign", Who.Assigner, (tasks, at, parsed, options) => tasks.ReassignAssignmentAsync(
            new ReassignAssignmentRequest
            {
                RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Agency = Agency(parsed.GetValue(to) ?? ""), Reason = parsed.GetValue(why) ?? "",
            },
            options), to, why);
    }

    private static Command Reasoned(Leaves leaves, string verb, Who who, Func<TaskService.TaskServiceClient, Target, string, CallOptions, AsyncUnaryCall<Assignment>> send)
    {
        var reason = leaves.Text("--reason", "TEXT", required: true);
        return Verb(leaves, verb, who, (tasks, at, parsed, options) => send(tasks, at, parsed.GetValue(reason) ?? "", options), reason);
    }

    private static Command Verb(Leaves leaves, string verb, Who who, Send send, params ReadOnlySpan<Symbol> more)
    {
        var task = leaves.Argument("task");
        var (agency, etag, requestId) = (leaves.Text("--agency", "AGENCY", describe: "verb-agency"), leaves.Text("--etag", "ETAG"), leaves.RequestId());
        return leaves.Leaf(
            "task." + verb,
            async (session, parsed, cancellationToken) =>
            {
                var name = await NameAsync(session, parsed.GetRequiredValue(task), parsed.GetValue(agency), who, cancellationToken).ConfigureAwait(false);
                var target = new Target(name, parsed.GetValue(etag) ?? "", parsed.GetValue(requestId) ?? RequestIds.New());
                var assignment = await send(session.Own.Tasks, target, parsed, new CallOptions(cancellationToken: cancellationToken));
                session.Output.Show(assignment, output => output.WriteLine(TaskPrinter.Line(session.Texts, assignment)));
                return ExitCodes.Ok;
            },
            [task, agency, .. more, etag, requestId]);
    }

    private static async Task<string> NameAsync(Session session, string text, string? agency, Who who, CancellationToken cancellationToken)
    {
        var (task, named) = Split(text);
        if ((agency ?? named) is { } given)
            return Assignment(task, given);
        if (who is Who.Assignee)
            return Assignment(task, session.ClientId);

        var found = await session.Own.Tasks.GetTaskAsync(new GetTaskRequest { Name = task }, cancellationToken: cancellationToken);
        return found.Assignments is [var only]
            ? only.Name
            : throw new UsageException(session.Texts.Format("usage.which-agency", Words.Short(found.Assignments.Select(a => a.Agency))));
    }

    private enum Who
    {
        Assignee,
        Assigner,
    }

    private sealed record Target(string Name, string ETag, string RequestId);
}
