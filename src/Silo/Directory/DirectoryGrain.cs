using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Directory;
using Coordination.Outcomes;
using Coordination.Packs;
using Orleans.Concurrency;

namespace Coordination.Silo.Directory;

[StatelessWorker, Reentrant]
internal sealed class DirectoryGrain(IDirectory directory, AccessPolicy access, CountryPack pack, TimeProvider time) : Grain, IDirectoryGrain
{
    private const int DefaultPageSize = 100;
    private const int MaxPageSize = 500;

    public Task<Outcome<AgencyPage>> ListAgenciesAsync(Principal principal, AgencyQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(ListAgencies(principal, query));

    public Task<Outcome<UnitPage>> ListUnitsAsync(Principal principal, UnitQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(ListUnits(principal, query));

    public Task<Outcome<ImmutableArray<ProvinceView>>> ListProvincesAsync(Principal principal, CancellationToken cancellationToken) =>
        Task.FromResult(ListProvinces(principal));

    private Outcome<AgencyPage> ListAgencies(Principal principal, AgencyQuery query)
    {
        if (!MayRead(principal))
            return CommonRefusals.PermissionDenied;

        var filter = $"agencies|{(int)query.Kind}|{query.InForceOnly}";
        if (!ListToken.TryRead(query.PageToken, filter, out var after))
            return CommonRefusals.PageTokenInvalid;

        var now = time.GetUtcNow();
        var (page, more) = Page(
            directory.Agencies,
            a => a.Name.ToString(),
            a => (query.Kind is AgencyKind.Unspecified || a.Kind == query.Kind) && (!query.InForceOnly || a.IsInForceAt(now)),
            after,
            query.PageSize);
        return new AgencyPage(
            [.. page.Select(a => new AgencyView(
                a.Name, a.DisplayName, a.Kind, a.Parent, a.Country, a.ValidFrom, a.ValidUntil, a.Successors, a.IsInForceAt(now), [], a.Version))],
            more ? ListToken.Write(filter, page[^1].Name.ToString()) : "");
    }

    private Outcome<UnitPage> ListUnits(Principal principal, UnitQuery query)
    {
        if (!MayRead(principal))
            return CommonRefusals.PermissionDenied;

        var filter = $"units|{query.Agency?.Id}|{query.Province}";
        if (!ListToken.TryRead(query.PageToken, filter, out var after))
            return CommonRefusals.PageTokenInvalid;

        var now = time.GetUtcNow();
        var (page, more) = Page(
            directory.Units,
            u => u.Name.ToString(),
            u => (query.Agency is null || u.Agency == query.Agency)
                && (query.Province is null || string.Equals(u.Province, query.Province, StringComparison.Ordinal)),
            after,
            query.PageSize);
        return new UnitPage(
            [.. page.Select(u => new UnitView(
                u.Name, u.DisplayName, u.Agency, u.Province, u.District, u.Affected, "", u.ValidUntil, u.IsInForceAt(now), u.Version))],
            more ? ListToken.Write(filter, page[^1].Name.ToString()) : "");
    }

    private Outcome<ImmutableArray<ProvinceView>> ListProvinces(Principal principal)
    {
        if (!MayRead(principal))
            return CommonRefusals.PermissionDenied;

        var now = time.GetUtcNow();
        var units = directory.Units.Where(u => u.IsInForceAt(now)).ToLookup(u => u.Province, StringComparer.Ordinal);
        return pack.Provinces
            .Select(p => new ProvinceView(p.Code, p.DisplayName, p.Districts, units[p.Code].Any(u => u.Affected), units[p.Code].Count()))
            .ToImmutableArray();
    }

    private bool MayRead(Principal principal) => access.May(principal, DirectoryPermissions.Read, Relation.Everyone);

    /// <summary>A page of what is after a name, and whether there is more.</summary>
    private static (ImmutableArray<T> Page, bool More) Page<T>(
        ImmutableArray<T> sorted, Func<T, string> nameOf, Func<T, bool> wanted, string after, int size)
    {
        size = size == 0 ? DefaultPageSize : Math.Clamp(size, 1, MaxPageSize);
        var page = ImmutableArray.CreateBuilder<T>();
        foreach (var item in sorted)
        {
            if (string.CompareOrdinal(nameOf(item), after) <= 0 || !wanted(item))
                continue;
            if (page.Count == size)
                return (page.ToImmutable(), true);
            page.Add(item);
        }

        return (page.ToImmutable(), false);
    }
}
