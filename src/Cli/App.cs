using System.CommandLine;
using System.CommandLine.Invocation;
using Coordination.Cli.Commands;
using Coordination.Cli.Texts;

namespace Coordination.Cli;

/// <summary>The whole program: read the line, run the command, answer with an exit code.</summary>
internal static class App
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Surroundings around, CancellationToken cancellationToken)
    {
        var texts = Catalogue.For(Catalogue.Choose(arguments, around.Environment));
        var parsed = CommandTree.Build(around, texts).Parse(arguments);
        if (parsed.Action is ParseErrorAction)
            return Explain(parsed, around, texts);

        return await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                Output = around.Out,
                Error = around.Error,
                ProcessTerminationTimeout = TimeSpan.FromSeconds(5),
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static int Explain(ParseResult parsed, Surroundings around, Catalogue texts)
    {
        foreach (var message in parsed.Errors.Select(e => e.Message).Distinct())
            around.Error.WriteLine(message);

        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0)
            around.Error.WriteLine(texts.Format("usage.subcommands", Path(parsed), string.Join(", ", command.Subcommands.Select(c => c.Name))));
        around.Error.WriteLine(texts.Format("usage.help", Path(parsed)));
        return ExitCodes.Usage;
    }

    private static string Path(ParseResult parsed)
    {
        var names = new List<string>();
        for (System.CommandLine.Parsing.SymbolResult? result = parsed.CommandResult; result is System.CommandLine.Parsing.CommandResult command; result = command.Parent)
            names.Add(command.Command is RootCommand ? CommandTree.Name : command.Command.Name);
        names.Reverse();
        return string.Join(' ', names);
    }
}
