using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using Coordination.Ledger.Hosting;
using Coordination.Ledger.Index;
using Coordination.Ledger.Storage;
using Coordination.Ledger.Writing;
using DbUp;
using Npgsql;

namespace Coordination.Ledger.Postgres;

/// <summary>The ledger in a PostgreSQL database, 15 or later, shared by any number of silos.</summary>
internal sealed class PostgresStore : SqlStore
{
    /// <summary>The advisory lock of migrations: "coordled" in ASCII.</summary>
    private const long MigrationLock = 0x636F_6F72_646C_6564;

    /// <summary>A page takes half a millisecond: more of them at once only wait for each other's processor, and some for long.</summary>
    private const int PagesAtOnce = 4;

    private readonly LedgerOptions _options;
    private readonly NpgsqlDataSource _reads;
    private readonly NpgsqlDataSource _lists;
    private readonly NpgsqlDataSource _pages;
    private readonly NpgsqlDataSource _facts;
    private readonly NpgsqlDataSource _writes;
    private readonly PostgresLoads _loads;

    public PostgresStore(LedgerOptions options)
    {
        _options = options;
        _reads = NpgsqlDataSource.Create(Settings(
            $"-c statement_timeout={Milliseconds(options.StatementTimeout)} -c jit=off", pooled: true));

        // A page walks one index in the order of the answer and stops. After a great change the statistics are old for a
        // while, and the planner would rather gather everything and sort it: a thousand times the work.
        var walking = $"-c statement_timeout={Milliseconds(options.StatementTimeout)} -c jit=off -c enable_sort=off -c enable_incremental_sort=off "
            + "-c enable_bitmapscan=off -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off";
        _lists = NpgsqlDataSource.Create(Settings(walking, pooled: true));
        // Short walks have connections of their own, so that none waits behind a search.
        _pages = NpgsqlDataSource.Create(Settings(walking, pooled: true, most: PagesAtOnce));

        // Counting reads a whole table: with all workers that the server grants, and with memory for its groups.
        _facts = NpgsqlDataSource.Create(Settings(
            $"-c statement_timeout={Milliseconds(options.StatementTimeout)} -c jit=off -c work_mem=64MB "
            + "-c max_parallel_workers_per_gather=4 -c min_parallel_table_scan_size=1MB",
            pooled: true,
            most: PagesAtOnce));

        // What the writer asks is always found by an index, but a table that is still small tempts the planner into a
        // plan that it would keep when the table is large.
        _writes = NpgsqlDataSource.Create(Settings(
            $"-c statement_timeout={Milliseconds(options.StatementTimeout)} -c lock_timeout={Milliseconds(options.LockTimeout)} "
            + $"-c idle_in_transaction_session_timeout={Milliseconds(options.StatementTimeout)} -c client_connection_check_interval=1000 "
            + "-c jit=off -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off",
            pooled: false));
        _loads = new PostgresLoads(_reads, ReadEntry);
    }

    public override bool Blocks => false;

    protected override string FindText => "strpos";

    protected override bool Groups => true;

    protected override SearchSql.Dialect Search { get; } = new(
        "strpos",
        "registry_search.first_position",
        "registry_search.tokens @@ @query::tsquery",
        Token,
        " & ",
        " | ",
        static parameter => $"registry_search.tokens @@ {parameter}::tsquery",
        Token);

    protected override string InsertSearch => "insert into registry_search (first_position, tokens)";

    public override async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            var plain = new NpgsqlConnectionStringBuilder(_options.ConnectionString) { Pooling = false, CommandTimeout = 120 }.ConnectionString;
            await using var gate = new NpgsqlConnection(plain);
            await gate.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var take = new NpgsqlCommand("select pg_advisory_lock($1)", gate) { Parameters = { new NpgsqlParameter<long> { TypedValue = MigrationLock } } };
            await take.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);

            // The lock ends with its connection.
            MigrationScripts.Run(DeployChanges.To.PostgresqlDatabase(plain).JournalToPostgresqlTable(null, "schema_version"), "Postgres");
            await FillSearchAsync(gate, cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException exception)
        {
            throw new LedgerUnavailableException($"The ledger's database cannot be migrated ({Describe(exception)}).", exception);
        }
    }

    public override async ValueTask<IWriterSession> OpenSessionAsync()
    {
        var connection = await _writes.OpenConnectionAsync().ConfigureAwait(false);
        try
        {
            // Stricter settings of the server stay; "off" would acknowledge what a crash can lose.
            await using var command = new NpgsqlCommand(
                "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'", connection);
            await command.ExecuteNonQueryAsync().ConfigureAwait(false);
            return new PostgresWriterSession(connection);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public override Task<ImmutableArray<LedgerEntry>> LoadAsync(string stream, int afterVersion, int limit, CancellationToken cancellationToken) =>
        GuardAsync(() => _loads.LoadAsync(stream, afterVersion, limit, cancellationToken), cancellationToken);

    public override StoreFault Classify(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "ledger_entry_stream_version_key" } => StoreFault.VersionTaken,
        PostgresException { SqlState: ['0', '8', ..] or ['5', '7', 'P', ..] } => StoreFault.Lost,
        // Data exception, integrity constraint, program limit, raised by a trigger.
        PostgresException { SqlState: ['2', '2' or '3', ..] or ['5', '4', ..] or ['P', '0', ..] } => StoreFault.Content,
        PostgresException => StoreFault.Unavailable,
        NpgsqlException or IOException or SocketException or TimeoutException or ObjectDisposedException or OperationCanceledException
            or InvalidOperationException => StoreFault.Lost,
        _ => StoreFault.Content,
    };

    public override string Describe(Exception exception) => exception switch
    {
        PostgresException postgres => $"SQLSTATE {postgres.SqlState}",
        { InnerException: { } inner } => $"{exception.GetType().Name}, {inner.GetType().Name}",
        _ => exception.GetType().Name,
    };

    public override async ValueTask DisposeAsync()
    {
        await _loads.DisposeAsync().ConfigureAwait(false);
        await _writes.DisposeAsync().ConfigureAwait(false);
        await _lists.DisposeAsync().ConfigureAwait(false);
        await _pages.DisposeAsync().ConfigureAwait(false);
        await _facts.DisposeAsync().ConfigureAwait(false);
        await _reads.DisposeAsync().ConfigureAwait(false);
    }

    protected override string SearchRow(long position, string tokens) =>
        string.Create(CultureInfo.InvariantCulture, $"({position}, array_to_tsvector(string_to_array({tokens}, ' ')))");

    protected override async ValueTask<Lease> LeaseAsync(CancellationToken cancellationToken) =>
        new PostgresLease(await _reads.OpenConnectionAsync(cancellationToken).ConfigureAwait(false));

    protected override async ValueTask<Lease> LeaseForListAsync(bool toTheEnd, CancellationToken cancellationToken) =>
        new PostgresLease(await (toTheEnd ? _lists : _pages).OpenConnectionAsync(cancellationToken).ConfigureAwait(false));

    protected override async ValueTask<Lease> LeaseForFactsAsync(CancellationToken cancellationToken) =>
        new PostgresLease(await _facts.OpenConnectionAsync(cancellationToken).ConfigureAwait(false));

    protected override void ForgetConnections()
    {
        _reads.Clear();
        _lists.Clear();
        _pages.Clear();
        _facts.Clear();
    }

    protected override Guid ReadGuid(DbDataReader reader, int ordinal) => reader.GetGuid(ordinal);

    private static string Token(string token, bool prefix) => prefix ? $"'{token}':*" : $"'{token}'";

    private static string Milliseconds(TimeSpan time) => ((long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    private string Settings(string options, bool pooled, int most = int.MaxValue)
    {
        var given = new NpgsqlConnectionStringBuilder(_options.ConnectionString);
        return new NpgsqlConnectionStringBuilder(_options.ConnectionString)
        {
            ApplicationName = $"{given.ApplicationName ?? "coordination-ledger"}{(pooled ? "" : "-writer")}",
            Options = given.Options is { Length: > 0 } theirs ? $"{theirs} {options}" : options,
            Pooling = pooled,
            MaxPoolSize = pooled ? Math.Min(_options.ReadConnections, most) : 1,
            Timeout = 3,
            CommandTimeout = (int)_options.StatementTimeout.TotalSeconds + 5,
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 2,
            TcpKeepAlive = true,
            // A session that reads leaves nothing behind: there is nothing to put back when its connection changes hands.
            NoResetOnClose = pooled,
        }.ConnectionString;
    }
}
