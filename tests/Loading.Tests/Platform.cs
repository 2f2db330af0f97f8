using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Coordination.Access;
using Coordination.Names;
using Coordination.Standalone;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Coordination.Loading.Tests;

/// <summary>The whole platform in this process, on SQLite, with a folder of modules.</summary>
internal sealed class Platform(string modules) : IAsyncDisposable
{
    private static readonly HttpClient Http = new();

    private readonly string data = System.IO.Directory.CreateTempSubdirectory("coordination-loading-").FullName;
    private WebApplication? app;

    public IServiceProvider Services => app!.Services;

    public ModuleSet Modules => Services.GetRequiredService<ModuleSet>();

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public System.Collections.Concurrent.ConcurrentQueue<string> Logs { get; } = [];

    public async Task StartAsync()
    {
        app = StandaloneHost.Build(
            [
                "--environment=Development", $"--Ledger:DataDirectory={data}", $"--Pack:Directory={Path.Combine(ModulesFolder.Root(), "packs", "lao-pdr")}",
                "--Gateway:Address=127.0.0.1", "--Gateway:GrpcPort=0", "--Gateway:HttpPort=0", "--Gateway:DevelopmentIssuer:Enabled=true",
                $"--Gateway:DevelopmentIssuer:DataPath={data}", $"--Modules:Directory={modules}", "--Modules:ProbeWithin=00:00:05",
            ],
            builder => builder.Logging.ClearProviders().AddProvider(new Recorder(Logs)));
        await app.StartAsync();
    }

    public async Task StopAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
            app = null;
        }
    }

    /// <summary>A REST call as a client of the development issuer; the address that answers to HTTP/1.1 is found by asking.</summary>
    public async Task<(int Status, JsonElement Body)> GetAsync(string path, string? client = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, await AddressAsync() + path);
        if (client is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(client));
        using var answer = await Http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, body.Length == 0 ? default : JsonDocument.Parse(body).RootElement);
    }

    public static Principal Officer(string subject, string role) => new("https://issuer.test", subject, new AgencyName("nctc-secretariat"), null, [role]);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        System.IO.Directory.Delete(data, recursive: true);
    }

    private async Task<string> AddressAsync()
    {
        foreach (var address in app!.Urls)
        {
            try
            {
                using var answer = await Http.GetAsync(new Uri(address + "/healthz/live"));
                if (answer.IsSuccessStatusCode)
                    return address;
            }
            catch (HttpRequestException)
            {
                // This one speaks HTTP/2 only.
            }
        }

        throw new InvalidOperationException("No address answers.");
    }

    private async Task<string> TokenAsync(string client)
    {
        var secrets = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(data, "development-clients.json")));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = client,
            ["client_secret"] = secrets.RootElement.GetProperty("clients").GetProperty(client).GetString()!,
        });
        using var answer = await Http.PostAsync(new Uri(await AddressAsync() + "/connect/token"), form);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    private sealed class Recorder(System.Collections.Concurrent.ConcurrentQueue<string> logs) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new Lines(logs);

        public void Dispose()
        {
        }

        private sealed class Lines(System.Collections.Concurrent.ConcurrentQueue<string> logs) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                logs.Enqueue($"{formatter(state, exception)} {exception}");
        }
    }
}
