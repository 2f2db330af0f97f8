using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Coordination.Ledger.Index;
using Coordination.Registry;

namespace Coordination.Ledger.Storage;

internal abstract partial class SqlStore
{
    public Task<ImmutableArray<PairCount>> CountPairsAsync(PairQuery query, CancellationToken cancellationToken) =>
        ReadAsync(
            async lease =>
            {
                var pairs = PairsSql(query);
                var medians = await ReadPairMediansAsync(lease, pairs, query, cancellationToken).ConfigureAwait(false);
                var command = lease.Command(
                    $"select month, first, second, role, state, count(*) from ({pairs}) p group by month, first, second, role, state order by month, first, second, role, state");
                SetPairs(command, query);
                var counts = ImmutableArray.CreateBuilder<PairCount>();
                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    var (month, first, second, role) = (reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetString(3));
                    counts.Add(new PairCount(
                        query.From.AddMonths(month), first, second, role, reader.GetString(4), reader.GetInt64(5),
                        medians.TryGetValue((month, first, second, role), out var median) ? median : null));
                }

                return counts.DrainToImmutable();
            },
            cancellationToken);

    private static async Task<Dictionary<(int Month, string First, string Second, string Role), long>> ReadPairMediansAsync(
        Lease lease, string pairs, PairQuery query, CancellationToken cancellationToken)
    {
        // The middle value, or the mean of the two middle ones.
        var command = lease.Command(
            $"""
             select month, first, second, role, cast(avg(answered_ms) as double precision) from (
               select month, first, second, role, answered_ms,
                 row_number() over (partition by month, first, second, role order by answered_ms) as n,
                 count(*) over (partition by month, first, second, role) as c
               from ({pairs}) p where answered_ms is not null) m
             where n in ((c + 1) / 2, (c + 2) / 2) group by month, first, second, role
             """);
        SetPairs(command, query);
        var medians = new Dictionary<(int, string, string, string), long>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            medians[(reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetString(3))] =
                (long)Math.Round(reader.GetDouble(4), MidpointRounding.AwayFromZero);
        }

        return medians;
    }

    private string PairsSql(PairQuery query)
    {
        var month = new StringBuilder("case");
        for (var at = 0; at < query.Months; at++)
        {
            month.Append(CultureInfo.InvariantCulture, $" when r.created_at < @until{at} then {at}");
        }

        return $"""
            select {month} end as month, a.agency as first, b.agency as second, b.role as role, b.state as state, b.answered_ms as answered_ms
            from registry r
            join registry_party a on a.first_position = r.first_position and a.role = @first and a.until_version is null
            join registry_party b on b.first_position = r.first_position and b.until_version is null
              and b.role in ({string.Join(", ", query.SecondRoles.Select(static (_, at) => $"@second{at}"))})
            where r.kind = @kind and r.created_at >= @from and r.created_at < @until{query.Months - 1}
            {(query.Agency is null ? "" : "and (a.agency = @agency or b.agency = @agency)")}
            {(query.Officer is null ? "" : $"and {NotBlocked("r.first_position")}")}
            """;
    }

    private static void SetPairs(System.Data.Common.DbCommand command, PairQuery query)
    {
        Lease.Set(command, "kind", query.Kind);
        Lease.Set(command, "first", query.FirstRole);
        for (var at = 0; at < query.SecondRoles.Length; at++)
        {
            Lease.Set(command, $"second{at}", query.SecondRoles[at]);
        }

        Lease.Set(command, "from", Beginning(query.From));
        for (var at = 0; at < query.Months; at++)
        {
            Lease.Set(command, $"until{at}", Beginning(query.From.AddMonths(at + 1)));
        }

        if (query.Agency is not null)
        {
            Lease.Set(command, "agency", query.Agency);
        }

        if (query.Officer is not null)
        {
            Lease.Set(command, "officer", BlockedOfficers.Sought(query.Officer));
        }
    }

    private static long Beginning(DateOnly month) => Micros.From(new DateTimeOffset(month, TimeOnly.MinValue, TimeSpan.Zero));
}
