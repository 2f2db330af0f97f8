using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Coordination.Ledger.Sqlite;

/// <summary>
/// A prepared statement of the writer, used row after row. It speaks to SQLite's own interface: a command of ADO.NET
/// allocates more than a hundred bytes for each value that it binds. Not thread-safe.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private byte[] _text = new byte[512];
    private int _parameter;

    /// <param name="sql">With parameters <c>?1</c> to <c>?n</c>.</param>
    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>Binds the next parameter.</summary>
    public SqliteStatement Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, ++_parameter, value));
        return this;
    }

    public SqliteStatement Bind(long? value)
    {
        Check(value is { } number
            ? raw.sqlite3_bind_int64(_statement, ++_parameter, number)
            : raw.sqlite3_bind_null(_statement, ++_parameter));
        return this;
    }

    public SqliteStatement Bind(bool value) => Bind(value ? 1L : 0L);

    public SqliteStatement Bind(string? value)
    {
        if (value is null)
        {
            Check(raw.sqlite3_bind_null(_statement, ++_parameter));
            return this;
        }

        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (_text.Length < most)
        {
            _text = new byte[most];
        }

        var length = Encoding.UTF8.GetBytes(value, _text);
        // An empty span would be bound as null.
        Check(length == 0
            ? raw.sqlite3_bind_text(_statement, ++_parameter, "")
            : raw.sqlite3_bind_text(_statement, ++_parameter, _text.AsSpan(0, length)));
        return this;
    }

    public SqliteStatement Bind(ReadOnlySpan<byte> value)
    {
        Check(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(_statement, ++_parameter, 0)
            : raw.sqlite3_bind_blob(_statement, ++_parameter, value));
        return this;
    }

    public SqliteStatement Bind(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bind((ReadOnlySpan<byte>)bytes);
    }

    /// <summary>Runs it to its end; results are passed over.</summary>
    public void Run()
    {
        while (Step())
        {
        }
    }

    /// <summary>Goes to the next row; false, and ready to be used again, at the end.</summary>
    public bool Step()
    {
        _parameter = 0;
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        if (result != raw.SQLITE_DONE)
        {
            // The message is the database's until the next call.
            var failure = Failure(result);
            Reset();
            throw failure;
        }

        Reset();
        return false;
    }

    /// <summary>Leaves the rest of the rows.</summary>
    public void Reset()
    {
        _parameter = 0;
        _ = raw.sqlite3_reset(_statement);
    }

    public long Int64(int column) => raw.sqlite3_column_int64(_statement, column);

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw Failure(result);
        }
    }

    private SqliteException Failure(int result) =>
        new(raw.sqlite3_errmsg(_database).utf8_to_string(), result & 0xFF, raw.sqlite3_extended_errcode(_database));
}
