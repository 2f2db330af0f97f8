using System.Collections.Immutable;
using System.Text.Json;
using Coordination.Access;
using Coordination.Ledger;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Packs;
using Coordination.Registry;
using Coordination.Reporting;
using Orleans.Concurrency;

namespace Coordination.Silo.Reporting;

/// <summary>Sums over the reports that the caller may see, from the registry: nothing of others goes into a number.</summary>
[StatelessWorker, Reentrant]
internal sealed class ReportingGrain(IRegistry registry, AccessPolicy access, ReportingInputs inputs, CountryPack pack, TimeProvider time)
    : Grain, IReportingGrain
{
    private const int PageSize = 500;
    private const Relation AnyPart = Relation.Owner | Relation.Lead | Relation.Participant | Relation.OwnUnit;

    public async Task<Outcome<RollupView>> RollupAsync(
        Principal principal, ReportCycleName cycle, ReportStage atLeast, CancellationToken cancellationToken)
    {
        var everything = access.May(principal, ReportingPermissions.Rollup, Relation.None);
        if (!everything && !access.May(principal, ReportingPermissions.Rollup, AnyPart))
            return CommonRefusals.PermissionDenied;

        var about = await GrainFactory.ReportCycle(cycle).GetAsync(principal, cancellationToken);
        if (about.IsRefused)
            return about.Refusal;

        try
        {
            var viewer = new Viewer(principal.Agency.Id, everything ? null : principal.Unit?.Id, everything, OfficerKey.Of(principal));
            var reports = await ReportsAsync(viewer, cycle, cancellationToken);
            var rollup = new Rollup([.. about.Value.Content.Template.Figures.Select(f => f.Code)], atLeast, time.GetUtcNow());
            return new RollupView(
                cycle,
                atLeast,
                rollup.Row("", LocalizedText.Empty, reports),
                rollup.Rows(reports, r => r.Header.Route.Province, key => pack.FindProvince(key)?.DisplayName),
                rollup.Rows(reports, r => r.Header.Route.Ministry.ToString(), key => inputs.Directory.Find(ResourceName.Parse<AgencyName>(key))?.DisplayName),
                reports.Count == about.Value.Routes.Length);
        }
        catch (LedgerUnavailableException)
        {
            return CommonRefusals.LedgerUnavailable;
        }
    }

    public Task<Outcome<CoverageView>> CoverageAsync(Principal principal, AgencyName? agency, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<CoverageView>>(access.May(principal, ReportingPermissions.Coverage, Relation.Everyone)
            ? Coverage.Of(inputs, pack.Provinces, agency, time.GetUtcNow())
            : CommonRefusals.PermissionDenied);

    private async Task<List<ReportView>> ReportsAsync(Viewer viewer, ReportCycleName cycle, CancellationToken cancellationToken)
    {
        var reports = new List<ReportView>();
        RegistryCursor? after = null;
        do
        {
            var query = new RegistryQuery
            {
                Kind = ReportName.Collection, Parent = cycle.ToString(), Order = RegistryOrder.NewestFirst, PageSize = PageSize,
            };
            var page = await registry.QueryAsync(viewer, query, after, cancellationToken);
            reports.AddRange(page.Hits.Select(hit => JsonSerializer.Deserialize(hit.View.AsSpan(), ReportingJson.Default.ReportView)!));
            after = page.Next;
        }
        while (after is not null && reports.Count < ReportLimits.Units);
        return reports;
    }
}

/// <summary>Sums figures. Pure.</summary>
/// <param name="Codes">Of the template.</param>
/// <param name="AtLeast">How far a report must have come for its figures to count.</param>
internal sealed record Rollup(ImmutableArray<string> Codes, ReportStage AtLeast, DateTimeOffset Now)
{
    public ImmutableArray<RollupRow> Rows(IEnumerable<ReportView> reports, Func<ReportView, string> keyOf, Func<string, LocalizedText?> labelOf) =>
    [
        .. reports.GroupBy(keyOf, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Row(group.Key, labelOf(group.Key) ?? LocalizedText.Empty, [.. group])),
    ];

    public RollupRow Row(string key, LocalizedText label, IReadOnlyCollection<ReportView> reports)
    {
        var counted = reports.Where(r => r.Stage.HasReached(AtLeast)).ToArray();
        return new RollupRow(
            key,
            label,
            reports.Count,
            counted.Length,
            reports.Count(r => r.Due < Now),
            [
                .. Codes.Select(code =>
                {
                    var values = counted.SelectMany(r => r.Figures).Where(f => f.Code == code).Select(f => f.Value).ToArray();
                    return new RollupFigure(code, values.Sum(), values.Length);
                }),
            ]);
    }
}

/// <summary>Units over affected provinces. Pure.</summary>
internal static class Coverage
{
    /// <param name="agency">Null: units of all agencies.</param>
    public static CoverageView Of(ReportingInputs inputs, ImmutableArray<PackProvince> provinces, AgencyName? agency, DateTimeOffset now)
    {
        // Who approves for a province is no unit of the network.
        var units = inputs.Directory.Units
            .Where(u => u.IsInForceAt(now) && !inputs.IsApprover(u.Name) && (agency is null || u.Agency == agency)).ToArray();
        var affected = inputs.AffectedProvinces();
        var inAffected = units.Where(u => affected.Contains(u.Province)).ToArray();
        var covered = inAffected.Select(u => u.Province).Distinct(StringComparer.Ordinal).Count();
        return new CoverageView(
            affected.Count,
            covered,
            inAffected.Length,
            Percent(covered, affected.Count),
            [
                .. provinces.Select(p => new ProvinceCoverage(
                    p.Code, p.DisplayName, affected.Contains(p.Code), units.Count(u => u.Province == p.Code),
                    inputs.Policy.Approvers.TryGetValue(p.Code, out var approver) ? approver : null)),
            ],
            [
                .. units.GroupBy(u => u.Agency).OrderBy(group => group.Key.Id, StringComparer.Ordinal).Select(group =>
                {
                    var there = group.Where(u => affected.Contains(u.Province)).ToArray();
                    var own = there.Select(u => u.Province).Distinct(StringComparer.Ordinal).Count();
                    return new AgencyCoverage(
                        group.Key, inputs.Directory.Find(group.Key)?.DisplayName ?? LocalizedText.Empty, there.Length, own, Percent(own, affected.Count));
                }),
            ]);
    }

    private static int Percent(int covered, int affected) => affected == 0 ? 100 : 100 * covered / affected;
}
