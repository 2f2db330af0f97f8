using System.Collections.Immutable;
using System.Text.Json;
using Coordination.Access;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sealing;
using Orleans.Concurrency;

namespace Coordination.Silo.Cases.Linking;

/// <summary>Lists of links: what a row holds of the other side stays here.</summary>
[StatelessWorker, Reentrant]
internal sealed class LinkShelfGrain(IKeyStore keys) : Grain, ILinkShelfGrain
{
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
            query = query with { Terms = [LinkKeys.TermOf(keys, named)] };
        }

        var list = await GrainFactory.GetGrain<IRegistryGrain>(0).ListAsync(principal, LinkPermissions.Read, query, pageToken, cancellationToken);
        return list.IsRefused
            ? list.Refusal
            : new LinkList([.. list.Value.Hits.Select(hit => Read(hit, principal)).OfType<LinkView>()], list.Value.NextPageToken);
    }

    private static LinkView? Read(RegistryHit hit, Principal principal) =>
        JsonSerializer.Deserialize(hit.View.AsSpan(), LinkJson.Default.LinkState)?.View(ResourceName.Parse<LinkName>(hit.Name), principal);
}
