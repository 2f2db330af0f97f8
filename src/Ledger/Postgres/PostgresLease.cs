using System.Data.Common;
using Coordination.Ledger.Storage;
using Npgsql;

namespace Coordination.Ledger.Postgres;

/// <summary>A pooled connection. Npgsql prepares what is asked often by itself.</summary>
internal sealed class PostgresLease(NpgsqlConnection connection) : Lease
{
    public override DbCommand Command(string sql) => new NpgsqlCommand(sql, connection);

    public override ValueTask DisposeAsync() => connection.DisposeAsync();
}
