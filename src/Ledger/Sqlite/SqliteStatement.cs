using Microsoft.Data.Sqlite;

namespace Coordination.Ledger.Sqlite;

/// <summary>A prepared statement with parameters by number, used row after row.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly SqliteCommand _command;

    /// <param name="sql">With parameters <c>@0</c> to <c>@n-1</c>.</param>
    public SqliteStatement(SqliteConnection connection, string sql, int parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        for (var at = 0; at < parameters; at++)
        {
            _command.Parameters.Add(new SqliteParameter { ParameterName = $"@{at}" });
        }

        _command.Prepare();
    }

    public object? this[int parameter]
    {
        set => _command.Parameters[parameter].Value = value ?? DBNull.Value;
    }

    public void Execute() => _command.ExecuteNonQuery();

    public object? ExecuteScalar() => _command.ExecuteScalar();

    public SqliteDataReader ExecuteReader() => _command.ExecuteReader();

    public void Dispose() => _command.Dispose();
}
