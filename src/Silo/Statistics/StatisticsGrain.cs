using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Ledger;
using Coordination.Outcomes;
using Coordination.Packs;
using Coordination.Registry;
using Coordination.Statistics;
using Orleans.Concurrency;

namespace Coordination.Silo.Statistics;

[StatelessWorker, Reentrant]
internal sealed class StatisticsGrain(IFacts facts, AccessPolicy access, CountryPack pack, StatisticsPolicy policy) : Grain, IStatisticsGrain
{
    public async Task<Outcome<StatisticsAnswer>> CountAsync(Principal principal, StatisticsQuestion question, CancellationToken cancellationToken)
    {
        if (!access.May(principal, StatisticsPermissions.Count, Relation.None))
            return CommonRefusals.PermissionDenied;
        var plan = StatisticsPlan.For(question);
        if (plan.IsRefused)
            return plan.Refusal;

        try
        {
            var cells = await CellsAsync(plan.Value, OwnAgencyOf(principal), cancellationToken);
            return cells is { } answer ? new StatisticsAnswer(answer, policy.SmallestCell, policy.RoundTo) : StatisticsRefusals.TooFine;
        }
        catch (FactLimitException)
        {
            return StatisticsRefusals.TooFine;
        }
        catch (LedgerUnavailableException)
        {
            return CommonRefusals.LedgerUnavailable;
        }
    }

    public Task<Outcome<StatisticsDescription>> DescribeAsync(Principal principal, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<StatisticsDescription>>(access.May(principal, StatisticsPermissions.Describe, Relation.None)
            ? StatisticsWords.Describe(pack, policy)
            : CommonRefusals.PermissionDenied);

    public async Task<Outcome<StatisticsTable>> ReadTableAsync(
        Principal principal, string table, string firstPeriod, string lastPeriod, CancellationToken cancellationToken)
    {
        if (!access.May(principal, StatisticsPermissions.Count, Relation.None))
            return CommonRefusals.PermissionDenied;
        if (StatisticsTables.Find(table) is not { } wanted)
            return StatisticsRefusals.TableUnknown;

        var parts = ImmutableArray.CreateBuilder<TablePart>();
        foreach (var part in wanted.Parts)
        {
            var answer = await CountAsync(principal, part.Question(firstPeriod, lastPeriod), cancellationToken);
            if (answer.IsRefused)
                return answer.Refusal;
            parts.Add(part.Fill(answer.Value.Cells, policy, firstPeriod, lastPeriod));
        }

        return new StatisticsTable(wanted.Title, parts.ToImmutable(), wanted.Notes, policy.SmallestCell, policy.RoundTo);
    }

    /// <summary>The agency whose numbers the reader sees as they are, or null. Who is confined to a unit sees those of the other units as sums.</summary>
    private string? OwnAgencyOf(Principal principal) =>
        principal.Unit is null && access.May(principal, StatisticsPermissions.CountOwn, Relation.Owner) ? principal.Agency.Id : null;

    private async Task<ImmutableArray<StatisticsCell>?> CellsAsync(StatisticsPlan plan, string? own, CancellationToken cancellationToken)
    {
        if (own is not null && plan.Filters.TryGetValue(StatisticsKinds.Owner, out var owners) && owners is [var only] && only == own)
            return await OwnCellsAsync(plan, cancellationToken);

        // Filters are not handed to the store: what they leave out counts when it is judged what the rest gives away.
        var stored = own is null || plan.Stored.Contains(StatisticsKinds.Owner, StringComparer.Ordinal) ? plan.Stored : plan.Stored.Add(StatisticsKinds.Owner);
        var cells = await facts.CountAsync(
            new FactQuery(plan.Kind, [stored], ImmutableDictionary<string, ImmutableArray<string>>.Empty, plan.From, plan.Until, plan.Period), cancellationToken);
        return StatisticsRules.Answer(plan, Split(plan, stored, cells, own), policy);
    }

    /// <summary>Everything is the reader's own: nothing needs protection, and the store may do all of the work.</summary>
    private async Task<ImmutableArray<StatisticsCell>?> OwnCellsAsync(StatisticsPlan plan, CancellationToken cancellationToken)
    {
        var filters = plan.Filters.Remove(StatisticsKinds.ExploitationAny);
        var derived = filters.Count < plan.Filters.Count
            || plan.Groupings.Any(grouping => grouping.Contains(StatisticsKinds.ExploitationAny, StringComparer.Ordinal));
        if (derived)
        {
            var cells = await facts.CountAsync(new FactQuery(plan.Kind, [plan.Stored], filters, plan.From, plan.Until, plan.Period), cancellationToken);
            var rows = CountedRows.Of(plan.Stored, cells.Select(cell => (cell.Values, 0L, cell.Count)));
            return StatisticsRules.Answer(plan, rows, policy);
        }

        var direct = await facts.CountAsync(new FactQuery(plan.Kind, plan.Groupings, filters, plan.From, plan.Until, plan.Period), cancellationToken);
        return direct.Length > StatisticsQuestion.MostCells ? null : StatisticsRules.Sorted(direct);
    }

    /// <summary>Rows by the plan's dimensions, what is the reader's own and what is not beside each other.</summary>
    private static CountedRows Split(StatisticsPlan plan, ImmutableArray<string> stored, ImmutableArray<FactCell> cells, string? own)
    {
        if (own is null)
            return CountedRows.Of(plan.Stored, cells.Select(cell => (cell.Values, cell.Count, 0L)));

        var owner = stored.IndexOf(StatisticsKinds.Owner, StringComparer.Ordinal);
        if (stored.Length == plan.Stored.Length)
            return CountedRows.Of(plan.Stored, cells.Select(cell => cell.Values[owner] == own ? (cell.Values, 0L, cell.Count) : (cell.Values, cell.Count, 0L)));

        // The owner stands last and is not asked for.
        var rows = new Dictionary<string, (ImmutableArray<string> Values, long Others, long Own)>(StringComparer.Ordinal);
        foreach (var cell in cells)
        {
            var values = cell.Values.RemoveAt(owner);
            var key = string.Join('\u001f', values);
            var sum = rows.GetValueOrDefault(key, (values, 0L, 0L));
            rows[key] = cell.Values[owner] == own ? (values, sum.Item2, sum.Item3 + cell.Count) : (values, sum.Item2 + cell.Count, sum.Item3);
        }

        return CountedRows.Of(plan.Stored, rows.Values);
    }
}
