using System.CommandLine;
using Coordination.Cli.Printing;
using Coordination.Directory.V1;

namespace Coordination.Cli.Commands;

/// <summary><c>coord province list</c>.</summary>
internal static class ProvinceCommands
{
    public static Command Build(Leaves leaves) => leaves.Group("province", leaves.Leaf(
        "province.list",
        async (session, _, cancellationToken) =>
        {
            var all = await session.Own.Directory.ListProvincesAsync(new ListProvincesRequest(), cancellationToken: cancellationToken);
            session.Output.Show(all, output => output.Table(
                ["code", "name", "districts", "units", "affected"],
                all.Provinces.Select(IReadOnlyList<string> (p) =>
                [
                    p.Code, session.Texts.Of(p.DisplayName), p.Districts.ToString(session.Texts.Culture),
                    p.Units.ToString(session.Texts.Culture), session.Texts.Of(p.Affected),
                ])));
            return ExitCodes.Ok;
        }));
}
