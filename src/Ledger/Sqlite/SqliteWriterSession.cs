using Coordination.Ledger.Writing;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Coordination.Ledger.Sqlite;

/// <summary>The writer's connection to SQLite. Every member blocks until it is done.</summary>
internal sealed partial class SqliteWriterSession : IWriterSession
{
    private readonly SqliteConnection _connection;
    private readonly List<SqliteStatement> _statements = [];
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _rollback;
    private readonly SqliteStatement _readHead;
    private readonly SqliteStatement _writeHead;
    private readonly SqliteStatement _readVersion;
    private readonly SqliteStatement _readSalt;
    private readonly SqliteStatement _entry;
    private readonly SqliteStatement _row;
    private readonly SqliteStatement _party;
    private readonly SqliteStatement _removeParty;
    private readonly SqliteStatement _follow;
    private readonly SqliteStatement _due;
    private readonly SqliteStatement _removeDue;

    public SqliteWriterSession(SqliteConnection connection)
    {
        _connection = connection;
        _begin = Prepare("begin immediate");
        _commit = Prepare("commit");
        _rollback = Prepare("rollback");
        _readHead = Prepare("select position, frontier from ledger_head where id = 1");
        _writeHead = Prepare("update ledger_head set position = ?1, frontier = ?2 where id = 1");
        _readVersion = Prepare("select version from ledger_entry where stream = ?1 order by version desc limit 1");
        _readSalt = Prepare("select salt from ledger_entry where stream = ?1 and version = ?2");
        _entry = Prepare(
            """
            insert into ledger_entry (position, stream, version, type, data, request_id, command_hash, agency, subject, at, salt, leaf)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            """);
        _row = Prepare(
            """
            insert into registry (name, kind, state, open, words, priority, due_key, province, case_name, instrument, parent,
              handling, version, created_at, updated_at, first_position, view, blocked)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
            on conflict (name) do update set kind = excluded.kind, state = excluded.state, open = excluded.open,
              words = excluded.words, priority = excluded.priority, due_key = excluded.due_key, province = excluded.province,
              case_name = excluded.case_name, instrument = excluded.instrument, parent = excluded.parent,
              handling = excluded.handling, version = excluded.version, created_at = excluded.created_at,
              updated_at = excluded.updated_at, view = excluded.view, blocked = excluded.blocked
            """);
        _party = Prepare(
            """
            insert into registry_party (agency, role, unit, state, open, live, due, due_key, answered_ms, until_version, kind, first_position)
            values (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, coalesce(?13, (select first_position from registry where name = ?1)))
            on conflict (first_position, agency, role) do update set unit = excluded.unit, state = excluded.state, open = excluded.open,
              live = excluded.live, due = excluded.due, due_key = excluded.due_key, answered_ms = excluded.answered_ms,
              until_version = excluded.until_version, kind = excluded.kind
            """);
        _removeParty = Prepare(
            """
            delete from registry_party
            where first_position = (select first_position from registry where name = ?1) and agency = ?2 and role = ?3
            """);
        _follow = Prepare(
            """
            update registry_party set due_key = ?2, live = (open or ?3)
            where first_position = (select first_position from registry where name = ?1) and (due_key <> ?2 or live <> (open or ?3))
            """);
        _due = Prepare(
            "insert into due_work (stream, kind, due_at) values (?1, ?2, ?3) on conflict (stream, kind) do update set due_at = excluded.due_at");
        _removeDue = Prepare("delete from due_work where stream = ?1 and kind = ?2");
        (_search, _term, _removeTerm, _fact, _removeFact) = PrepareIndex();
    }

    public ValueTask<LedgerHead> BeginAsync(List<string> streams, List<int> versions)
    {
        versions.Clear();
        var head = Begin();
        foreach (var stream in streams)
        {
            versions.Add(_readVersion.Bind(stream).Step() ? checked((int)_readVersion.Int64(0)) : 0);
            _readVersion.Reset();
        }

        return ValueTask.FromResult(head);
    }

    public ValueTask CommitAsync(BatchColumns columns)
    {
        WriteEntries(columns.Entries);
        WriteRows(columns.Registry);
        WriteParties(columns.Parties);
        for (var at = 0; at < columns.RemovedParties.Count; at++)
        {
            _removeParty.Bind(columns.RemovedParties.Name[at]).Bind(columns.RemovedParties.Agency[at]).Bind(columns.RemovedParties.Role[at]).Run();
        }

        for (var at = 0; at < columns.Follow.Count; at++)
        {
            _follow.Bind(columns.Follow.Name[at]).Bind(columns.Follow.DueKey[at]).Bind(columns.Follow.Open[at]).Run();
        }

        for (var at = 0; at < columns.Due.Count; at++)
        {
            _due.Bind(columns.Due.Stream[at]).Bind(columns.Due.Kind[at]).Bind(columns.Due.At[at]).Run();
        }

        for (var at = 0; at < columns.RemovedDue.Count; at++)
        {
            _removeDue.Bind(columns.RemovedDue.Stream[at]).Bind(columns.RemovedDue.Kind[at]).Run();
        }

        WriteIndex(columns);
        _writeHead.Bind(columns.Position).Bind(columns.Frontier).Run();
        _commit.Run();
        return ValueTask.CompletedTask;
    }

    public ValueTask RollbackAsync()
    {
        // After some failures, a full disk among them, SQLite has rolled back by itself.
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            _rollback.Run();
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask<byte[]?> FindSaltAsync(string stream, int version)
    {
        Begin();
        var salt = _readSalt.Bind(stream).Bind(version).Step() ? _readSalt.Bytes(0) : null;
        _readSalt.Reset();
        await RollbackAsync().ConfigureAwait(false);
        return salt;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var statement in _statements)
        {
            statement.Dispose();
        }

        _connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private LedgerHead Begin()
    {
        _begin.Run();
        if (!_readHead.Step())
        {
            throw new InvalidOperationException("The ledger has no head row.");
        }

        var head = new LedgerHead(_readHead.Int64(0), _readHead.Bytes(1));
        _readHead.Reset();
        return head;
    }

    private void WriteEntries(BatchColumns.EntryColumns entries)
    {
        for (var at = 0; at < entries.Count; at++)
        {
            _entry.Bind(entries.Position[at])
                .Bind(entries.Stream[at])
                .Bind(entries.Version[at])
                .Bind(entries.Type[at])
                .Bind(entries.Data[at].Span)
                .Bind(entries.RequestId[at])
                .Bind(entries.CommandHash[at])
                .Bind(entries.Agency[at])
                .Bind(entries.Subject[at])
                .Bind(entries.At[at])
                .Bind(entries.Salt[at].Span)
                .Bind(entries.Leaf[at].Span)
                .Run();
        }
    }

    private void WriteRows(BatchColumns.RegistryColumns rows)
    {
        for (var at = 0; at < rows.Count; at++)
        {
            _row.Bind(rows.Name[at])
                .Bind(rows.Kind[at])
                .Bind(rows.State[at])
                .Bind(rows.Open[at])
                .Bind(rows.Words[at])
                .Bind(rows.Priority[at])
                .Bind(rows.DueKey[at])
                .Bind(rows.Province[at])
                .Bind(rows.Case[at])
                .Bind(rows.Instrument[at])
                .Bind(rows.Parent[at])
                .Bind(rows.Handling[at])
                .Bind(rows.Version[at])
                .Bind(rows.CreatedAt[at])
                .Bind(rows.UpdatedAt[at])
                .Bind(rows.FirstPosition[at])
                .Bind(rows.View[at].Span)
                .Bind(rows.Blocked[at])
                .Run();
        }
    }

    private void WriteParties(BatchColumns.PartyColumns parties)
    {
        for (var at = 0; at < parties.Count; at++)
        {
            _party.Bind(parties.Name[at])
                .Bind(parties.Agency[at])
                .Bind(parties.Role[at])
                .Bind(parties.Unit[at])
                .Bind(parties.State[at])
                .Bind(parties.Open[at])
                .Bind(parties.Live[at])
                .Bind(parties.Due[at])
                .Bind(parties.DueKey[at])
                .Bind(parties.AnsweredMs[at])
                .Bind(parties.UntilVersion[at])
                .Bind(parties.Kind[at])
                .Bind(parties.FirstPosition[at])
                .Run();
        }
    }

    private SqliteStatement Prepare(string sql)
    {
        var statement = new SqliteStatement(_connection.Handle!, sql);
        _statements.Add(statement);
        return statement;
    }
}
