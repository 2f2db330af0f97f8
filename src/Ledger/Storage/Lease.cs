using System.Data.Common;

namespace Coordination.Ledger.Storage;

/// <summary>A connection for reading, on loan.</summary>
internal abstract class Lease : IAsyncDisposable
{
    /// <summary>A command of this connection, perhaps one that was used before. Set every parameter.</summary>
    public abstract DbCommand Command(string sql);

    public abstract ValueTask DisposeAsync();

    /// <summary>Sets a parameter by its name without the at sign.</summary>
    public static void Set(DbCommand command, string name, object? value)
    {
        if (command.Parameters.Contains(name))
        {
            command.Parameters[name].Value = value ?? DBNull.Value;
            return;
        }

        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }
}
