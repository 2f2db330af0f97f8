using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Ledger;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sdk.Modules;
using Coordination.Search;
using Coordination.Silo.Registry;
using Orleans.Concurrency;

namespace Coordination.Silo.Search;

[StatelessWorker, Reentrant]
internal sealed class SearchGrain(ISearchIndex index, SearchableKinds kinds, AccessPolicy access) : Grain, ISearchGrain
{
    private const int MostHits = 100;

    /// <summary>How often the store is asked again because a kind left out what it found.</summary>
    private const int MostRounds = 20;

    /// <summary>Read at once when much of the round before was left out.</summary>
    private const int LaterRound = 200;

    public async Task<Outcome<SearchPage>> SearchAsync(Principal principal, SearchQuery query, CancellationToken cancellationToken)
    {
        if (!access.May(principal, SearchPermissions.Use, Relation.None))
            return CommonRefusals.PermissionDenied;

        var search = new RegistrySearch(
            query.Text,
            [.. Scopes(principal, query.Kinds)],
            new Viewer(principal.Agency.Id, principal.Unit?.Id, Everything: false, OfficerKey.Of(principal)),
            Math.Clamp(query.PageSize, 1, MostHits) + 1,
            null);
        if (query.PageToken.Length > 0)
        {
            if (!SearchToken.TryRead(query.PageToken, search, out var after))
                return CommonRefusals.PageTokenInvalid;
            search = search with { After = after };
        }

        try
        {
            return await GatherAsync(principal, search, cancellationToken);
        }
        catch (LedgerUnavailableException)
        {
            return CommonRefusals.LedgerUnavailable;
        }
    }

    /// <summary>
    /// Goes on until there is one hit more than the page holds: a page that is short, or a token behind which nothing
    /// comes, would tell of what was left out.
    /// </summary>
    private async Task<SearchPage> GatherAsync(Principal principal, RegistrySearch search, CancellationToken cancellationToken)
    {
        var wanted = search.Limit;
        var hits = ImmutableArray.CreateBuilder<SearchHit>(wanted);
        var last = default(MatchCursor);
        for (var round = 1; round <= MostRounds; round++)
        {
            var matches = await index.SearchAsync(search, cancellationToken);
            foreach (var match in matches)
            {
                if (kinds.Of(match.Kind)?.Show(principal, match) is not { } hit)
                    continue;
                if (hits.Count == wanted - 1)
                    return new SearchPage(hits.DrainToImmutable(), SearchToken.Write(search, last));

                hits.Add(hit);
                last = match.Cursor;
            }

            if (matches.Length < search.Limit)
                break;
            search = search with { After = matches[^1].Cursor, Limit = LaterRound };
        }

        return new SearchPage(hits.DrainToImmutable(), "");
    }

    private IEnumerable<SearchScope> Scopes(Principal principal, ImmutableArray<string> asked)
    {
        foreach (var kind in kinds.All.OrderBy(kind => kind.Kind, StringComparer.Ordinal))
        {
            if ((asked.IsDefaultOrEmpty || asked.Contains(kind.Kind)) && access.ViewerFor(principal, kind.ListPermission) is { } viewer)
                yield return new SearchScope(kind.Kind, viewer.Everything);
        }
    }
}
