using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Coordination.Ledger.Hosting;
using Coordination.Ledger.Index;
using Coordination.Ledger.Storage;
using Coordination.Ledger.Writing;
using DbUp;
using Microsoft.Data.Sqlite;

namespace Coordination.Ledger.Sqlite;

/// <summary>
/// The ledger in one SQLite file: write-ahead log, synchronous=FULL, so that a commit is on the disk before it is told.
/// Several processes of one machine may share the file.
/// </summary>
internal sealed class SqliteStore : SqlStore
{
    /// <summary>
    /// The log is folded into the file when it holds this many pages of 4 KiB (64 MiB). Under load the same pages change
    /// again and again: the longer the log, the more often they are written once instead of many times.
    /// </summary>
    private const int CheckpointPages = 16_384;

    private readonly LedgerOptions _options;
    private readonly string _connectionString;
    private readonly ConcurrentBag<SqliteLease> _idle = [];
    private readonly SemaphoreSlim _slots;
    private volatile bool _disposed;

    public SqliteStore(LedgerOptions options)
    {
        _options = options;
        _connectionString = ConnectionStringOf(options);
        _slots = new SemaphoreSlim(options.ReadConnections);
    }

    /// <summary>Called with each connection that was opened: tests shrink the disk there.</summary>
    internal Action<SqliteConnection>? Opened { get; set; }

    public override bool Blocks => true;

    protected override string FindText => "instr";

    protected override SearchSql.Dialect Search { get; } = new(
        "instr",
        "registry_search.rowid",
        "registry_search match @query",
        static (token, prefix) => prefix ? $"\"{token}\" *" : $"\"{token}\"",
        " AND ",
        " OR ",
        static parameter => $"instr(registry_search.tokens, {parameter}) > 0",
        static (token, prefix) => prefix ? $" {token}" : $" {token} ");

    protected override string InsertSearch => "insert into registry_search (rowid, tokens)";

    // It sorts what it groups, which takes several times as long as to hand it over.
    protected override bool Groups => false;

    /// <summary>The connection string of the ledger's file.</summary>
    public static string ConnectionStringOf(LedgerOptions options) => Normalise(
        options, options.ConnectionString.Length > 0 ? options.ConnectionString : $"Data Source={Path.Combine(options.DataDirectory, "ledger.db")}");

    /// <summary>The connection string of the file of grain state, which is apart so that its writers do not hold up the ledger.</summary>
    public static string OrleansConnectionStringOf(LedgerOptions options)
    {
        var ledger = new SqliteConnectionStringBuilder(ConnectionStringOf(options));
        var folder = Path.GetDirectoryName(ledger.DataSource) is { Length: > 0 } found ? found : ".";
        return Normalise(options, $"Data Source={Path.Combine(folder, "orleans.db")}");
    }

    public override async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await MigrateAsync(_connectionString, "Sqlite", cancellationToken).ConfigureAwait(false);
            await using (var connection = new SqliteConnection(_connectionString))
            {
                await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
                await FillSearchAsync(connection, cancellationToken).ConfigureAwait(false);
            }

            await MigrateAsync(OrleansConnectionStringOf(_options), "SqliteOrleans", cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new LedgerUnavailableException($"The ledger's file cannot be opened or migrated ({Describe(exception)}).", exception);
        }
    }

    public override ValueTask<IWriterSession> OpenSessionAsync()
    {
        var connection = Open(writes: true);
        try
        {
            return ValueTask.FromResult<IWriterSession>(new SqliteWriterSession(connection));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override StoreFault Classify(Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: 19 } taken when taken.Message.Contains("ledger_entry.stream", StringComparison.Ordinal) => StoreFault.VersionTaken,
        // Constraint, too big, mismatch.
        SqliteException { SqliteErrorCode: 19 or 18 or 20 } => StoreFault.Content,
        // Error, busy, locked, out of memory, read-only, interrupted, full.
        SqliteException { SqliteErrorCode: 1 or 5 or 6 or 7 or 8 or 9 or 13 } => StoreFault.Unavailable,
        SqliteException or ObjectDisposedException or InvalidOperationException or IOException => StoreFault.Lost,
        _ => StoreFault.Content,
    };

    public override string Describe(Exception exception) => exception is SqliteException sqlite
        ? string.Create(CultureInfo.InvariantCulture, $"SQLite {sqlite.SqliteErrorCode}/{sqlite.SqliteExtendedErrorCode}")
        : exception.GetType().Name;

    public override ValueTask DisposeAsync()
    {
        _disposed = true;
        while (_idle.TryTake(out var lease))
        {
            lease.Close();
        }

        return ValueTask.CompletedTask;
    }

    protected override string SearchRow(long position, string tokens) =>
        string.Create(CultureInfo.InvariantCulture, $"({position}, ' ' || {tokens} || ' ')");

    protected override async ValueTask<Lease> LeaseAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _idle.TryTake(out var lease) ? lease : new SqliteLease(Open(writes: false), Return);
        }
        catch
        {
            _slots.Release();
            throw;
        }
    }

    // 16 bytes, big-endian, as UUIDs are written.
    protected override Guid ReadGuid(DbDataReader reader, int ordinal) => new(reader.GetFieldValue<byte[]>(ordinal), bigEndian: true);

    private void Return(SqliteLease lease)
    {
        if (_disposed)
        {
            lease.Close();
        }
        else
        {
            _idle.Add(lease);
        }

        _slots.Release();
    }

    private SqliteConnection Open(bool writes)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            Execute(
                connection,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"pragma busy_timeout = {(long)_options.LockTimeout.TotalMilliseconds}; pragma synchronous = full; pragma cache_size = {(writes ? -65_536 : -8_192)}; pragma temp_store = memory; pragma wal_autocheckpoint = {CheckpointPages}"));
            Opened?.Invoke(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static string Normalise(LedgerOptions options, string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)Math.Ceiling(options.LockTimeout.TotalSeconds)),
        };
        return builder.ConnectionString;
    }

    private static async Task MigrateAsync(string connectionString, string folder, CancellationToken cancellationToken)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } directory)
        {
            System.IO.Directory.CreateDirectory(directory);
        }

        await using var gate = await WaitForLockAsync(file + ".migrating", cancellationToken).ConfigureAwait(false);
        using (var connection = new SqliteConnection(connectionString))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            Execute(connection, "pragma journal_mode = wal");
        }

        MigrationScripts.Run(
            DeployChanges.To.SqliteDatabase(connectionString).JournalToSqliteTable("schema_version"), folder);
    }

    // One process at a time: whoever holds the file open exclusively. It is deleted with its handle.
    private static async Task<FileStream> WaitForLockAsync(string path, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.None);
            }
            catch (IOException) when (attempt < 600)
            {
                await Task.Delay(50, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
