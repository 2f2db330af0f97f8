using System.Collections.Immutable;
using System.Numerics;
using Coordination.Registry;

namespace Coordination.Ledger.Storage;

internal abstract partial class SqlStore
{
    private const int MostSoughtTerms = 256;

    public Task<ImmutableArray<TermHit>> FindByTermsAsync(string kind, ImmutableArray<string> terms, int limit, CancellationToken cancellationToken)
    {
        var sought = terms.Distinct(StringComparer.Ordinal).ToArray();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sought.Length, MostSoughtTerms, nameof(terms));
        return ReadAsync(
            async lease =>
            {
                // The same text for every number of terms up to a power of two: few statements to prepare.
                var count = (int)BitOperations.RoundUpToPowerOf2((uint)sought.Length);
                var command = lease.Command(
                    $"""
                     select r.name, t.n from (
                       select first_position, count(*) as n from registry_term
                       where kind = @kind and term in ({string.Join(", ", Enumerable.Range(0, count).Select(static at => $"@term{at}"))})
                       group by first_position) t
                     cross join registry r where r.first_position = t.first_position
                     order by t.n desc, r.name limit @limit
                     """);
                Lease.Set(command, "kind", kind);
                Lease.Set(command, "limit", limit);
                for (var at = 0; at < count; at++)
                {
                    Lease.Set(command, $"term{at}", sought[Math.Min(at, sought.Length - 1)]);
                }

                var hits = ImmutableArray.CreateBuilder<TermHit>();
                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    hits.Add(new TermHit(reader.GetString(0), (int)reader.GetInt64(1)));
                }

                return hits.DrainToImmutable();
            },
            cancellationToken);
    }
}
