using System.Collections.Immutable;
using Coordination.Ledger.Index;
using Coordination.Registry;

namespace Coordination.Ledger.Storage;

internal abstract partial class SqlStore
{
    /// <summary>One statement groups by all dimensions that any grouping keeps; the groupings are sums over its rows.</summary>
    public Task<ImmutableArray<FactCell>> CountFactsAsync(FactQuery query, CancellationToken cancellationToken)
    {
        var sql = FactSql.For(query);
        return ReadAsync(
            async lease =>
            {
                var command = lease.Command(sql.Text);
                foreach (var (name, value) in sql.Parameters)
                {
                    Lease.Set(command, name, value);
                }

                var sums = new FactSums(query, sql.Columns);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    sums.Add(reader);
                }

                return sums.Cells();
            },
            LeaseForFactsAsync,
            cancellationToken);
    }

    /// <summary>A connection for counting very many rows.</summary>
    protected virtual ValueTask<Lease> LeaseForFactsAsync(CancellationToken cancellationToken) => LeaseAsync(cancellationToken);
}
