using Coordination.Ledger.Writing;
using Npgsql;

namespace Coordination.Ledger.Postgres;

/// <summary>
/// The writer's connection to PostgreSQL. A transaction takes two round trips: begin, lock and versions; then all rows,
/// the head and the commit. Each table takes its rows as arrays in one statement, prepared once a connection.
/// </summary>
internal sealed partial class PostgresWriterSession : IWriterSession
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlBatch _batch;
    private readonly NpgsqlBatchCommand _begin = new("begin");
    private readonly NpgsqlBatchCommand _commit = new("commit");
    private readonly NpgsqlBatchCommand _lockHead = new("select position, frontier from ledger_head where id = 1 for update");
    private readonly NpgsqlBatchCommand _versions = new(
        """
        select coalesce((select e.version from ledger_entry e where e.stream = s.stream order by e.version desc limit 1), 0)
        from unnest($1) with ordinality as s (stream, n) order by s.n
        """);

    private readonly NpgsqlBatchCommand _entries = new(
        """
        insert into ledger_entry (position, stream, version, type, data, request_id, command_hash, agency, subject, at, salt, leaf)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """);

    private readonly NpgsqlBatchCommand _rows = new(
        """
        insert into registry (name, kind, state, open, words, priority, due_key, province, case_name, instrument, parent,
          handling, version, created_at, updated_at, first_position, view, blocked)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
        on conflict (name) do update set kind = excluded.kind, state = excluded.state, open = excluded.open,
          words = excluded.words, priority = excluded.priority, due_key = excluded.due_key, province = excluded.province,
          case_name = excluded.case_name, instrument = excluded.instrument, parent = excluded.parent,
          handling = excluded.handling, version = excluded.version, created_at = excluded.created_at,
          updated_at = excluded.updated_at, view = excluded.view, blocked = excluded.blocked
        """);

    private readonly NpgsqlBatchCommand _parties = new(
        """
        insert into registry_party (agency, role, unit, state, open, live, due, due_key, answered_ms, until_version, kind, first_position)
        select u.agency, u.role, u.unit, u.state, u.open, u.live, u.due, u.due_key, u.answered_ms, u.until_version, u.kind,
          coalesce(u.first_position, (select r.first_position from registry r where r.name = u.name))
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
          as u (name, agency, role, unit, state, open, live, due, due_key, answered_ms, until_version, kind, first_position)
        on conflict (first_position, agency, role) do update set unit = excluded.unit, state = excluded.state, open = excluded.open,
          live = excluded.live, due = excluded.due, due_key = excluded.due_key, answered_ms = excluded.answered_ms,
          until_version = excluded.until_version, kind = excluded.kind
        """);

    private readonly NpgsqlBatchCommand _removeParties = new(
        """
        delete from registry_party p using unnest($1, $2, $3) as u (name, agency, role), registry r
        where r.name = u.name and p.first_position = r.first_position and p.agency = u.agency and p.role = u.role
        """);

    private readonly NpgsqlBatchCommand _follow = new(
        """
        update registry_party p set due_key = u.due_key, live = p.open or u.open
        from unnest($1, $2, $3) as u (name, open, due_key), registry r
        where r.name = u.name and p.first_position = r.first_position and (p.due_key <> u.due_key or p.live <> (p.open or u.open))
        """);

    private readonly NpgsqlBatchCommand _due = new(
        """
        insert into due_work (stream, kind, due_at) select * from unnest($1, $2, $3)
        on conflict (stream, kind) do update set due_at = excluded.due_at
        """);

    private readonly NpgsqlBatchCommand _removeDue = new(
        "delete from due_work d using unnest($1, $2) as u (stream, kind) where d.stream = u.stream and d.kind = u.kind");

    private readonly NpgsqlBatchCommand _writeHead = new("update ledger_head set position = $1, frontier = $2 where id = 1");
    private readonly NpgsqlBatchCommand _findSalt = new("select salt from ledger_entry where stream = $1 and version = $2");
    private readonly NpgsqlParameter<long> _position = new();
    private readonly NpgsqlParameter<byte[]> _frontier = new();
    private readonly NpgsqlParameter<List<string>> _streams = new();
    private BatchColumns? _bound;

    public PostgresWriterSession(NpgsqlConnection connection)
    {
        _connection = connection;
        _batch = new NpgsqlBatch(connection);
        _versions.Parameters.Add(_streams);
        _writeHead.Parameters.Add(_position);
        _writeHead.Parameters.Add(_frontier);
    }

    public async ValueTask<LedgerHead> BeginAsync(List<string> streams, List<int> versions)
    {
        versions.Clear();
        Compose(_begin, _lockHead);
        if (streams.Count > 0)
        {
            _streams.TypedValue = streams;
            _batch.BatchCommands.Add(_versions);
        }

        await using var reader = await _batch.ExecuteReaderAsync().ConfigureAwait(false);
        var head = await ReadHeadAsync(reader).ConfigureAwait(false);
        if (streams.Count > 0)
        {
            await reader.NextResultAsync().ConfigureAwait(false);
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                versions.Add(reader.GetInt32(0));
            }
        }

        return head;
    }

    public async ValueTask CommitAsync(BatchColumns columns)
    {
        Bind(columns);
        Compose(_entries);
        AddIf(columns.Registry.Count, _rows);
        AddIf(columns.Parties.Count, _parties);
        AddIf(columns.RemovedParties.Count, _removeParties);
        AddIf(columns.Follow.Count, _follow);
        AddIf(columns.Due.Count, _due);
        AddIf(columns.RemovedDue.Count, _removeDue);
        AddIf(columns.Search.Count, _search);
        AddIf(columns.RemovedTerms.Count, _removeTerms);
        AddIf(columns.Terms.Count, _terms);
        AddIf(columns.RemovedFacts.Count, _removeFacts);
        AddIf(columns.Facts.Count, _facts);
        _position.TypedValue = columns.Position;
        _frontier.TypedValue = columns.Frontier;
        _batch.BatchCommands.Add(_writeHead);
        _batch.BatchCommands.Add(_commit);
        await _batch.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    public async ValueTask RollbackAsync()
    {
        await using var rollback = new NpgsqlCommand("rollback", _connection);
        await rollback.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    public async ValueTask<byte[]?> FindSaltAsync(string stream, int version)
    {
        _findSalt.Parameters.Clear();
        _findSalt.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream });
        _findSalt.Parameters.Add(new NpgsqlParameter<int> { TypedValue = version });
        Compose(_begin, _lockHead, _findSalt);
        byte[]? salt = null;
        await using (var reader = await _batch.ExecuteReaderAsync().ConfigureAwait(false))
        {
            await ReadHeadAsync(reader).ConfigureAwait(false);
            await reader.NextResultAsync().ConfigureAwait(false);
            if (await reader.ReadAsync().ConfigureAwait(false))
            {
                salt = reader.GetFieldValue<byte[]>(0);
            }
        }

        await RollbackAsync().ConfigureAwait(false);
        return salt;
    }

    public async ValueTask DisposeAsync()
    {
        await _batch.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private static async ValueTask<LedgerHead> ReadHeadAsync(NpgsqlDataReader reader)
    {
        if (!await reader.ReadAsync().ConfigureAwait(false))
        {
            throw new InvalidOperationException("The ledger has no head row.");
        }

        return new LedgerHead(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1));
    }

    private void Compose(params ReadOnlySpan<NpgsqlBatchCommand> commands)
    {
        _batch.BatchCommands.Clear();
        foreach (var command in commands)
        {
            _batch.BatchCommands.Add(command);
        }
    }

    private void AddIf(int count, NpgsqlBatchCommand command)
    {
        if (count > 0)
        {
            _batch.BatchCommands.Add(command);
        }
    }

    // The writer reuses its lists: they are bound once.
    private void Bind(BatchColumns columns)
    {
        if (ReferenceEquals(_bound, columns))
        {
            return;
        }

        _bound = columns;
        var entries = columns.Entries;
        Bind(_entries, P(entries.Position), P(entries.Stream), P(entries.Version), P(entries.Type), P(entries.Data), P(entries.RequestId),
            P(entries.CommandHash), P(entries.Agency), P(entries.Subject), P(entries.At), P(entries.Salt), P(entries.Leaf));
        var rows = columns.Registry;
        Bind(_rows, P(rows.Name), P(rows.Kind), P(rows.State), P(rows.Open), P(rows.Words), P(rows.Priority), P(rows.DueKey), P(rows.Province),
            P(rows.Case), P(rows.Instrument), P(rows.Parent), P(rows.Handling), P(rows.Version), P(rows.CreatedAt), P(rows.UpdatedAt),
            P(rows.FirstPosition), P(rows.View), P(rows.Blocked));
        var parties = columns.Parties;
        Bind(_parties, P(parties.Name), P(parties.Agency), P(parties.Role), P(parties.Unit), P(parties.State), P(parties.Open), P(parties.Live),
            P(parties.Due), P(parties.DueKey), P(parties.AnsweredMs), P(parties.UntilVersion), P(parties.Kind), P(parties.FirstPosition));
        Bind(_removeParties, P(columns.RemovedParties.Name), P(columns.RemovedParties.Agency), P(columns.RemovedParties.Role));
        Bind(_follow, P(columns.Follow.Name), P(columns.Follow.Open), P(columns.Follow.DueKey));
        Bind(_due, P(columns.Due.Stream), P(columns.Due.Kind), P(columns.Due.At));
        Bind(_removeDue, P(columns.RemovedDue.Stream), P(columns.RemovedDue.Kind));
        BindIndex(columns);
    }

    private static void Bind(NpgsqlBatchCommand command, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        command.Parameters.Clear();
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }
    }

    private static NpgsqlParameter<List<T>> P<T>(List<T> column) => new() { TypedValue = column };
}
