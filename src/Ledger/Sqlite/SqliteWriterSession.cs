using System.Runtime.InteropServices;
using Coordination.Ledger.Writing;
using Microsoft.Data.Sqlite;

namespace Coordination.Ledger.Sqlite;

/// <summary>The writer's connection to SQLite. Every member blocks until it is done.</summary>
internal sealed class SqliteWriterSession : IWriterSession
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
    private bool _inTransaction;

    public SqliteWriterSession(SqliteConnection connection)
    {
        _connection = connection;
        _begin = Prepare("begin immediate", 0);
        _commit = Prepare("commit", 0);
        _rollback = Prepare("rollback", 0);
        _readHead = Prepare("select position, frontier from ledger_head where id = 1", 0);
        _writeHead = Prepare("update ledger_head set position = @0, frontier = @1 where id = 1", 2);
        _readVersion = Prepare("select version from ledger_entry where stream = @0 order by version desc limit 1", 1);
        _readSalt = Prepare("select salt from ledger_entry where stream = @0 and version = @1", 2);
        _entry = Prepare(
            """
            insert into ledger_entry (position, stream, version, type, data, request_id, command_hash, agency, subject, at, salt, leaf)
            values (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11)
            """,
            12);
        _row = Prepare(
            """
            insert into registry (name, kind, state, open, words, priority, due_key, province, case_name, instrument, parent,
              handling, version, created_at, updated_at, first_position, view)
            values (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16)
            on conflict (name) do update set kind = excluded.kind, state = excluded.state, open = excluded.open,
              words = excluded.words, priority = excluded.priority, due_key = excluded.due_key, province = excluded.province,
              case_name = excluded.case_name, instrument = excluded.instrument, parent = excluded.parent,
              handling = excluded.handling, version = excluded.version, created_at = excluded.created_at,
              updated_at = excluded.updated_at, view = excluded.view
            """,
            17);
        _party = Prepare(
            """
            insert into registry_party (name, agency, role, unit, state, open, live, due, due_key, answered_ms, until_version, kind, first_position)
            values (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, coalesce(@12, (select first_position from registry where name = @0)))
            on conflict (name, agency, role) do update set unit = excluded.unit, state = excluded.state, open = excluded.open,
              live = excluded.live, due = excluded.due, due_key = excluded.due_key, answered_ms = excluded.answered_ms,
              until_version = excluded.until_version, kind = excluded.kind
            """,
            13);
        _removeParty = Prepare("delete from registry_party where name = @0 and agency = @1 and role = @2", 3);
        _follow = Prepare(
            """
            update registry_party set due_key = @1, live = (open or @2)
            where name = @0 and (due_key <> @1 or live <> (open or @2))
            """,
            3);
        _due = Prepare(
            "insert into due_work (stream, kind, due_at) values (@0, @1, @2) on conflict (stream, kind) do update set due_at = excluded.due_at", 3);
        _removeDue = Prepare("delete from due_work where stream = @0 and kind = @1", 2);
    }

    public ValueTask<LedgerHead> BeginAsync(List<string> streams, List<int> versions)
    {
        versions.Clear();
        var head = Begin();
        foreach (var stream in streams)
        {
            _readVersion[0] = stream;
            versions.Add(_readVersion.ExecuteScalar() is long version ? checked((int)version) : 0);
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
            _removeParty[0] = columns.RemovedParties.Name[at];
            _removeParty[1] = columns.RemovedParties.Agency[at];
            _removeParty[2] = columns.RemovedParties.Role[at];
            _removeParty.Execute();
        }

        for (var at = 0; at < columns.Follow.Count; at++)
        {
            _follow[0] = columns.Follow.Name[at];
            _follow[1] = columns.Follow.DueKey[at];
            _follow[2] = columns.Follow.Open[at];
            _follow.Execute();
        }

        for (var at = 0; at < columns.Due.Count; at++)
        {
            _due[0] = columns.Due.Stream[at];
            _due[1] = columns.Due.Kind[at];
            _due[2] = columns.Due.At[at];
            _due.Execute();
        }

        for (var at = 0; at < columns.RemovedDue.Count; at++)
        {
            _removeDue[0] = columns.RemovedDue.Stream[at];
            _removeDue[1] = columns.RemovedDue.Kind[at];
            _removeDue.Execute();
        }

        _writeHead[0] = columns.Position;
        _writeHead[1] = columns.Frontier;
        _writeHead.Execute();
        _commit.Execute();
        _inTransaction = false;
        return ValueTask.CompletedTask;
    }

    public ValueTask RollbackAsync()
    {
        if (_inTransaction)
        {
            _inTransaction = false;
            // After a full disk SQLite has rolled back by itself.
            if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            {
                _rollback.Execute();
            }
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask<byte[]?> FindSaltAsync(string stream, int version)
    {
        Begin();
        _readSalt[0] = stream;
        _readSalt[1] = version;
        var salt = _readSalt.ExecuteScalar() as byte[];
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
        _begin.Execute();
        _inTransaction = true;
        using var reader = _readHead.ExecuteReader();
        return reader.Read()
            ? new LedgerHead(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1))
            : throw new InvalidOperationException("The ledger has no head row.");
    }

    private void WriteEntries(BatchColumns.EntryColumns entries)
    {
        for (var at = 0; at < entries.Count; at++)
        {
            _entry[0] = entries.Position[at];
            _entry[1] = entries.Stream[at];
            _entry[2] = entries.Version[at];
            _entry[3] = entries.Type[at];
            _entry[4] = ToArray(entries.Data[at]);
            _entry[5] = entries.RequestId[at].ToByteArray(bigEndian: true);
            _entry[6] = entries.CommandHash[at];
            _entry[7] = entries.Agency[at];
            _entry[8] = entries.Subject[at];
            _entry[9] = entries.At[at];
            _entry[10] = entries.Salt[at].ToArray();
            _entry[11] = entries.Leaf[at].ToArray();
            _entry.Execute();
        }
    }

    private void WriteRows(BatchColumns.RegistryColumns rows)
    {
        for (var at = 0; at < rows.Count; at++)
        {
            _row[0] = rows.Name[at];
            _row[1] = rows.Kind[at];
            _row[2] = rows.State[at];
            _row[3] = rows.Open[at];
            _row[4] = rows.Words[at];
            _row[5] = rows.Priority[at];
            _row[6] = rows.DueKey[at];
            _row[7] = rows.Province[at];
            _row[8] = rows.Case[at];
            _row[9] = rows.Instrument[at];
            _row[10] = rows.Parent[at];
            _row[11] = rows.Handling[at];
            _row[12] = rows.Version[at];
            _row[13] = rows.CreatedAt[at];
            _row[14] = rows.UpdatedAt[at];
            _row[15] = rows.FirstPosition[at];
            _row[16] = ToArray(rows.View[at]);
            _row.Execute();
        }
    }

    private void WriteParties(BatchColumns.PartyColumns parties)
    {
        for (var at = 0; at < parties.Count; at++)
        {
            _party[0] = parties.Name[at];
            _party[1] = parties.Agency[at];
            _party[2] = parties.Role[at];
            _party[3] = parties.Unit[at];
            _party[4] = parties.State[at];
            _party[5] = parties.Open[at];
            _party[6] = parties.Live[at];
            _party[7] = parties.Due[at];
            _party[8] = parties.DueKey[at];
            _party[9] = parties.AnsweredMs[at];
            _party[10] = parties.UntilVersion[at];
            _party[11] = parties.Kind[at];
            _party[12] = parties.FirstPosition[at];
            _party.Execute();
        }
    }

    // Most events lie in an array of their own, which needs no copy.
    private static byte[] ToArray(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Offset == 0 && segment.Array is { } array && array.Length == bytes.Length
            ? array
            : bytes.ToArray();

    private SqliteStatement Prepare(string sql, int parameters)
    {
        var statement = new SqliteStatement(_connection, sql, parameters);
        _statements.Add(statement);
        return statement;
    }
}
