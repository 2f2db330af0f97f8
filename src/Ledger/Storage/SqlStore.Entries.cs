using System.Collections.Immutable;
using System.Data.Common;
using Coordination.Ledger.Writing;

namespace Coordination.Ledger.Storage;

internal abstract partial class SqlStore
{
    protected const string EntryColumnList = "position, stream, version, type, data, request_id, command_hash, agency, subject, at";

    /// <summary>The head without a lock.</summary>
    public Task<LedgerHead> ReadHeadAsync(CancellationToken cancellationToken) =>
        ReadAsync(
            async lease =>
            {
                await using var reader = await lease.Command("select position, frontier from ledger_head where id = 1")
                    .ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
                    ? new LedgerHead(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1))
                    : throw new LedgerUnavailableException("The ledger has no head row.");
            },
            cancellationToken);

    /// <summary>Entries of one stream after a version.</summary>
    public virtual Task<ImmutableArray<LedgerEntry>> LoadAsync(string stream, int afterVersion, int limit, CancellationToken cancellationToken) =>
        ReadAsync(
            async lease =>
            {
                var command = lease.Command(
                    $"select {EntryColumnList} from ledger_entry where stream = @stream and version > @after order by version limit @limit");
                Lease.Set(command, "stream", stream);
                Lease.Set(command, "after", afterVersion);
                Lease.Set(command, "limit", limit);
                return await ReadEntriesAsync(command, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);

    /// <summary>Entries of all streams after a position, without gaps.</summary>
    public Task<ImmutableArray<LedgerEntry>> ReadEntriesAsync(long after, int limit, CancellationToken cancellationToken) =>
        ReadAsync(
            async lease =>
            {
                var command = lease.Command($"select {EntryColumnList} from ledger_entry where position > @after order by position limit @limit");
                Lease.Set(command, "after", after);
                Lease.Set(command, "limit", limit);
                return await ReadEntriesAsync(command, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);

    protected LedgerEntry ReadEntry(DbDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetString(1),
        reader.GetInt32(2),
        reader.GetString(3),
        reader.GetFieldValue<byte[]>(4),
        ReadGuid(reader, 5),
        reader.GetInt64(6),
        reader.GetString(7),
        reader.GetString(8),
        Micros.ToTime(reader.GetInt64(9)));

    private async Task<ImmutableArray<LedgerEntry>> ReadEntriesAsync(DbCommand command, CancellationToken cancellationToken)
    {
        var entries = ImmutableArray.CreateBuilder<LedgerEntry>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            entries.Add(ReadEntry(reader));
        }

        return entries.DrainToImmutable();
    }
}
