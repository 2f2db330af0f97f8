using System.Collections.Immutable;
using System.Text.Json;
using Coordination.Access;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;

namespace Coordination.Silo.Cases;

/// <summary>Finds which cases an export holds, and what an officer exported before.</summary>
internal sealed class ExportRecords(IRegistry registry, IGrainFactory grains)
{
    private const int PageSize = 500;

    /// <summary>More exports of one agency within a day are not looked through: then a second person must approve.</summary>
    private const int MostBefore = 2_000;

    /// <summary>Names of cases that the caller's agency, or its unit, leads and the filter meets, sorted; one more than fit when there are too many.</summary>
    public async Task<Outcome<ImmutableArray<CaseName>>> FindAsync(Principal caller, ExportFilter filter, CancellationToken cancellationToken) =>
        filter.Cases.IsEmpty ? await ListedAsync(caller, filter, cancellationToken) : await NamedAsync(caller, filter, cancellationToken);

    /// <summary>How many records the officer exported since a time without that anybody approved.</summary>
    public async Task<int> WithoutApprovalAsync(Principal caller, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var query = new RegistryQuery { Kind = ExportName.Collection, Party = caller.Agency.Id, Order = RegistryOrder.NewestFirst, PageSize = PageSize };
        var (key, sum, seen) = (OfficerKey.Of(caller), 0, 0);
        RegistryCursor? after = null;
        do
        {
            var page = await registry.QueryAsync(new Viewer(caller.Agency.Id, null, Everything: false), query, after, cancellationToken);
            foreach (var hit in page.Hits)
            {
                var export = JsonSerializer.Deserialize(hit.View.AsSpan(), ExportJson.Default.ExportView)!;
                if (export.CreatedAt < since)
                    return sum;
                if (++seen > MostBefore)
                    return ExportRules.MostWithoutApproval;
                if (!export.NeedsApproval && export.ProposerKey == key)
                    sum += export.Records;
            }

            after = page.Next;
        }
        while (after is not null);
        return sum;
    }

    private async Task<Outcome<ImmutableArray<CaseName>>> ListedAsync(Principal caller, ExportFilter filter, CancellationToken cancellationToken)
    {
        var query = new RegistryQuery
        {
            Kind = CaseName.Collection,
            Party = caller.Agency.Id,
            PartyRoles = [CaseWords.Lead],
            States = [.. filter.States.Select(CaseWords.Of)],
            Province = filter.Province.Length == 0 ? null : filter.Province,
            Order = RegistryOrder.NewestFirst,
            PageSize = PageSize,
        };
        var viewer = new Viewer(caller.Agency.Id, caller.Unit?.Id, Everything: false, OfficerKey.Of(caller));
        var names = new List<CaseName>();
        RegistryCursor? after = null;
        do
        {
            var page = await registry.QueryAsync(viewer, query, after, cancellationToken);
            names.AddRange(page.Hits
                .Select(hit => JsonSerializer.Deserialize(hit.View.AsSpan(), CaseViewsJson.Default.CaseSummaryView)!)
                .Where(view => Meets(filter, view.CreatedAt))
                .Select(view => view.Name));
            after = page.Next;
        }
        while (after is not null && names.Count <= ExportRules.MostRecords);
        return Sorted(names);
    }

    private async Task<Outcome<ImmutableArray<CaseName>>> NamedAsync(Principal caller, ExportFilter filter, CancellationToken cancellationToken)
    {
        var names = new List<CaseName>();
        foreach (var name in filter.Cases.Distinct())
        {
            var found = await grains.Case(name).GetAsync(caller, cancellationToken);
            if (found.IsRefused && found.Refusal.Kind is not (RefusalKind.NotFound or RefusalKind.PermissionDenied))
                return found.Refusal;

            // What is not the agency's own, and what is not there at all, look alike: they are not in it.
            if (!found.IsRefused
                && found.Value.Lead == caller.Agency
                && (filter.States.IsEmpty || filter.States.Contains(found.Value.Stage))
                && (filter.Province.Length == 0 || filter.Province == found.Value.Province)
                && Meets(filter, found.Value.CreatedAt))
            {
                names.Add(name);
            }
        }

        return Sorted(names);
    }

    private static bool Meets(ExportFilter filter, DateTimeOffset opened) =>
        (filter.OpenedFrom is not { } from || opened >= from) && (filter.OpenedUntil is not { } until || opened < until);

    private static ImmutableArray<CaseName> Sorted(IEnumerable<CaseName> names) => [.. names.Distinct().OrderBy(name => name.Id, StringComparer.Ordinal)];
}
