using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Grpc.Core;

namespace Coordination.Bench.Load.Workloads;

/// <summary>Real tokens from the platform's development issuer, one client per agency.</summary>
/// <param name="http">The platform's HTTP address.</param>
/// <param name="secrets">The file in its data folder that holds each client's secret.</param>
internal sealed class DevelopmentTokens(string http, string secrets) : IDisposable
{
    private readonly HttpClient issuer = new() { BaseAddress = new Uri(http) };
    private readonly Dictionary<string, string> secretByClient =
        JsonDocument.Parse(File.ReadAllText(secrets)).RootElement.GetProperty("clients").Deserialize<Dictionary<string, string>>()!;
    private readonly ConcurrentDictionary<string, Task<Metadata>> headersByAgency = new();

    /// <summary>Asked for once: a run is shorter than a token lives.</summary>
    public Task<Metadata> HeadersOfAsync(string agency) => headersByAgency.GetOrAdd(agency, RequestAsync);

    public void Dispose() => issuer.Dispose();

    private async Task<Metadata> RequestAsync(string agency)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = agency,
            ["client_secret"] = secretByClient[agency],
        });
        using var response = await issuer.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return new Metadata { { "authorization", $"Bearer {answer.GetProperty("access_token").GetString()}" } };
    }
}
