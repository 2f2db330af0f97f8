using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Coordination.EndToEnd;

/// <summary>Calls an installation as one of its development clients, over REST: as a program does that has none of our code.</summary>
internal sealed class RestCaller(Installation installation, string client) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = new Uri(installation.HttpAddress), Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Gets a token; one lives for ten minutes.</summary>
    public async Task<RestCaller> SignInAsync()
    {
        using var secrets = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(installation.Data, "development-clients.json")));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = client,
            ["client_secret"] = secrets.RootElement.GetProperty("clients").GetProperty(client).GetString()!,
        });
        using var answer = await http.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonNode>())!["access_token"]!.GetValue<string>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return this;
    }

    /// <summary>Posts a command with a request_id of its own; a question has none.</summary>
    /// <exception cref="HttpRequestException">It was refused, or there was nobody.</exception>
    public async Task<JsonNode> PostAsync(string path, JsonObject body, CancellationToken cancellationToken = default)
    {
        if (!path.EndsWith(":find", StringComparison.Ordinal) && !path.EndsWith(":count", StringComparison.Ordinal))
            body["requestId"] ??= Guid.NewGuid().ToString();
        using var answer = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"{path}: {await answer.Content.ReadAsStringAsync(cancellationToken)}", null, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(cancellationToken))!;
    }

    public async Task<JsonNode> GetAsync(string path) => (await http.GetFromJsonAsync<JsonNode>(new Uri(path, UriKind.Relative)))!;

    public void Dispose() => http.Dispose();
}
