using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Coordination.Testing.Postgres;

/// <summary>
/// A PostgreSQL server of this test process, on a unix socket in a folder of its own, removed at the end. With
/// COORD_TEST_POSTGRES, the connection string of a user who may create databases, that server is used instead.
/// PostgreSQL refuses to run as root: then it runs as the user <c>postgres</c>.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private const string Variable = "COORD_TEST_POSTGRES";

    private static readonly SemaphoreSlim Starting = new(1);
    private static PostgresServer? _shared;

    private readonly string? _folder;
    private readonly string? _binaries;
    private readonly string _connectionString;

    private PostgresServer(string connectionString, string? folder, string? binaries)
    {
        _connectionString = connectionString;
        _folder = folder;
        _binaries = binaries;
    }

    /// <summary>The folder of the server's unix socket.</summary>
    public string Folder => _folder ?? throw new InvalidOperationException($"The server of {Variable} has no folder here.");

    /// <summary>The server of this process, started when first asked for.</summary>
    public static async Task<PostgresServer> SharedAsync()
    {
        await Starting.WaitAsync();
        try
        {
            if (_shared is null)
            {
                _shared = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
                    ? new PostgresServer(given, null, null)
                    : await StartAsync();
                AppDomain.CurrentDomain.ProcessExit += (_, _) => _shared.Dispose();
            }

            return _shared;
        }
        finally
        {
            Starting.Release();
        }
    }

    /// <summary>Starts a further server that the caller may stop and start as it likes.</summary>
    /// <param name="settings">Lines of postgresql.conf.</param>
    public static async Task<PostgresServer> StartAsync(params string[] settings)
    {
        var binaries = FindBinaries();
        var folder = System.IO.Directory.CreateTempSubdirectory("coord-pg-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres", folder);
        }

        var data = Path.Combine(folder, "data");
        await RunAsOwnerAsync(Path.Combine(binaries, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N");
        string[] lines =
        [
            "listen_addresses = ''",
            $"unix_socket_directories = '{folder}'",
            "max_connections = 200",
            "shared_buffers = 128MB",
            "fsync = on",
            .. settings,
        ];
        await RunAsOwnerAsync("sh", "-c", string.Create(CultureInfo.InvariantCulture, $"cat >> '{data}/postgresql.conf' <<'END'\n{string.Join('\n', lines)}\nEND"));
        var server = new PostgresServer($"Host={folder};Username=postgres;Database=postgres", folder, binaries);
        await server.StartServerAsync();
        return server;
    }

    /// <summary>Makes an empty database and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"t{Guid.NewGuid():N}";
        await ExecuteAsync($"create database {name}");
        return new NpgsqlConnectionStringBuilder(_connectionString) { Database = name }.ConnectionString;
    }

    /// <summary>Removes a database that <see cref="CreateDatabaseAsync"/> made, whoever is connected to it.</summary>
    public Task DropDatabaseAsync(string connectionString) =>
        ExecuteAsync($"drop database if exists {new NpgsqlConnectionStringBuilder(connectionString).Database} with (force)");

    /// <summary>Starts a server that was stopped. Only for one that <see cref="StartAsync"/> made.</summary>
    public Task StartServerAsync() => RunAsOwnerAsync(
        Path.Combine(_binaries!, "pg_ctl"), "-D", Path.Combine(_folder!, "data"), "-l", Path.Combine(_folder!, "log"), "-w", "-t", "60", "start");

    /// <summary>Stops it. Mode <c>immediate</c> is as if the power had failed.</summary>
    public Task StopServerAsync(string mode) => RunAsOwnerAsync(
        Path.Combine(_binaries!, "pg_ctl"), "-D", Path.Combine(_folder!, "data"), "-w", "-m", mode, "stop");

    public void Dispose()
    {
        if (_folder is null || !System.IO.Directory.Exists(_folder))
        {
            return;
        }

        try
        {
            StopServerAsync("immediate").GetAwaiter().GetResult();
        }
        catch (InvalidOperationException)
        {
            // It was stopped already.
        }

        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private static string FindBinaries()
    {
        const string debian = "/usr/lib/postgresql";
        IEnumerable<string> candidates = System.IO.Directory.Exists(debian)
            ? System.IO.Directory.GetDirectories(debian).OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            : [];
        candidates = candidates.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
        return candidates.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            ?? throw new InvalidOperationException(
                $"PostgreSQL is needed for this test: install it (Debian: apt-get install postgresql), or set {Variable} to the connection string of a server.");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static Task RunAsOwnerAsync(string program, params string[] arguments) =>
        Environment.IsPrivilegedProcess ? RunAsync("runuser", ["-u", "postgres", "--", program, .. arguments]) : RunAsync(program, arguments);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // Output goes nowhere: a server keeps the pipes of its starter open.
        var start = new ProcessStartInfo("sh") { WorkingDirectory = "/", UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$@\" > /dev/null 2>&1 < /dev/null");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments.Take(4))} ended with {process.ExitCode}.");
        }
    }
}
