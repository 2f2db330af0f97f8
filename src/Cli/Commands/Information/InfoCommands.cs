using System.CommandLine;

namespace Coordination.Cli.Commands.Information;

/// <summary><c>coord info …</c>: asking, answering, releasing and reading.</summary>
internal static class InfoCommands
{
    public static Command Build(Leaves leaves) => leaves.Group("info",
    [
        .. RequestCommands.Build(leaves),
        .. PartCommands.Build(leaves),
        TypeCommands.Build(leaves),
        SubjectCommands.Build(leaves),
        RecordCommands.Build(leaves),
        ConsentCommands.Build(leaves),
        GrantCommands.Build(leaves),
        ReadCommand.Build(leaves),
        AgreementCommands.Build(leaves),
        .. DisclosureCommands.Build(leaves),
    ]);
}
