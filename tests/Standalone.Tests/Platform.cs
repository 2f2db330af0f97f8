using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Coordination.Directory.V1;
using Coordination.Events.V1;
using Coordination.Tasks.V1;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Coordination.Standalone.Tests;

/// <summary>The whole platform in this process, on a SQLite file of its own.</summary>
public sealed class Platform : IAsyncDisposable
{
    private static readonly HttpClient Http = new();

    private readonly int grpcPort = FreePort();
    private readonly int httpPort = FreePort();
    private readonly string data = System.IO.Directory.CreateTempSubdirectory("coordination-").FullName;
    private readonly ConcurrentDictionary<string, string> tokens = new(StringComparer.Ordinal);
    private WebApplication? app;
    private GrpcChannel? channel;

    /// <summary>All that was logged, formatted, with its exceptions.</summary>
    public ConcurrentQueue<string> Logs { get; } = [];

    public string HttpAddress => $"http://127.0.0.1:{httpPort}";

    public TaskService.TaskServiceClient Tasks => new(channel);

    public DirectoryService.DirectoryServiceClient Directory => new(channel);

    public EventService.EventServiceClient Events => new(channel);

    public GrpcChannel Channel => channel!;

    public IServiceProvider Services => app!.Services;

    public static async System.Threading.Tasks.Task<Platform> StartAsync()
    {
        var platform = new Platform();
        await platform.RestartAsync();
        return platform;
    }

    /// <summary>Starts it, also again on the same data.</summary>
    public async Task RestartAsync()
    {
        app = StandaloneHost.Build(
            [
                "--environment=Development", $"--Ledger:DataDirectory={data}", $"--Pack:Directory={Pack()}", "--Gateway:Address=127.0.0.1",
                $"--Gateway:GrpcPort={grpcPort}", $"--Gateway:HttpPort={httpPort}", "--Gateway:DevelopmentIssuer:Enabled=true",
                $"--Gateway:DevelopmentIssuer:DataPath={data}", "--Logging:LogLevel:Default=Debug",
            ],
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Logging.AddProvider(new Recorder(Logs));
            });
        await app.StartAsync();
        channel = GrpcChannel.ForAddress($"http://127.0.0.1:{grpcPort}");
    }

    public async Task StopAsync()
    {
        channel?.Dispose();
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
            app = null;
        }
    }

    /// <summary>The metadata of a call as a client of the development issuer.</summary>
    public async System.Threading.Tasks.Task<Metadata> AsAsync(string client) => new() { { "authorization", $"Bearer {await TokenAsync(client)}" } };

    public async System.Threading.Tasks.Task<string> TokenAsync(string client)
    {
        if (tokens.TryGetValue(client, out var known))
            return known;

        var secrets = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(data, "development-clients.json")));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = client,
            ["client_secret"] = secrets.RootElement.GetProperty("clients").GetProperty(client).GetString()!,
        });
        using var answer = await Http.PostAsync(new Uri(HttpAddress + "/connect/token"), form);
        answer.EnsureSuccessStatusCode();
        return tokens[client] = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    /// <summary>A directive of the secretariat, to these agencies, the first of them in the lead.</summary>
    public async System.Threading.Tasks.Task<Tasks.V1.Task> AssignAsync(Action<AssignTaskRequest>? change = null, params string[] agencies)
    {
        var request = new AssignTaskRequest { RequestId = NewId(), Title = "Report on shelter capacity", Lead = "agencies/" + (agencies.Length > 0 ? agencies[0] : "mlsw") };
        request.Supporting.AddRange(agencies.Skip(1).Select(a => "agencies/" + a));
        change?.Invoke(request);
        return await Tasks.AssignTaskAsync(request, await AsAsync("secretariat"));
    }

    public static string NewId() => Guid.NewGuid().ToString();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        System.IO.Directory.Delete(data, recursive: true);
    }

    private static string Pack()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Coordination.sln")))
            folder = folder.Parent;
        return Path.Combine(folder!.FullName, "packs", "lao-pdr");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Recorder(ConcurrentQueue<string> logs) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new RecordingLog(categoryName, logs);

        public void Dispose()
        {
        }

        private sealed class RecordingLog(string category, ConcurrentQueue<string> logs) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                logs.Enqueue($"{category}: {formatter(state, exception)} {exception}");
        }
    }
}
