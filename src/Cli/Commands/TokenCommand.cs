using System.CommandLine;

namespace Coordination.Cli.Commands;

/// <summary><c>coord token</c>: an access token for curl and other clients.</summary>
internal static class TokenCommand
{
    public static Command Build(Leaves leaves)
    {
        var client = leaves.Text("--client", "CLIENT");
        return leaves.Leaf(
            "token",
            async (session, parsed, cancellationToken) =>
            {
                var token = await session.TokensFor(parsed.GetValue(client) ?? session.ClientId).GetTokenAsync(cancellationToken).ConfigureAwait(false);
                session.Output.WriteLine(token);
                return ExitCodes.Ok;
            },
            client);
    }
}
