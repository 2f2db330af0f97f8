using Coordination.Ledger.Sqlite;

namespace Coordination.Ledger.Hosting;

/// <summary>Where Orleans' AdoNet providers (clustering, grain storage, reminders) find their tables, which the ledger's migrations make.</summary>
/// <param name="Invariant">What to set as <c>Invariant</c>.</param>
/// <param name="ConnectionString">On PostgreSQL the ledger's database; on SQLite a file beside the ledger's.</param>
public sealed record OrleansDatabase(string Invariant, string ConnectionString)
{
    public static OrleansDatabase For(LedgerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Store is LedgerStoreKind.Postgres
            ? new OrleansDatabase("Npgsql", options.ConnectionString)
            // This name makes Orleans load Microsoft.Data.Sqlite; the package's own name it does not know.
            : new OrleansDatabase("System.Data.SQLite", SqliteStore.OrleansConnectionStringOf(options));
    }
}
