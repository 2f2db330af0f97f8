using System.Collections.Immutable;
using System.Data.Common;
using System.Threading.Channels;
using Npgsql;

namespace Coordination.Ledger.Postgres;

/// <summary>
/// Loads of streams, gathered: while one question is on its way the next loads wait, and go together. When many grains
/// awake at once this is more than twice as fast as a question each.
/// </summary>
internal sealed class PostgresLoads : IAsyncDisposable
{
    /// <summary>The most streams of one question.</summary>
    private const int MostStreams = 128;

    /// <summary>Questions at a time.</summary>
    private const int Workers = 2;

    private const string Sql =
        """
        select e.position, s.stream, e.version, e.type, e.data, e.request_id, e.command_hash, e.agency, e.subject, e.at, s.n
        from unnest($1, $2, $3) with ordinality as s (stream, after, most, n)
        cross join lateral (
          select * from ledger_entry where stream = s.stream and version > s.after order by version limit s.most) e
        """;

    private readonly NpgsqlDataSource _source;
    private readonly Func<DbDataReader, LedgerEntry> _read;
    private readonly Channel<Load> _queue = Channel.CreateUnbounded<Load>();
    private readonly Task[] _workers;

    public PostgresLoads(NpgsqlDataSource source, Func<DbDataReader, LedgerEntry> read)
    {
        _source = source;
        _read = read;
        _workers = [.. Enumerable.Range(0, Workers).Select(_ => Task.Run(WorkAsync))];
    }

    public Task<ImmutableArray<LedgerEntry>> LoadAsync(string stream, int after, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var load = new Load(stream, after, limit);
        return _queue.Writer.TryWrite(load)
            ? load.Task.WaitAsync(cancellationToken)
            : throw new ObjectDisposedException(nameof(PostgresLoads));
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await Task.WhenAll(_workers).ConfigureAwait(false);
    }

    private async Task WorkAsync()
    {
        var loads = new List<Load>(MostStreams);
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            loads.Clear();
            while (loads.Count < MostStreams && _queue.Reader.TryRead(out var load))
            {
                loads.Add(load);
            }

            if (loads.Count == 0)
            {
                continue;
            }

            try
            {
                await AskAsync(loads).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever it is, it belongs to those who wait.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                foreach (var load in loads)
                {
                    load.TrySetException(exception);
                }
            }
        }
    }

    private async Task AskAsync(List<Load> loads)
    {
        await using var connection = await _source.OpenConnectionAsync().ConfigureAwait(false);
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. loads.Select(static load => load.Stream)] });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. loads.Select(static load => load.After)] });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. loads.Select(static load => load.Limit)] });
        await using (var reader = await command.ExecuteReaderAsync().ConfigureAwait(false))
        {
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                loads[(int)reader.GetInt64(10) - 1].Entries.Add(_read(reader));
            }
        }

        foreach (var load in loads)
        {
            load.TrySetResult(load.Entries.DrainToImmutable());
        }
    }

    private sealed class Load(string stream, int after, int limit)
        : TaskCompletionSource<ImmutableArray<LedgerEntry>>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public string Stream { get; } = stream;

        public int After { get; } = after;

        public int Limit { get; } = limit;

        public ImmutableArray<LedgerEntry>.Builder Entries { get; } = ImmutableArray.CreateBuilder<LedgerEntry>();
    }
}
