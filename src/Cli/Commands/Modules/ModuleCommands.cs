using System.CommandLine;
using Coordination.Cli.Commands.Cases;
using Coordination.Cli.Commands.Information;
using Coordination.Cli.Printing;
using Coordination.Client.Calls;
using Coordination.Modules.V1;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Modules;

/// <summary><c>coord module …</c>: what an installation has beside the core, and switching it on and off with four eyes.</summary>
internal static class ModuleCommands
{
    public static Command Build(Leaves leaves) => leaves.Group("module",
        List(leaves),
        leaves.Look("module.show", "module", Module, (client, name, options) => client.Modules.GetModuleAsync(
            new GetModuleRequest { Name = name }, options), ModulePrinter.Show),
        Propose(leaves, "module.enable", ModuleAction.Enable),
        Propose(leaves, "module.disable", ModuleAction.Disable),
        Approve(leaves),
        Reject(leaves),
        Changes(leaves));

    private static Command List(Leaves leaves)
    {
        var states = leaves.ManyOf<ModuleState>("--state", "module-state");
        return leaves.Leaf(
            "module.list",
            async (session, parsed, cancellationToken) =>
            {
                var list = await session.Own.Modules.ListModulesAsync(
                    new ListModulesRequest { States = { parsed.GetValue(states) ?? [] } }, cancellationToken: cancellationToken);
                session.Output.Show(list, output => ModulePrinter.List(output, session.Texts, list));
                if (list.RollingUpgrade)
                    session.Output.Notice(session.Texts["notice.rolling-upgrade"]);
                return ExitCodes.Ok;
            },
            states);
    }

    // What is proposed is what is installed now: its version and manifest are read first.
    private static Command Propose(Leaves leaves, string path, ModuleAction action)
    {
        var (module, requestId) = (leaves.Argument("module"), leaves.RequestId());
        return leaves.Leaf(
            path,
            async (session, parsed, cancellationToken) =>
            {
                var installed = await session.Own.Modules.GetModuleAsync(
                    new GetModuleRequest { Name = Module(parsed.GetRequiredValue(module)) }, cancellationToken: cancellationToken);
                var change = await session.Own.Modules.ProposeModuleChangeAsync(
                    new ProposeModuleChangeRequest
                    {
                        RequestId = parsed.GetValue(requestId) ?? RequestIds.New(),
                        Module = installed.Name,
                        Action = action,
                        Version = installed.Version,
                        Sha256 = installed.Sha256,
                    },
                    cancellationToken: cancellationToken);
                session.Output.Show(change, output => ModulePrinter.Change(output, session.Texts, change));
                session.Output.Notice(session.Texts["notice.module-proposed"]);
                return ExitCodes.Ok;
            },
            module, requestId);
    }

    // Whoever approves has the change printed that the approval binds.
    private static Command Approve(Leaves leaves)
    {
        var (change, requestId) = (leaves.Argument("module-change"), leaves.RequestId());
        return leaves.Leaf(
            "module.approve",
            async (session, parsed, cancellationToken) =>
            {
                var read = await session.Own.Modules.GetModuleChangeAsync(
                    new GetModuleChangeRequest { Name = ModuleChange(parsed.GetRequiredValue(change)) }, cancellationToken: cancellationToken);
                var approved = await session.Own.Modules.ApproveModuleChangeAsync(
                    new ApproveModuleChangeRequest
                    {
                        RequestId = parsed.GetValue(requestId) ?? RequestIds.New(), Name = read.Name, ContentHash = read.ContentHash, Etag = read.Etag,
                    },
                    cancellationToken: cancellationToken);
                session.Output.Show(approved, output => ModulePrinter.Change(output, session.Texts, approved));
                session.Output.Notice(session.Texts["notice.module-approved"]);
                return ExitCodes.Ok;
            },
            change, requestId);
    }

    private static Command Reject(Leaves leaves)
    {
        var (change, reason, requestId) = (leaves.Argument("module-change"), leaves.Reason(), leaves.RequestId());
        return leaves.Leaf(
            "module.reject",
            async (session, parsed, cancellationToken) =>
            {
                var read = await session.Own.Modules.GetModuleChangeAsync(
                    new GetModuleChangeRequest { Name = ModuleChange(parsed.GetRequiredValue(change)) }, cancellationToken: cancellationToken);
                var rejected = await session.Own.Modules.RejectModuleChangeAsync(
                    new RejectModuleChangeRequest
                    {
                        RequestId = parsed.GetValue(requestId) ?? RequestIds.New(), Name = read.Name, ContentHash = read.ContentHash, Etag = read.Etag,
                        Reason = parsed.GetValue(reason) ?? "",
                    },
                    cancellationToken: cancellationToken);
                session.Output.Show(rejected, output => ModulePrinter.Change(output, session.Texts, rejected));
                return ExitCodes.Ok;
            },
            change, reason, requestId);
    }

    private static Command Changes(Leaves leaves)
    {
        var (module, states) = (leaves.Text("--module", "MODULE", describe: "of-module"), leaves.ManyOf<ModuleChangeState>("--state", "module-change-state"));
        return leaves.Listing(
            "module.changes",
            (client, parsed, size, token, options) => client.Modules.ListModuleChangesAsync(
                new ListModuleChangesRequest
                {
                    Module = Module(parsed.GetValue(module) ?? ""), States = { parsed.GetValue(states) ?? [] }, PageSize = size, PageToken = token,
                },
                options),
            r => r.ModuleChanges, r => r.NextPageToken, ModulePrinter.Changes,
            module, states);
    }
}
