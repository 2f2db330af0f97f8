using System.Collections.Immutable;

namespace Coordination.Ledger.Storage;

internal abstract partial class SqlStore
{
    public Task<ImmutableArray<DueItem>> ReadDueAsync(DateTimeOffset until, DueItem? after, int limit, CancellationToken cancellationToken) =>
        ReadAsync(
            async lease =>
            {
                var where = after is null ? "" : "and (due_at, stream, kind) > (@after_at, @after_stream, @after_kind) ";
                var command = lease.Command(
                    $"select stream, kind, due_at from due_work where due_at <= @until {where}order by due_at, stream, kind limit @limit");
                Lease.Set(command, "until", Micros.From(until));
                Lease.Set(command, "limit", limit);
                if (after is { } item)
                {
                    Lease.Set(command, "after_at", Micros.From(item.At));
                    Lease.Set(command, "after_stream", item.Stream);
                    Lease.Set(command, "after_kind", item.Kind);
                }

                var items = ImmutableArray.CreateBuilder<DueItem>();
                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    items.Add(new DueItem(reader.GetString(0), reader.GetString(1), Micros.ToTime(reader.GetInt64(2))));
                }

                return items.DrainToImmutable();
            },
            cancellationToken);
}
