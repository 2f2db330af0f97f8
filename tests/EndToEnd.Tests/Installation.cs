using System.Net;
using System.Net.Sockets;

namespace Coordination.EndToEnd;

/// <summary>An installation in a folder of its own: one process on SQLite, or silos and a gateway on PostgreSQL.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly int grpcPort = FreePort();
    private readonly int httpPort = FreePort();
    private readonly List<RunningProgram> programs = [];

    public string Data { get; } = System.IO.Directory.CreateTempSubdirectory("coordination-").FullName;

    public string GrpcAddress => $"http://127.0.0.1:{grpcPort}";

    public string HttpAddress => $"http://127.0.0.1:{httpPort}";

    public List<RunningProgram> Silos { get; } = [];

    /// <summary>Environment variables of every program that is started, beside the usual ones.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>Silo and gateway in one process.</summary>
    public RunningProgram StartStandalone(params string[] more) => Start("Standalone", [.. Ledger("Sqlite", ""), .. Gateway(), .. more]);

    /// <summary>The same on a PostgreSQL database.</summary>
    public RunningProgram StartStandaloneOn(string connection, params string[] more) => Start("Standalone", [.. Ledger("Postgres", connection), .. Gateway(), .. more]);

    public void StartCluster(int silos, string connection, params string[] more)
    {
        for (var i = 0; i < silos; i++)
            Silos.Add(StartSilo(connection, more));
        Start("Gateway", [.. Gateway(), $"--Cluster:ConnectionString={connection}", .. more]);
    }

    /// <summary>One more silo of the cluster.</summary>
    public RunningProgram StartSilo(string connection, params string[] more) => Start("Silo", [.. Ledger("Postgres", connection), "--Silo:Clustered=true", .. more]);

    /// <summary>Waits until it says that it is ready.</summary>
    public async Task ReadyAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (true)
        {
            if (programs.FirstOrDefault(p => p.HasExited && !Silos.Contains(p)) is { } gone && programs.IndexOf(gone) == programs.Count - 1)
                throw new InvalidOperationException($"It did not start. It said:\n{gone.Output}");
            try
            {
                using var answer = await Http.GetAsync(new Uri(HttpAddress + "/healthz/ready"), limit.Token);
                if (answer.IsSuccessStatusCode && EverybodyCanSignIn())
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            catch (OperationCanceledException) when (!limit.IsCancellationRequested)
            {
                // Listening, but slow.
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException("It was not ready in time. It said:\n" + string.Join("\n", programs.Select(p => p.Output)));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
        }
    }

    /// <summary>Whether the development issuer knows every agency of the pack: the directory is filled while the platform starts.</summary>
    private bool EverybodyCanSignIn()
    {
        var secrets = Path.Combine(Data, "development-clients.json");
        if (!File.Exists(secrets))
            return false;

        var known = File.ReadAllText(secrets);
        return File.ReadLines(Path.Combine(Checkout.Pack, "agencies.yaml"))
            .Where(line => line.StartsWith("  - code: ", StringComparison.Ordinal))
            .All(line => known.Contains($"\"{line["  - code: ".Length..].Trim()}\"", StringComparison.Ordinal));
    }

    /// <summary>Runs coord against this installation and waits for its end.</summary>
    public async Task<(int ExitCode, string Output)> CoordAsync(TimeSpan atMost, params string[] arguments)
    {
        await using var coord = Coord(arguments);
        var code = await coord.EndAsync(atMost);
        return (code, coord.Output);
    }

    public Task<(int ExitCode, string Output)> CoordAsync(params string[] arguments) => CoordAsync(TimeSpan.FromSeconds(60), arguments);

    public RunningProgram Coord(params string[] arguments) =>
        RunningProgram.Start("dotnet", [Checkout.Program("Cli"), .. arguments], Environment);

    public Dictionary<string, string> Environment => new(StringComparer.Ordinal)
    {
        ["COORD_HTTP"] = HttpAddress,
        ["COORD_GRPC"] = GrpcAddress,
        ["COORD_DATA"] = Data,
        ["LANG"] = "C.UTF-8",
    };

    public async ValueTask DisposeAsync()
    {
        foreach (var program in Enumerable.Reverse(programs))
            await program.DisposeAsync();
        System.IO.Directory.Delete(Data, recursive: true);
    }

    private RunningProgram Start(string project, IEnumerable<string> arguments)
    {
        var program = RunningProgram.Start(
            "dotnet",
            [Checkout.Program(project), .. arguments],
            new Dictionary<string, string>(Variables)
            {
                ["DOTNET_ENVIRONMENT"] = "Development",
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["Logging__LogLevel__Default"] = Variables.GetValueOrDefault("Logging__LogLevel__Default", "Warning"),
            });
        programs.Add(program);
        return program;
    }

    private string[] Ledger(string store, string connection) =>
    [
        $"--Ledger:Store={store}", $"--Ledger:DataDirectory={Data}", $"--Ledger:ConnectionString={connection}", $"--Pack:Directory={Checkout.Pack}",
    ];

    private string[] Gateway() =>
    [
        $"--Gateway:GrpcPort={grpcPort}", $"--Gateway:HttpPort={httpPort}",
        "--Gateway:DevelopmentIssuer:Enabled=true", $"--Gateway:DevelopmentIssuer:DataPath={Data}",
    ];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
