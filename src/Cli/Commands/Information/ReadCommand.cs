using System.CommandLine;
using Coordination.Cli.Printing;
using Coordination.Information.V1;

namespace Coordination.Cli.Commands.Information;

/// <summary><c>coord info read GRANT --purpose P</c>: reads what was granted; the read is entered before it is answered.</summary>
internal static class ReadCommand
{
    public static Command Build(Leaves leaves)
    {
        var grant = leaves.Argument("grant");
        var (purpose, fields) = (leaves.Text("--purpose", "CODE", required: true, describe: "read-purpose"), leaves.Many("--field", "FIELD", "read-field"));
        return leaves.Make(
            "info.read",
            (session, requestId, parsed, options) => session.Own.Grants.ReadGrantedAsync(
                new ReadGrantedRequest
                {
                    RequestId = requestId, Name = Reading.ResourceNames.Grant(parsed.GetRequiredValue(grant)), Purpose = parsed.GetValue(purpose) ?? "",
                    Fields = { parsed.GetValue(fields)!.SelectMany(f => f.Split(',', StringSplitOptions.RemoveEmptyEntries)) },
                },
                options),
            GrantPrinter.Granted,
            grant, purpose, fields);
    }
}
