using System.Data.Common;
using Coordination.Ledger.Hosting;
using Coordination.Testing.Postgres;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Coordination.Ledger.Tests;

/// <summary>An empty database of a kind, for one test, and what a test needs to do to it behind the ledger's back.</summary>
public abstract class TestStore : IAsyncDisposable
{
    /// <summary>A folder of this test.</summary>
    public string Folder { get; } = System.IO.Directory.CreateTempSubdirectory("coord-ledger-").FullName;

    public abstract LedgerOptions Options();

    public abstract DbConnection Connect();

    internal async Task<LedgerRuntime> OpenAsync(Action<LedgerOptions>? configure = null, TimeProvider? time = null)
    {
        var options = Options();
        configure?.Invoke(options);
        var ledger = new LedgerRuntime(options, time ?? TimeProvider.System, NullLoggerFactory.Instance);
        await ledger.StartAsync(TestContext.Current.CancellationToken);
        return ledger;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = Connect();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var connection = Connect();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Makes the store refuse entries of type <c>poison</c>.</summary>
    public abstract Task RefusePoisonAsync();

    public virtual ValueTask DisposeAsync()
    {
        System.IO.Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

public sealed class SqliteTestStore : TestStore
{
    public override LedgerOptions Options() => new() { DataDirectory = Folder };

    public override DbConnection Connect() => new SqliteConnection($"Data Source={Path.Combine(Folder, "ledger.db")};Pooling=False");

    public override Task RefusePoisonAsync() => ExecuteAsync(
        "create trigger refuse before insert on ledger_entry when new.type = 'poison' begin select raise(abort, 'no'); end");
}

public sealed class PostgresTestStore(PostgresServer server, string connectionString) : TestStore
{
    public PostgresServer Server => server;

    public static async Task<PostgresTestStore> CreateAsync(PostgresServer? server = null)
    {
        server ??= await PostgresServer.SharedAsync();
        return new PostgresTestStore(server, await server.CreateDatabaseAsync());
    }

    public override LedgerOptions Options() => new()
    {
        Store = LedgerStoreKind.Postgres,
        ConnectionString = connectionString,
        DataDirectory = Folder,
        ReadConnections = 4,
    };

    public override DbConnection Connect() =>
        new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);

    public override Task RefusePoisonAsync() => ExecuteAsync("alter table ledger_entry add constraint refuse check (type <> 'poison')");

    public override async ValueTask DisposeAsync()
    {
        await server.DropDatabaseAsync(connectionString);
        await base.DisposeAsync();
    }
}
