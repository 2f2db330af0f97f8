using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Coordination.EndToEnd;

/// <summary>Clients that we did not write.</summary>
public sealed class ForeignClientTests
{
    [Fact]
    public async Task A_node_client_assigns_lists_and_gets_rich_errors_and_rest_does_the_same()
    {
        await using var installation = new Installation();
        installation.StartStandalone();
        await installation.ReadyAsync();
        var secretariat = await TokenAsync(installation, "secretariat");
        var ministry = await TokenAsync(installation, "mlsw");

        await using var node = RunningProgram.Start(
            "node",
            [
                Path.Combine(AppContext.BaseDirectory, "Foreign", "assign.mjs"), Path.Combine(Checkout.Root, "protos"), await GoogleProtos.FolderAsync(),
                installation.GrpcAddress["http://".Length..], secretariat, ministry,
            ],
            new Dictionary<string, string> { ["FOREIGN_MODULES"] = await NodeModules.FolderAsync() });
        Assert.True(await node.EndAsync(TimeSpan.FromMinutes(1)) == 0, node.Output);

        await RestAsync(installation, secretariat, ministry, task: node.Output.Trim());
    }

    private static async Task RestAsync(Installation installation, string secretariat, string ministry, string task)
    {
        using var http = new HttpClient { BaseAddress = new Uri(installation.HttpAddress) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ministry);
        Assert.Equal(task, (await http.GetFromJsonAsync<JsonElement>($"/v1/{task}")).GetProperty("name").GetString());
        Assert.NotEqual(0, (await http.GetFromJsonAsync<JsonElement>("/v1/tasks?agency=agencies/mlsw&openOnly=true")).GetProperty("tasks").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/v1/tasks/tnever")).StatusCode);

        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secretariat);
        var assigned = await http.PostAsJsonAsync("/v1/tasks", new { requestId = Guid.NewGuid(), title = "Posters at the border", lead = "agencies/mps" });
        Assert.True(assigned.IsSuccessStatusCode, await assigned.Content.ReadAsStringAsync());

        var bad = await http.PostAsJsonAsync("/v1/tasks", new { title = "", lead = "mps" });
        var error = await bad.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        Assert.Contains("request_id", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("lead", error.ToString(), StringComparison.Ordinal);

        var openApi = await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        Assert.Contains("Assigns a directive", openApi.GetProperty("paths").GetProperty("/v1/tasks").GetProperty("post").ToString(), StringComparison.Ordinal);
    }

    private static async Task<string> TokenAsync(Installation installation, string client)
    {
        var (code, output) = await installation.CoordAsync("token", "--client", client);
        Assert.True(code == 0, output);
        return output.Trim();
    }
}
