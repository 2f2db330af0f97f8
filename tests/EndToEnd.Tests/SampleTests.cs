using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Coordination.EndToEnd;

/// <summary>The samples: one ministry's system asks, another one's answers, neither with code of ours.</summary>
public sealed class SampleTests
{
    private const string Village = "Ban Nongbone, ບ້ານ ໜອງບອນ";

    [Fact]
    public async Task One_ministry_asks_an_officer_grants_and_another_ministrys_system_provides()
    {
        await using var installation = new Installation();
        installation.StartStandalone();
        await installation.ReadyAsync();
        using var officer = await new RestCaller(installation, "mlsw").SignInAsync();
        var (type, record) = await OfferAsync(officer);
        var file = Path.Combine(installation.Data, "families.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["F-7"] = new { village = Village, head = "never granted" },
        }));

        await using var provider = await StartAsync(installation, "node-provider/provide.js", "mlsw", type, file);
        await UntilAsync(() => provider.Output.Contains("serving 1 records", StringComparison.Ordinal), provider);
        await using var asker = await StartAsync(
            installation, "node-asker/ask.js", "atd", "agencies/mlsw", type, "f-7", "investigation", "instruments/penal-law", "village");
        await AnswerAsync(officer, record, asker);

        Assert.True(await asker.EndAsync(TimeSpan.FromMinutes(1)) == 0, asker.Output + provider.Output);
        var read = JsonNode.Parse(asker.Output.Split('\n').Single(line => line.StartsWith('{')))!;
        Assert.Equal(Village.Normalize(System.Text.NormalizationForm.FormKC), read["village"]!.GetValue<string>());
        Assert.Single(read.AsObject());
        Assert.DoesNotContain("Nongbone", provider.Output, StringComparison.Ordinal);
        Assert.Equal("agencies/atd", (await officer.GetAsync("/v1/disclosures"))["accesses"]![0]!["reader"]!.GetValue<string>());
    }

    [Fact]
    public void Each_sample_is_short() => Assert.All(
        System.IO.Directory.GetFiles(Path.Combine(Checkout.Root, "samples"), "*.js", SearchOption.AllDirectories)
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal)),
        file => Assert.True(File.ReadLines(file).Count() < 150, file));

    private static async Task<(string Type, string Record)> OfferAsync(RestCaller officer)
    {
        var type = await officer.PostAsync("/v1/recordTypes", new JsonObject
        {
            ["code"] = "families",
            ["displayName"] = Named("Families"),
            ["heldBy"] = "HELD_BY_PROVIDER",
            ["fields"] = new JsonArray(Field("village"), Field("head")),
            ["purposes"] = new JsonArray("investigation"),
        });
        var subject = await officer.PostAsync("/v1/subjects", new JsonObject { ["retainUntil"] = DateTime.UtcNow.AddYears(1).ToString("O") });
        var record = await officer.PostAsync("/v1/records", new JsonObject
        {
            ["recordType"] = type["name"]!.DeepClone(), ["subject"] = subject["name"]!.DeepClone(), ["reference"] = "F-7",
        });
        return (type["name"]!.GetValue<string>(), record["name"]!.GetValue<string>());
    }

    /// <summary>The officer finds the request in the inbox, grants what is asked for, and answers with the grant.</summary>
    private static async Task AnswerAsync(RestCaller officer, string record, RunningProgram asker)
    {
        JsonArray inbox = [];
        await UntilAsync(
            async () =>
            {
                inbox = (await officer.GetAsync("/v1/informationRequests?box=REQUEST_BOX_INBOX&openOnly=true"))["requests"]!.AsArray();
                return inbox.Count == 1;
            },
            asker);
        var request = inbox[0]!["name"]!.GetValue<string>();
        await officer.PostAsync($"/v1/{request}:acknowledge", []);
        var grant = await officer.PostAsync("/v1/grants", new JsonObject
        {
            ["recipient"] = "agencies/atd",
            ["record"] = record,
            ["fields"] = new JsonArray("village"),
            ["purpose"] = "investigation",
            ["legalBasis"] = "instruments/penal-law",
            ["sourceReliability"] = "SOURCE_RELIABILITY_A",
            ["informationReliability"] = "INFORMATION_RELIABILITY_1",
            ["until"] = DateTime.UtcNow.AddDays(30).ToString("O"),
            ["request"] = request,
            ["question"] = 1,
        });
        await officer.PostAsync($"/v1/{grant["name"]}:activate", []);
        var answered = await officer.PostAsync(
            $"/v1/{request}:answer", new JsonObject { ["question"] = 1, ["grants"] = new JsonArray(grant["name"]!.DeepClone()) });
        Assert.Equal("PART_STATE_ANSWERED", answered["parts"]![0]!["state"]!.GetValue<string>());
    }

    private static async Task<RunningProgram> StartAsync(Installation installation, string sample, string client, params string[] arguments)
    {
        using var secrets = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(installation.Data, "development-clients.json")));
        return RunningProgram.Start("node", [Path.Combine(Checkout.Root, "samples", sample), .. arguments], new Dictionary<string, string>
        {
            ["NODE_PATH"] = Path.Combine(await NodeModules.FolderAsync(), "node_modules"),
            ["COORD_GRPC"] = installation.GrpcAddress["http://".Length..],
            ["COORD_HTTP"] = installation.HttpAddress,
            ["COORD_CLIENT"] = client,
            ["COORD_SECRET"] = secrets.RootElement.GetProperty("clients").GetProperty(client).GetString()!,
        });
    }

    private static Task UntilAsync(Func<bool> holds, RunningProgram program) => UntilAsync(() => Task.FromResult(holds()), program);

    private static async Task UntilAsync(Func<Task<bool>> holds, RunningProgram program)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await holds())
        {
            Assert.False(program.HasExited, program.Output);
            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
        }
    }

    private static JsonObject Named(string text) => new() { ["en"] = text, ["lo"] = text };

    private static JsonObject Field(string id) => new() { ["id"] = id, ["displayName"] = Named(id), ["fieldClass"] = "FIELD_CLASS_GENERAL" };
}
