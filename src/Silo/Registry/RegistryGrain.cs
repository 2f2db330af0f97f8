using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Ledger;
using Coordination.Outcomes;
using Coordination.Registry;
using Orleans.Concurrency;

namespace Coordination.Silo.Registry;

[StatelessWorker, Reentrant]
internal sealed class RegistryGrain(IRegistry registry, AccessPolicy access, TimeProvider time) : Grain, IRegistryGrain
{
    public async Task<Outcome<RegistryList>> ListAsync(
        Principal principal, string permission, RegistryQuery query, string? pageToken, CancellationToken cancellationToken)
    {
        if (ViewerFor(principal, permission) is not { } viewer)
            return CommonRefusals.PermissionDenied;

        var now = time.GetUtcNow();
        if (query.OverdueAt is not null)
            query = query with { OverdueAt = now };

        RegistryCursor? after = null;
        if (!string.IsNullOrEmpty(pageToken))
        {
            if (!PageToken.TryRead(pageToken, viewer, query, out var cursor))
                return CommonRefusals.PageTokenInvalid;
            after = cursor;
        }

        try
        {
            var page = await registry.QueryAsync(viewer, query, after, cancellationToken);
            return new RegistryList(page.Hits, page.Next is { } next ? PageToken.Write(viewer, query, next) : "", now);
        }
        catch (LedgerUnavailableException)
        {
            return CommonRefusals.LedgerUnavailable;
        }
    }

    public async Task<Outcome<ImmutableArray<PartySummary>>> SummarizeAsync(
        Principal principal, string permission, string kind, ImmutableArray<string> roles, string? agency, CancellationToken cancellationToken)
    {
        if (ViewerFor(principal, permission) is not { } viewer)
            return CommonRefusals.PermissionDenied;
        if (!viewer.Everything)
        {
            if (agency is not null && !string.Equals(agency, viewer.Agency, StringComparison.Ordinal))
                return ImmutableArray<PartySummary>.Empty;
            agency = viewer.Agency;
        }

        try
        {
            return await registry.SummarizeAsync(kind, roles, agency, viewer.Officer, time.GetUtcNow(), cancellationToken);
        }
        catch (LedgerUnavailableException)
        {
            return CommonRefusals.LedgerUnavailable;
        }
    }

    public async Task<Outcome<ImmutableArray<PairCount>>> CountPairsAsync(
        Principal principal, string permission, PairQuery query, CancellationToken cancellationToken)
    {
        if (ViewerFor(principal, permission) is not { Unit: null } viewer)
            return CommonRefusals.PermissionDenied;

        try
        {
            // Who sees its own alone, and asks for another agency's, gets what both share.
            var asked = query with { Officer = viewer.Officer };
            var counts = await registry.CountPairsAsync(viewer.Everything ? asked : asked with { Agency = viewer.Agency }, cancellationToken);
            return viewer.Everything || query.Agency is not { } other ? counts : [.. counts.Where(c => c.First == other || c.Second == other)];
        }
        catch (LedgerUnavailableException)
        {
            return CommonRefusals.LedgerUnavailable;
        }
    }

    private Viewer? ViewerFor(Principal principal, string permission) => access.ViewerFor(principal, permission);
}
