using System.Collections.Immutable;

namespace Coordination.Ledger.Storage;

internal abstract partial class SqlStore
{
    public Task<List<StoredEntry>> ReadStoredAsync(long after, int limit, CancellationToken cancellationToken) =>
        ReadAsync(
            async lease =>
            {
                var command = lease.Command(
                    $"select {EntryColumnList}, salt, leaf from ledger_entry where position > @after order by position limit @limit");
                Lease.Set(command, "after", after);
                Lease.Set(command, "limit", limit);
                var entries = new List<StoredEntry>();
                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    entries.Add(new StoredEntry(ReadEntry(reader), reader.GetFieldValue<byte[]>(10), reader.GetFieldValue<byte[]>(11)));
                }

                return entries;
            },
            cancellationToken);

    /// <summary>The head's position and the largest position of an entry, of one moment.</summary>
    public Task<(long Head, long Entry)> ReadNewestPositionAsync(CancellationToken cancellationToken) =>
        ReadAsync(
            async lease =>
            {
                var command = lease.Command(
                    "select (select position from ledger_head where id = 1), coalesce((select max(position) from ledger_entry), 0)");
                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                return (reader.GetInt64(0), reader.GetInt64(1));
            },
            cancellationToken);

    public Task<ImmutableArray<byte[]>> ReadLeavesAsync(long fromPosition, int limit, CancellationToken cancellationToken) =>
        ReadAsync(
            async lease =>
            {
                var command = lease.Command("select leaf from ledger_entry where position >= @from order by position limit @limit");
                Lease.Set(command, "from", fromPosition);
                Lease.Set(command, "limit", limit);
                var leaves = ImmutableArray.CreateBuilder<byte[]>();
                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    leaves.Add(reader.GetFieldValue<byte[]>(0));
                }

                return leaves.DrainToImmutable();
            },
            cancellationToken);

    /// <summary>Checkpoints after a size, the smallest first.</summary>
    public Task<List<LedgerCheckpoint>> ReadCheckpointsAsync(long afterSize, int limit, CancellationToken cancellationToken) =>
        ReadCheckpointsAsync("where size > @size order by size", afterSize, limit, cancellationToken);

    /// <summary>The checkpoint with the largest size; null when there is none.</summary>
    public async Task<LedgerCheckpoint?> ReadNewestCheckpointAsync(CancellationToken cancellationToken) =>
        (await ReadCheckpointsAsync("where size >= @size order by size desc", 0, 1, cancellationToken).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>Stores a checkpoint unless there is one of its size.</summary>
    public Task StoreCheckpointAsync(LedgerCheckpoint checkpoint, CancellationToken cancellationToken) =>
        ReadAsync(
            async lease =>
            {
                var command = lease.Command(
                    "insert into checkpoint (size, root, at, note, public_key) values (@size, @root, @at, @note, @key) on conflict (size) do nothing");
                Lease.Set(command, "size", checkpoint.Size);
                Lease.Set(command, "root", checkpoint.Root.ToArray());
                Lease.Set(command, "at", Micros.From(checkpoint.At));
                Lease.Set(command, "note", checkpoint.Note);
                Lease.Set(command, "key", checkpoint.PublicKey.ToArray());
                return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);

    private Task<List<LedgerCheckpoint>> ReadCheckpointsAsync(string where, long size, int limit, CancellationToken cancellationToken) =>
        ReadAsync(
            async lease =>
            {
                var command = lease.Command($"select size, root, at, note, public_key from checkpoint {where} limit @limit");
                Lease.Set(command, "size", size);
                Lease.Set(command, "limit", limit);
                var checkpoints = new List<LedgerCheckpoint>();
                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    checkpoints.Add(new LedgerCheckpoint(
                        reader.GetInt64(0),
                        [.. reader.GetFieldValue<byte[]>(1)],
                        Micros.ToTime(reader.GetInt64(2)),
                        reader.GetString(3),
                        [.. reader.GetFieldValue<byte[]>(4)]));
                }

                return checkpoints;
            },
            cancellationToken);
}
