using System.Collections.Immutable;
using Coordination.Ledger.Index;
using Coordination.Registry;

namespace Coordination.Ledger.Storage;

internal abstract partial class SqlStore
{
    /// <summary>Whether the store groups large tables faster than they are read row by row.</summary>
    protected abstract bool Groups { get; }

    /// <summary>A statement groups by all dimensions that some groupings keep; the groupings are sums over its rows.</summary>
    public Task<ImmutableArray<FactCell>> CountFactsAsync(FactQuery query, CancellationToken cancellationToken)
    {
        var statements = FactSql.For(query, Groups);
        return ReadAsync(
            async lease =>
            {
                var cells = ImmutableArray.CreateBuilder<FactCell>();
                foreach (var sql in statements)
                {
                    var command = lease.Command(sql.Text);
                    foreach (var (name, value) in sql.Parameters)
                    {
                        Lease.Set(command, name, value);
                    }

                    var sums = new FactSums(query, sql.Columns, sql.Groupings);
                    await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                    while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    {
                        sums.Add(reader);
                    }

                    if (cells.Count + sums.Count > FactQuery.MostCells)
                    {
                        throw new FactLimitException("The question has too many cells.");
                    }

                    sums.AddTo(cells);
                }

                return cells.DrainToImmutable();
            },
            LeaseForFactsAsync,
            cancellationToken);
    }

    /// <summary>A connection for counting very many rows.</summary>
    protected virtual ValueTask<Lease> LeaseForFactsAsync(CancellationToken cancellationToken) => LeaseAsync(cancellationToken);
}
