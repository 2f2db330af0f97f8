using System.CommandLine;
using Coordination.Cli.Connecting;
using Coordination.Cli.Printing;
using Coordination.Cli.Reading;
using Coordination.Client.Calls;
using Coordination.Tasks.V1;
using Google.Protobuf.WellKnownTypes;
using static Coordination.Cli.Reading.ResourceNames;
using Directive = Coordination.Tasks.V1.Task;

namespace Coordination.Cli.Commands;

/// <summary>What is done to a task as a whole.</summary>
internal static class TaskManageCommands
{
    public static IEnumerable<Command> Build(Leaves leaves) =>
    [
        Update(leaves), Extend(leaves), Cancel(leaves), AddSupport(leaves), AddDependency(leaves), RemoveDependency(leaves), Comment(leaves), Attach(leaves),
    ];

    private static Command Update(Leaves leaves)
    {
        var task = leaves.Argument("task");
        var (title, description, priority, instrument) = (
            leaves.Text("--title", "TEXT"), leaves.Text("--description", "TEXT"), leaves.OneOf<Priority>("--priority"), leaves.Text("--instrument", "NAME"));
        var (objective, province, about, etag, requestId) = (
            leaves.Text("--objective", "TEXT"), leaves.Text("--province", "CODE"), leaves.Text("--case", "NAME"), leaves.Text("--etag", "ETAG"), leaves.RequestId());
        return leaves.Leaf(
            "task.update",
            async (session, parsed, cancellationToken) =>
            {
                var changed = new Directive { Name = Name(parsed, task), Etag = parsed.GetValue(etag) ?? "" };
                var mask = new FieldMask();
                mask.Set(parsed.GetValue(title), "title", value => changed.Title = value);
                mask.Set(parsed.GetValue(description), "description", value => changed.Description = value);
                mask.Set(parsed.GetValue(priority), "priority", value => changed.Priority = value);
                mask.Set(parsed.GetValue(instrument), "instrument", value => changed.Instrument = Instrument(value));
                mask.Set(parsed.GetValue(objective), "objective", value => changed.Objective = value);
                mask.Set(parsed.GetValue(province), "province", value => changed.Province = Province(value));
                mask.Set(parsed.GetValue(about), "case", value => changed.Case = Case(value));
                mask.Demand(session.Texts);
                return Show(session, await session.Own.Tasks.UpdateTaskAsync(
                    new UpdateTaskRequest { RequestId = Id(parsed, requestId), Task = changed, UpdateMask = mask }, cancellationToken: cancellationToken));
            },
            task, title, description, priority, instrument, objective, province, about, etag, requestId);
    }

    private static Command Extend(Leaves leaves)
    {
        var task = leaves.Argument("task");
        var (due, agency, reason, etag, requestId) = (
            leaves.Time("--due", required: true), leaves.Text("--agency", "AGENCY", describe: "extend-agency"),
            leaves.Text("--reason", "TEXT", required: true), leaves.Text("--etag", "ETAG"), leaves.RequestId());
        return leaves.Leaf(
            "task.extend",
            async (session, parsed, cancellationToken) => Show(session, await session.Own.Tasks.ExtendDeadlineAsync(
                new ExtendDeadlineRequest
                {
                    RequestId = Id(parsed, requestId),
                    Name = Name(parsed, task),
                    Etag = parsed.GetValue(etag) ?? "",
                    DueTime = parsed.GetValue(due)?.ToTimestamp(),
                    Agency = Agency(parsed.GetValue(agency) ?? ""),
                    Reason = parsed.GetValue(reason) ?? "",
                },
                cancellationToken: cancellationToken)),
            task, due, agency, reason, etag, requestId);
    }

    private static Command Cancel(Leaves leaves)
    {
        var task = leaves.Argument("task");
        var (reason, etag, requestId) = (leaves.Text("--reason", "TEXT", required: true), leaves.Text("--etag", "ETAG"), leaves.RequestId());
        return leaves.Leaf(
            "task.cancel",
            async (session, parsed, cancellationToken) => Show(session, await session.Own.Tasks.CancelTaskAsync(
                new CancelTaskRequest
                {
                    RequestId = Id(parsed, requestId), Name = Name(parsed, task), Etag = parsed.GetValue(etag) ?? "", Reason = parsed.GetValue(reason) ?? "",
                },
                cancellationToken: cancellationToken)),
            task, reason, etag, requestId);
    }

    private static Command AddSupport(Leaves leaves)
    {
        var task = leaves.Argument("task");
        var (agency, etag, requestId) = (leaves.Text("--agency", "AGENCY", required: true), leaves.Text("--etag", "ETAG"), leaves.RequestId());
        return leaves.Leaf(
            "task.add-support",
            async (session, parsed, cancellationToken) => Show(session, await session.Own.Tasks.AddSupportAsync(
                new AddSupportRequest
                {
                    RequestId = Id(parsed, requestId), Name = Name(parsed, task), Etag = parsed.GetValue(etag) ?? "", Agency = Agency(parsed.GetValue(agency) ?? ""),
                },
                cancellationToken: cancellationToken)),
            task, agency, etag, requestId);
    }

    private static Command AddDependency(Leaves leaves)
    {
        var task = leaves.Argument("task");
        var (dependency, etag, requestId) = (leaves.Text("--depends-on", "TASK", required: true), leaves.Text("--etag", "ETAG"), leaves.RequestId());
        return leaves.Leaf(
            "task.add-dependency",
            async (session, parsed, cancellationToken) => Show(session, await session.Own.Tasks.AddDependencyAsync(
                new AddDependencyRequest
                {
                    RequestId = Id(parsed, requestId),
                    Name = Name(parsed, task),
                    Etag = parsed.GetValue(etag) ?? "",
                    Dependency = Reading.ResourceNames.Task(parsed.GetValue(dependency) ?? ""),
                },
                cancellationToken: cancellationToken)),
            task, dependency, etag, requestId);
    }

    private static Command RemoveDependency(Leaves leaves)
    {
        var task = leaves.Argument("task");
        var (dependency, etag, requestId) = (leaves.Text("--depends-on", "TASK", required: true), leaves.Text("--etag", "ETAG"), leaves.RequestId());
        return leaves.Leaf(
            "task.remove-dependency",
            async (session, parsed, cancellationToken) => Show(session, await session.Own.Tasks.RemoveDependencyAsync(
                new RemoveDependencyRequest
                {
                    RequestId = Id(parsed, requestId),
                    Name = Name(parsed, task),
                    Etag = parsed.GetValue(etag) ?? "",
                    Dependency = Reading.ResourceNames.Task(parsed.GetValue(dependency) ?? ""),
                },
                cancellationToken: cancellationToken)),
            task, dependency, etag, requestId);
    }

    private static Command Comment(Leaves leaves)
    {
        var (task, text, requestId) = (leaves.Argument("task"), leaves.Argument("text"), leaves.RequestId());
        return leaves.Leaf(
            "task.comment",
            async (session, parsed, cancellationToken) =>
            {
                var made = await session.Own.Tasks.AddCommentAsync(
                    new AddCommentRequest { RequestId = Id(parsed, requestId), Name = Name(parsed, task), Text = parsed.GetRequiredValue(text) },
                    cancellationToken: cancellationToken);
                session.Output.Show(made, output => output.WriteLine(session.Texts.Format("done.comment", made.Id)));
                return ExitCodes.Ok;
            },
            task, text, requestId);
    }

    private static Command Attach(Leaves leaves)
    {
        var task = leaves.Argument("task");
        var (title, uri, sha256, file, media, requestId) = (
            leaves.Text("--title", "TEXT", required: true), leaves.Text("--uri", "URI", required: true), leaves.Text("--sha256", "HEX"),
            leaves.Text("--file", "FILE"), leaves.Text("--media-type", "TYPE"), leaves.RequestId());
        return leaves.Leaf(
            "task.attach",
            async (session, parsed, cancellationToken) =>
            {
                var made = await session.Own.Tasks.AddAttachmentAsync(
                    new AddAttachmentRequest
                    {
                        RequestId = Id(parsed, requestId),
                        Name = Name(parsed, task),
                        Attachment = new Attachment
                        {
                            Title = parsed.GetValue(title) ?? "",
                            Uri = parsed.GetValue(uri) ?? "",
                            Sha256 = parsed.GetValue(sha256) ?? await HashAsync(session, parsed.GetValue(file), cancellationToken).ConfigureAwait(false),
                            MediaType = parsed.GetValue(media) ?? "",
                        },
                    },
                    cancellationToken: cancellationToken);
                session.Output.Show(made, output => output.WriteLine(session.Texts.Format("done.attachment", made.Id, made.Sha256)));
                return ExitCodes.Ok;
            },
            task, title, uri, sha256, file, media, requestId);
    }

    // The bytes stay here: only their hash is sent.
    private static async Task<string> HashAsync(Session session, string? file, CancellationToken cancellationToken)
    {
        if (file is null)
            throw new UsageException(session.Texts["usage.hash-or-file"]);
        var path = Path.GetFullPath(file, session.Around.WorkingDirectory);
        try
        {
            await using var stream = File.OpenRead(path);
            return Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(session.Texts.Format("usage.file", path));
        }
    }

    private static string Name(ParseResult parsed, Argument<string> task) => Reading.ResourceNames.Task(parsed.GetRequiredValue(task));

    private static string Id(ParseResult parsed, Option<string?> requestId) => parsed.GetValue(requestId) ?? RequestIds.New();

    private static int Show(Session session, Directive task)
    {
        session.Output.Show(task, output => TaskPrinter.Show(output, session.Texts, task));
        return ExitCodes.Ok;
    }
}
