using System.CommandLine;
using Coordination.Cli.Printing;
using Coordination.Search.V1;

namespace Coordination.Cli.Commands;

/// <summary><c>coord search</c>.</summary>
internal static class SearchCommand
{
    /// <summary>The most that the platform answers at once.</summary>
    private const int PageSize = 100;

    /// <summary>The best are the first ones: more are shown only when asked for.</summary>
    private const int DefaultLimit = 20;

    public static Command Build(Leaves leaves)
    {
        var words = new Argument<string[]>("TEXT") { Arity = ArgumentArity.OneOrMore, Description = leaves.Texts["arg.search"] };
        var (kinds, token) = (leaves.Many("--kind", "KIND", describe: "search-kind"), leaves.Text("--page-token", "TOKEN"));
        var limit = leaves.Number("--limit", 0, 1_000_000, describe: "search-limit");
        return leaves.Leaf(
            "search",
            async (session, parsed, cancellationToken) =>
            {
                var request = new SearchRequest { Text = string.Join(' ', parsed.GetRequiredValue(words)), Kinds = { parsed.GetValue(kinds) ?? [] } };
                var all = await Paging.GatherAsync(
                    session,
                    parsed.GetValue(limit) ?? DefaultLimit,
                    parsed.GetValue(token),
                    async (size, page) =>
                    {
                        (request.PageSize, request.PageToken) = (Math.Min(size, PageSize), page);
                        return await session.Own.Search.SearchAsync(request, cancellationToken: cancellationToken);
                    },
                    r => r.Hits,
                    r => r.NextPageToken).ConfigureAwait(false);
                session.Output.Show(all, output => output.Table(
                    ["resource", "state", "province", "updated", "title"],
                    all.Hits.Select(IReadOnlyList<string> (hit) => [hit.Name, hit.State, hit.Province, session.Texts.Of(hit.UpdateTime), hit.Title])));
                return ExitCodes.Ok;
            },
            words, kinds, limit, token);
    }
}
