using System.Collections.Immutable;
using System.Data.Common;
using System.Runtime.InteropServices;
using Coordination.Ledger.Index;
using Coordination.Registry;

namespace Coordination.Ledger.Storage;

internal abstract partial class SqlStore
{
    private const int FillChunk = 1_000;

    /// <summary>Rows of one statement.</summary>
    private const int FillRows = 100;

    /// <summary>How the text index of the store is asked.</summary>
    protected abstract SearchSql.Dialect Search { get; }

    /// <summary>Writes rows of the text index from <c>values</c> of <see cref="SearchRow"/>.</summary>
    protected abstract string InsertSearch { get; }

    /// <summary>One row, from a position and the name of a parameter with its tokens.</summary>
    protected abstract string SearchRow(long position, string tokens);

    /// <summary>How many of the newest resources are looked at before the text index is asked; 0: none.</summary>
    internal int SearchWindow { get; set; } = 2_000;

    public async Task<ImmutableArray<RegistryMatch>> SearchAsync(RegistrySearch search, CancellationToken cancellationToken)
    {
        if (SearchSql.For(Search, search) is not { } sql)
        {
            return [];
        }

        if (SearchWindow > 0)
        {
            var (matches, walked) = await ReadRecentAsync(sql, cancellationToken).ConfigureAwait(false);
            // The walk came to the end, or what it found is ahead of all that it did not reach.
            if (walked < SearchWindow || (matches.Length == sql.Limit && matches[^1].Cursor.Words == sql.Words))
            {
                return matches;
            }
        }

        var (text, parameters) = sql.Indexed();
        return await ReadAsync(
            async lease =>
            {
                var matches = ImmutableArray.CreateBuilder<RegistryMatch>();
                await using var reader = await ExecuteAsync(lease, text, parameters, cancellationToken).ConfigureAwait(false);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    matches.Add(ReadMatch(reader, 0));
                }

                return matches.DrainToImmutable();
            },
            cancellationToken).ConfigureAwait(false);
    }

    private Task<(ImmutableArray<RegistryMatch> Matches, long Walked)> ReadRecentAsync(SearchSql sql, CancellationToken cancellationToken)
    {
        var (text, parameters) = sql.Recent(SearchWindow);
        return ReadAsync(
            async lease =>
            {
                var matches = ImmutableArray.CreateBuilder<RegistryMatch>();
                var walked = 0L;
                await using var reader = await ExecuteAsync(lease, text, parameters, cancellationToken).ConfigureAwait(false);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    walked = reader.GetInt64(0);
                    if (!reader.IsDBNull(1))
                    {
                        matches.Add(ReadMatch(reader, 1));
                    }
                }

                return (matches.DrainToImmutable(), walked);
            },
            token => LeaseForListAsync(toTheEnd: true, token),
            cancellationToken);
    }

    private static Task<DbDataReader> ExecuteAsync(Lease lease, string text, Dictionary<string, object> parameters, CancellationToken cancellationToken)
    {
        var command = lease.Command(text);
        foreach (var (name, value) in parameters)
        {
            Lease.Set(command, name, value);
        }

        return command.ExecuteReaderAsync(cancellationToken);
    }

    private static RegistryMatch ReadMatch(DbDataReader reader, int from) => new(
        reader.GetString(from),
        reader.GetString(from + 1),
        reader.GetString(from + 2),
        reader.IsDBNull(from + 3) ? null : reader.GetString(from + 3),
        Micros.ToTime(reader.GetInt64(from + 4)),
        reader.GetInt32(from + 5),
        ImmutableCollectionsMarshal.AsImmutableArray(reader.GetFieldValue<byte[]>(from + 6)),
        new MatchCursor((int)reader.GetInt64(from + 7), reader.GetInt64(from + 8)));

    /// <summary>Indexes what was written before there was an index of texts: once, all or nothing.</summary>
    protected async Task FillSearchAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var read = connection.CreateCommand();
        read.Transaction = transaction;
        read.CommandText =
            $"""
             select first_position, kind, words from registry
             where first_position > @after and words <> '' and (@after > 0 or not exists (select 1 from registry_search))
             order by first_position limit {FillChunk}
             """;
        await using var write = connection.CreateCommand();
        write.Transaction = transaction;
        var after = 0L;
        List<(long Position, string Tokens)> rows;
        do
        {
            rows = [];
            Lease.Set(read, "after", after);
            await using (var reader = await read.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add((reader.GetInt64(0), SearchTokens.Of(reader.GetString(1), reader.GetString(2))));
                }
            }

            foreach (var some in rows.Chunk(FillRows))
            {
                write.Parameters.Clear();
                write.CommandText = $"{InsertSearch} values {string.Join(", ", some.Select((row, at) => SearchRow(row.Position, $"@t{at}")))}";
                for (var at = 0; at < some.Length; at++)
                {
                    Lease.Set(write, $"t{at}", some[at].Tokens);
                }

                await write.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                after = some[^1].Position;
            }
        }
        while (rows.Count == FillChunk);

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }
}
