using System.Data.Common;
using Coordination.Ledger.Storage;
using Microsoft.Data.Sqlite;

namespace Coordination.Ledger.Sqlite;

/// <summary>A reading connection that keeps its prepared statements.</summary>
internal sealed class SqliteLease(SqliteConnection connection, Action<SqliteLease> giveBack) : Lease
{
    /// <summary>The most statements that are kept.</summary>
    private const int MostCommands = 64;

    private readonly Dictionary<string, SqliteCommand> _commands = [];

    public override DbCommand Command(string sql)
    {
        if (_commands.TryGetValue(sql, out var known))
        {
            return known;
        }

        if (_commands.Count == MostCommands)
        {
            Forget();
        }

        var command = connection.CreateCommand();
        command.CommandText = sql;
        _commands.Add(sql, command);
        return command;
    }

    public override ValueTask DisposeAsync()
    {
        giveBack(this);
        return ValueTask.CompletedTask;
    }

    public void Close()
    {
        Forget();
        connection.Dispose();
    }

    private void Forget()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _commands.Clear();
    }
}
