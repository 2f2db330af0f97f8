using System.Text;
using System.Text.Json.Nodes;
using Coordination.Testing.Postgres;
using Xunit;

namespace Coordination.EndToEnd;

/// <summary>
/// A word that stands nowhere else is put into every sealed field, and then looked for: in every file of the database and
/// its write-ahead log, in what the process said at its most talkative, in every exported trace, metric and log, and in every
/// refusal.
/// </summary>
public sealed partial class SealedCanaryTests
{
    private const string Canary = "Xylophagous7531";
    private const string LaoCanary = "ນົກກະຈອກຄຳຫຼ້າ";

    [Fact]
    public async Task What_is_sealed_is_nowhere_in_the_files_of_SQLite_nor_in_telemetry()
    {
        await using var installation = new Installation();
        using var telemetry = new TelemetryCollector();
        telemetry.AddTo(installation.Variables);
        installation.Variables["Logging__LogLevel__Default"] = "Trace";
        var program = installation.StartStandalone();
        await installation.ReadyAsync();

        await PlayAsync(installation);
        await PlayCaseAsync(installation);

        await CheckAsync(program, telemetry, [installation.Data]);
    }

    [Fact]
    public async Task What_is_sealed_is_nowhere_in_the_files_of_PostgreSQL_nor_in_its_log()
    {
        using var server = await PostgresServer.StartAsync("log_min_duration_statement = 0", "log_parameter_max_length = 0");
        await using var installation = new Installation();
        using var telemetry = new TelemetryCollector();
        telemetry.AddTo(installation.Variables);
        installation.Variables["Logging__LogLevel__Default"] = "Debug";
        var program = installation.StartStandaloneOn(await server.CreateDatabaseAsync());
        await installation.ReadyAsync();

        await PlayAsync(installation);
        await PlayCaseAsync(installation);

        await CheckAsync(program, telemetry, [installation.Data, server.Folder]);
    }

    /// <summary>Every sealed field holds the canary once, and calls that are refused hold it where it does not belong.</summary>
    private static async Task PlayAsync(Installation installation)
    {
        const string Text = $"{Canary} {LaoCanary}";
        using var holder = await new RestCaller(installation, "lwu-center").SignInAsync();
        using var reader = await new RestCaller(installation, "atd").SignInAsync();
        var type = await holder.PostAsync("/v1/recordTypes", new JsonObject
        {
            ["code"] = "intake",
            ["displayName"] = Named(),
            ["heldBy"] = "HELD_BY_PLATFORM",
            ["fields"] = new JsonArray(Field("village", "GENERAL"), Field("room", "LOCATION"), Field("source", "GENERAL")),
            ["purposes"] = new JsonArray("investigation"),
        });
        var subject = await holder.PostAsync("/v1/subjects", new JsonObject { ["retainUntil"] = DateTime.UtcNow.AddYears(1).ToString("O") });
        var record = await holder.PostAsync("/v1/records", new JsonObject
        {
            ["recordType"] = Copy(type["name"]), ["subject"] = Copy(subject["name"]), ["reference"] = Text, ["values"] = new JsonArray(Value("village", Text), Value("room", Text)),
        });
        await holder.PostAsync($"/v1/{record["name"]}:update", new JsonObject { ["values"] = new JsonArray(Value("source", Text), Value("room", Text + "2")) });
        await holder.PostAsync("/v1/records:find", new JsonObject { ["recordType"] = Copy(type["name"]), ["reference"] = Text });

        var asked = await AskAsync(reader, type, Text);
        await holder.PostAsync($"/v1/{asked}:acknowledge", []);
        await holder.PostAsync($"/v1/{asked}:startReview", []);
        await holder.PostAsync($"/v1/{asked}:askClarification", new JsonObject { ["question"] = Text });
        await reader.PostAsync($"/v1/{asked}:clarify", new JsonObject { ["agency"] = "agencies/lwu-center", ["reply"] = Text });
        var grant = await holder.PostAsync("/v1/grants", new JsonObject
        {
            ["recipient"] = "agencies/atd",
            ["record"] = Copy(record["name"]),
            ["fields"] = new JsonArray("village", "source"),
            ["purpose"] = "investigation",
            ["legalBasis"] = "instruments/penal-law",
            ["sourceReliability"] = "SOURCE_RELIABILITY_A",
            ["informationReliability"] = "INFORMATION_RELIABILITY_1",
            ["until"] = DateTime.UtcNow.AddDays(30).ToString("O"),
        });
        await holder.PostAsync($"/v1/{grant["name"]}:activate", []);
        await holder.PostAsync($"/v1/{asked}:answer", new JsonObject { ["question"] = 1, ["text"] = Text });
        await holder.PostAsync($"/v1/{asked}:refuse", new JsonObject { ["question"] = 2, ["code"] = "REFUSAL_CODE_NOT_HELD", ["explanation"] = Text });
        var withdrawn = await AskAsync(reader, type, Text);
        await reader.PostAsync($"/v1/{withdrawn}:withdraw", new JsonObject { ["reason"] = Text });

        var read = await reader.PostAsync($"/v1/{grant["name"]}:read", new JsonObject { ["purpose"] = "investigation" });
        Assert.All(read["fields"]!.AsArray(), field => Assert.Contains(Canary, field!["value"]!.GetValue<string>(), StringComparison.Ordinal));
        Assert.Contains(Canary, (await reader.GetAsync($"/v1/{asked}")).ToString(), StringComparison.Ordinal);

        // Refused, with the canary in it or about what holds it.
        await RefusedAsync(() => holder.PostAsync("/v1/records", new JsonObject
        {
            ["recordType"] = Copy(type["name"]), ["subject"] = Copy(subject["name"]), ["reference"] = Text, ["values"] = new JsonArray(Value("unknown", Text)),
        }));
        await RefusedAsync(() => holder.PostAsync($"/v1/{asked}:answer", new JsonObject { ["question"] = 1, ["text"] = Text }));
        await RefusedAsync(() => reader.PostAsync($"/v1/{grant["name"]}:read", new JsonObject { ["purpose"] = "investigation", ["fields"] = new JsonArray("room") }));
        await RefusedAsync(() => reader.PostAsync($"/v1/records/{Canary}:update", new JsonObject { ["values"] = new JsonArray(Value(Canary, Text)) }));
        await RefusedAsync(() => holder.PostAsync($"/v1/{record["name"]}:update", new JsonObject { ["values"] = new JsonArray(Value("room", string.Concat(Enumerable.Repeat(Text, 1_000)))) }));
    }

    private static async Task<string> AskAsync(RestCaller reader, JsonNode type, string text) => (await reader.PostAsync("/v1/informationRequests", new JsonObject
    {
        ["submit"] = true,
        ["content"] = new JsonObject
        {
            ["title"] = "About one record",
            ["addressees"] = new JsonArray("agencies/lwu-center"),
            ["purpose"] = "investigation",
            ["legalBasis"] = "instruments/penal-law",
            ["questions"] = new JsonArray(
                new JsonObject { ["text"] = text, ["recordType"] = Copy(type["name"]), ["fields"] = new JsonArray("village"), ["recordReference"] = text },
                new JsonObject { ["text"] = text }),
        },
    }))["name"]!.GetValue<string>();

    private static async Task RefusedAsync(Func<Task<JsonNode>> call)
    {
        var refused = await Assert.ThrowsAsync<HttpRequestException>(call);
        Assert.DoesNotContain(Canary, refused.Message.Replace($"/v1/records/{Canary}:update", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(LaoCanary, refused.Message, StringComparison.Ordinal);
    }

    private static async Task CheckAsync(RunningProgram program, TelemetryCollector telemetry, string[] folders)
    {
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30)))
        {
            while (!new[] { "/v1/traces", "/v1/metrics", "/v1/logs" }.All(path => telemetry.Received.Any(r => r.Path == path)))
                await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
            await Task.Delay(TimeSpan.FromSeconds(2), limit.Token); // What was measured last leaves within half a second.
        }

        await program.KillAsync(); // Without a word: the write-ahead log stays as it is.
        var needles = Needles().ToArray();
        Assert.Contains(telemetry.Received, r => Contains(r.Body, Encoding.UTF8.GetBytes("GrantService")));
        Assert.All(telemetry.Received, r => Assert.False(needles.Any(n => Contains(r.Body, n)), $"The canary left with {r.Path}."));
        Assert.DoesNotContain(Canary, program.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(LaoCanary, program.Output, StringComparison.Ordinal);

        var files = folders.SelectMany(folder => System.IO.Directory.GetFiles(folder, "*", SearchOption.AllDirectories)).Where(f => new FileInfo(f).Length > 0).ToArray();
        Assert.NotEmpty(files);
        foreach (var file in files.Where(f => !f.EndsWith(".pid", StringComparison.Ordinal)))
        {
            var content = await File.ReadAllBytesAsync(file);
            Assert.False(needles.Any(n => Contains(content, n)), $"The canary is in {Path.GetFileName(file)}.");
        }
    }

    /// <summary>As text in two encodings, as hexadecimal digits, and as base64 at each of its three alignments.</summary>
    private static IEnumerable<byte[]> Needles()
    {
        foreach (var word in new[] { Canary, LaoCanary, LaoCanary.Normalize(NormalizationForm.FormKC) })
        {
            var bytes = Encoding.UTF8.GetBytes(word);
            yield return bytes;
            yield return Encoding.Unicode.GetBytes(word);
            yield return Encoding.ASCII.GetBytes(Convert.ToHexString(bytes));
            yield return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes));
            for (var shift = 0; shift < 3; shift++)
            {
                var text = Convert.ToBase64String([.. new byte[shift], .. bytes]);
                var inner = text[(shift == 0 ? 0 : 4)..^4];
                yield return Encoding.ASCII.GetBytes(inner);
                yield return Encoding.ASCII.GetBytes(inner.Replace('+', '-').Replace('/', '_'));
            }
        }
    }

    private static bool Contains(ReadOnlySpan<byte> content, ReadOnlySpan<byte> needle) => content.IndexOf(needle) >= 0;

    private static JsonNode? Copy(JsonNode? node) => node?.DeepClone();

    private static JsonObject Named() => new() { ["en"] = "Intake", ["lo"] = "ຮັບ" };

    private static JsonObject Field(string id, string fieldClass) => new() { ["id"] = id, ["displayName"] = Named(), ["fieldClass"] = "FIELD_CLASS_" + fieldClass };

    private static JsonObject Value(string field, string value) => new() { ["field"] = field, ["value"] = value };
}
