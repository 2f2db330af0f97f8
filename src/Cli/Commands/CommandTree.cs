using System.CommandLine;
using Coordination.Cli.Commands.Cases;
using Coordination.Cli.Commands.Information;
using Coordination.Cli.Commands.Modules;
using Coordination.Cli.Commands.Reporting;
using Coordination.Cli.Connecting;
using Coordination.Cli.Texts;

namespace Coordination.Cli.Commands;

/// <summary>All commands.</summary>
internal static class CommandTree
{
    public const string Name = "coord";

    public static RootCommand Build(Surroundings around, Catalogue texts)
    {
        var options = new GlobalOptions(texts);
        var leaves = new Leaves(around, texts, options);
        var root = new RootCommand(texts["cmd.coord"])
        {
            TokenCommand.Build(leaves),
            AgencyCommands.Build(leaves),
            UnitCommands.Build(leaves),
            CommitteeCommands.Build(leaves),
            ProvinceCommands.Build(leaves),
            TaskCommands.Build(leaves),
            ProvideCommand.Build(leaves),
            InfoCommands.Build(leaves),
            ImportCommands.Build(leaves),
            ExportCommands.Build(leaves),
            CaseCommands.Build(leaves),
            SearchCommand.Build(leaves),
            StatsCommands.Build(leaves),
            ReportCommands.Build(leaves),
            ModuleCommands.Build(leaves),
            WorkflowCommands.Build(leaves),
            WatchCommand.Build(leaves),
            LedgerCommands.Build(leaves),
            ReceiptCommands.Build(leaves),
            HealthCommand.Build(leaves),
            DemoCommand.Build(leaves),
        };
        root.HelpName = Name;
        options.AddTo(root);
        return root;
    }
}
