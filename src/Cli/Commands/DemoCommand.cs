using System.CommandLine;
using Coordination.Cli.Demo;
using Coordination.Cli.Demo.Cases;
using Coordination.Cli.Demo.Info;
using Coordination.Cli.Demo.Modules;

namespace Coordination.Cli.Commands;

/// <summary><c>coord demo</c>, <c>coord demo check</c>, <c>coord demo info</c>, <c>coord demo case</c> and <c>coord demo modules</c>.</summary>
internal static class DemoCommand
{
    private const int MostTasks = 100_000;

    public static Command Build(Leaves leaves)
    {
        var (tasks, keepGoing, journal) = (
            leaves.Number("--tasks", 1, MostTasks, describe: "demo-tasks"), leaves.Flag("--keep-going"), leaves.Text("--journal", "FILE"));
        var demo = leaves.Leaf(
            "demo",
            (session, parsed, cancellationToken) => DemoRun.PlayAsync(
                session,
                new DemoOptions(parsed.GetValue(tasks) ?? 0, parsed.GetValue(keepGoing), Full(session.Around, parsed.GetValue(journal))),
                cancellationToken),
            tasks, keepGoing, journal);

        var file = leaves.Text("--journal", "FILE", required: true, describe: "journal-check");
        demo.Add(leaves.Leaf(
            "demo.check",
            (session, parsed, cancellationToken) => JournalCheck.RunAsync(session, Full(session.Around, parsed.GetValue(file))!, cancellationToken),
            file));
        demo.Add(leaves.Leaf("demo.case", (session, _, cancellationToken) => CaseRun.PlayAsync(session, cancellationToken)));
        demo.Add(leaves.Leaf("demo.info", (session, _, cancellationToken) => InfoRun.PlayAsync(session, cancellationToken)));
        demo.Add(leaves.Leaf("demo.modules", (session, _, cancellationToken) => ModulesRun.PlayAsync(session, cancellationToken)));
        return demo;
    }

    private static string? Full(Surroundings around, string? file) => file is null ? null : Path.GetFullPath(file, around.WorkingDirectory);
}
