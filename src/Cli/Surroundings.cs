using System.Text;
using Spectre.Console;

namespace Coordination.Cli;

/// <summary>What the process finds around it, so that tests can give another.</summary>
/// <param name="Out">Where results go.</param>
/// <param name="Error">Where refusals and notices go.</param>
/// <param name="Console">Tables and progress over <paramref name="Out"/>.</param>
/// <param name="IsTerminal">Whether a person looks at <paramref name="Out"/>.</param>
/// <param name="Environment">Environment variables.</param>
/// <param name="WorkingDirectory">Where a relative path begins.</param>
/// <param name="BaseDirectory">Where the program lies; the project's root is looked for above it.</param>
internal sealed record Surroundings(
    TextWriter Out,
    TextWriter Error,
    IAnsiConsole Console,
    bool IsTerminal,
    Func<string, string?> Environment,
    string WorkingDirectory,
    string BaseDirectory)
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gets what is typed or piped in.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    public static Surroundings OfProcess()
    {
        if (System.Console.OutputEncoding is not UTF8Encoding)
            System.Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var terminal = !System.Console.IsOutputRedirected;
        return new Surroundings(
            System.Console.Out,
            System.Console.Error,
            CreateConsole(System.Console.Out, terminal),
            terminal,
            System.Environment.GetEnvironmentVariable,
            System.Environment.CurrentDirectory,
            AppContext.BaseDirectory)
        {
            In = System.Console.In,
        };
    }

    /// <summary>Colours and live progress on a terminal only; wide plain lines otherwise, so that no cell is broken.</summary>
    public static IAnsiConsole CreateConsole(TextWriter writer, bool terminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = terminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!terminal)
            console.Profile.Width = 240;
        return console;
    }
}
