using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Cases;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sealing;
using Orleans.Concurrency;

namespace Coordination.Silo.Cases.Linking;

/// <summary>Lists of links: what a row holds of the other side stays here.</summary>
[StatelessWorker, Reentrant]
internal sealed class LinkShelfGrain(IKeyStore keys, IRegistry registry) : Grain, ILinkShelfGrain
{
    private const int AtOnce = 200;

    public async Task<Outcome<LinkList>> ListAsync(
        Principal principal, CaseName? caseName, ImmutableArray<LinkStage> stages, int pageSize, string? pageToken, CancellationToken cancellationToken)
    {
        var query = new RegistryQuery
        {
            Kind = LinkName.Collection,
            Party = principal.Agency.Id,
            States = [.. stages.Select(LinkWords.Of)],
            Order = RegistryOrder.NewestFirst,
            PageSize = pageSize,
        };
        if (caseName is { } named)
        {
            // A filter by a case that the caller does not lead would tell whether that case has a link with one of its own.
            var standing = await GrainFactory.Case(named).StandingAsync(principal);
            if (standing.IsRefused)
                return standing.Refusal;
            if (!standing.Value.Relation.HasFlag(Relation.Lead))
                return CommonRefusals.PermissionDenied;
            if (await FollowAsync(named) is { } away)
                return away; // A new lead is no party of the rows until they caught up.
            query = query with { Terms = [LinkKeys.TermOf(keys, named)] };
        }

        var list = await GrainFactory.GetGrain<IRegistryGrain>(0).ListAsync(principal, LinkPermissions.Read, query, pageToken, cancellationToken);
        if (list.IsRefused)
            return list.Refusal;

        // The row says which links there may be; the link itself, which asks the cases, what of it the caller sees now.
        var read = await Task.WhenAll(list.Value.Hits.Select(hit => GrainFactory.Link(ResourceName.Parse<LinkName>(hit.Name)).GetAsync(principal, cancellationToken)));
        return read.FirstOrDefault(link => link.Refusal?.Kind is RefusalKind.Unavailable).Refusal is { } unavailable
            ? unavailable
            : new LinkList([.. read.Where(link => !link.IsRefused).Select(link => link.Value!)], list.Value.NextPageToken);
    }

    public async Task<Refusal?> FollowAsync(CaseName caseName)
    {
        var query = new RegistryQuery
        {
            Kind = LinkName.Collection, Terms = [LinkKeys.TermOf(keys, caseName)], Order = RegistryOrder.NewestFirst, PageSize = AtOnce,
        };
        try
        {
            RegistryCursor? after = null;
            do
            {
                var page = await registry.QueryAsync(new Viewer("", null, Everything: true), query, after, CancellationToken.None);
                var refusals = await Task.WhenAll(page.Hits.Select(hit => GrainFactory.Link(ResourceName.Parse<LinkName>(hit.Name)).FollowAsync()));
                if (refusals.FirstOrDefault(refusal => refusal is not null) is { } refused)
                    return refused;
                after = page.Next;
            }
            while (after is not null);
            return null;
        }
        catch (LedgerUnavailableException)
        {
            return CommonRefusals.LedgerUnavailable;
        }
    }
}
