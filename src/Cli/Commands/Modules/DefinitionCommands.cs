using System.CommandLine;
using Coordination.Cli.Printing;
using Coordination.Modules.V1;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Modules;

/// <summary><c>coord workflow definitions|show|diagram|form</c>: what can be run, and how.</summary>
internal static class DefinitionCommands
{
    public static IEnumerable<Command> Build(Leaves leaves) => [List(leaves), Show(leaves), Diagram(leaves), Form(leaves)];

    private static Command List(Leaves leaves)
    {
        var (module, startable) = (leaves.Text("--module", "MODULE", describe: "of-module"), leaves.Flag("--startable"));
        return leaves.Leaf(
            "workflow.definitions",
            async (session, parsed, cancellationToken) =>
            {
                var list = await session.Own.Modules.ListDefinitionsAsync(
                    new ListDefinitionsRequest { Module = Module(parsed.GetValue(module) ?? ""), StartableOnly = parsed.GetValue(startable) },
                    cancellationToken: cancellationToken);
                session.Output.Show(list, output => DefinitionPrinter.List(output, session.Texts, list));
                return ExitCodes.Ok;
            },
            module, startable);
    }

    private static Command Show(Leaves leaves)
    {
        var (definition, version) = (leaves.Argument("definition"), Version(leaves));
        return leaves.Leaf(
            "workflow.show",
            async (session, parsed, cancellationToken) =>
            {
                var found = await session.Own.Modules.GetDefinitionAsync(
                    new GetDefinitionRequest { Name = Definition(parsed.GetRequiredValue(definition)), Version = parsed.GetValue(version) ?? 0 },
                    cancellationToken: cancellationToken);
                session.Output.Show(found, output => DefinitionPrinter.Show(output, session.Texts, found));
                return ExitCodes.Ok;
            },
            definition, version);
    }

    // The text alone goes to the output, so that it can be kept in a file or handed to a renderer.
    private static Command Diagram(Leaves leaves)
    {
        var (definition, version, format, language) = (
            leaves.Argument("definition"), Version(leaves), leaves.OneOf<DiagramFormat>("--format", describe: "diagram-format"),
            leaves.Text("--language", "en|lo", describe: "diagram-language"));
        language.AcceptOnlyFromAmong("en", "lo");
        return leaves.Leaf(
            "workflow.diagram",
            async (session, parsed, cancellationToken) =>
            {
                var diagram = await session.Own.Modules.RenderDefinitionAsync(
                    new RenderDefinitionRequest
                    {
                        Name = Definition(parsed.GetRequiredValue(definition)),
                        Version = parsed.GetValue(version) ?? 0,
                        Format = parsed.GetValue(format) ?? DiagramFormat.Mermaid,
                        Language = parsed.GetValue(language) ?? session.Texts.Language,
                    },
                    cancellationToken: cancellationToken);
                session.Output.Show(diagram, output => output.WriteLine(diagram.Text.TrimEnd('\n')));
                return ExitCodes.Ok;
            },
            definition, version, format, language);
    }

    private static Command Form(Leaves leaves)
    {
        var (definition, version) = (leaves.Argument("definition"), Version(leaves));
        var transition = new Argument<string?>("TRANSITION") { Description = leaves.Texts["arg.transition-or-start"], Arity = ArgumentArity.ZeroOrOne };
        return leaves.Leaf(
            "workflow.form",
            async (session, parsed, cancellationToken) =>
            {
                var form = await session.Own.Modules.GetFormAsync(
                    new GetFormRequest
                    {
                        Name = Definition(parsed.GetRequiredValue(definition)),
                        Version = parsed.GetValue(version) ?? 0,
                        Transition = parsed.GetValue(transition) ?? "",
                        Language = session.Texts.Language,
                    },
                    cancellationToken: cancellationToken);
                session.Output.Show(form, output => DefinitionPrinter.Form(output, session.Texts, form));
                return ExitCodes.Ok;
            },
            definition, transition, version);
    }

    private static Option<int?> Version(Leaves leaves) => leaves.Number("--version", 1, 100_000, describe: "definition-version");
}
