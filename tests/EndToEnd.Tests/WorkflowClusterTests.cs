using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Coordination.Testing.Postgres;
using Xunit;

namespace Coordination.EndToEnd;

/// <summary>A workflow of a module that is a file alone, on a cluster of two silos whose module is replaced while it runs.</summary>
public sealed class WorkflowClusterTests
{
    private const int Instances = 40;
    private const string Doctor = "agencies/moh";

    /// <summary>
    /// Workflows are spread over both silos, and their parts, of two agencies, take turns. One silo after the other is replaced by
    /// one with the next version of the module; steps are taken all the while. In the end every instance was moved by every step
    /// exactly once, and those that began by the old version went on by the new one.
    /// </summary>
    [Fact]
    public async Task A_workflow_runs_across_two_silos_and_goes_on_while_its_module_is_replaced()
    {
        await using var installation = new Installation();
        var connection = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        var (older, newer) = (Modules(installation, "older", "1.0.0", Version(1)), Modules(installation, "newer", "1.1.0", Version(1) + Version(2)));
        installation.StartCluster(2, connection, $"--Modules:Directory={older}");
        await installation.ReadyAsync();
        using var house = await new RestCaller(installation, "lwu-center").SignInAsync();
        using var doctor = await new RestCaller(installation, "moh").SignInAsync();

        var names = await Task.WhenAll(Enumerable.Range(0, Instances).Select(async _ =>
            (await PatientlyAsync(id => house.PostAsync("/v1/workflows", Start(id))))["name"]!.GetValue<string>()));
        await FireAsync(doctor, names, "examine", "examined");

        await Task.WhenAll(ReplaceAsync(), FireAsync(house, names, "treat", "treated", "cared_for"));
        var states = await FireAsync(doctor, names, "examine_again", "seen_again");
        Assert.All(states, state => Assert.Equal(2, state["definitionVersion"]!.GetValue<int>()));
        await FireAsync(house, names, "close", "closed");

        foreach (var name in names)
        {
            var history = (await house.GetAsync($"/v1/{name}/history"))["entries"]!.AsArray();
            Assert.Equal(
                ["examine", "treat", "examine_again", "close"],
                history.Where(e => e!["type"]!.GetValue<string>() == "workflow.fired").Select(e => e!["data"]!["transition"]!.GetValue<string>()));
            Assert.Single(history, e => e!["type"]!.GetValue<string>() == "workflow.migrated");
            Assert.Equal(Enumerable.Range(1, history.Count), history.Select(e => e!["version"]!.GetValue<int>()));
        }

        var verified = await installation.CoordAsync("ledger", "verify");
        Assert.True(verified.ExitCode == 0, verified.Output);

        async Task ReplaceAsync()
        {
            for (var at = 0; at < 2; at++)
            {
                installation.Silos.Add(installation.StartSilo(connection, $"--Modules:Directory={newer}"));
                await JoinsAsync(installation.Silos[^1]);
                await installation.Silos[at].TerminateAsync(TimeSpan.FromSeconds(60));
            }
        }

    }

    /// <summary>A silo with a higher version says so when it joins.</summary>
    private static async Task JoinsAsync(RunningProgram silo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!silo.Output.Contains("a rolling upgrade", StringComparison.Ordinal))
        {
            Assert.False(silo.HasExited, silo.Output);
            await Task.Delay(200, limit.Token);
        }
    }

    private static JsonObject Start(string requestId) => new()
    {
        ["requestId"] = requestId,
        ["definition"] = "definitions/relay",
        ["parts"] = new JsonArray(new JsonObject { ["part"] = "doctor", ["agency"] = Doctor }),
    };

    /// <summary>Each instance is moved once; a step whose outcome is unknown is sent again under its request.</summary>
    private static Task<JsonNode[]> FireAsync(RestCaller by, string[] names, string transition, params string[] to) => Task.WhenAll(names.Select(async name =>
    {
        var after = await PatientlyAsync(id => by.PostAsync($"/v1/{name}:fire", new JsonObject { ["requestId"] = id, ["transition"] = transition }));
        Assert.Contains(after["state"]!.GetValue<string>(), to);
        return after;
    }));

    private static async Task<JsonNode> PatientlyAsync(Func<string, Task<JsonNode>> send)
    {
        var id = Guid.NewGuid().ToString();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (true)
        {
            try
            {
                return await send(id);
            }
            catch (Exception away) when (away is TaskCanceledException || (away is HttpRequestException { StatusCode: null or >= System.Net.HttpStatusCode.InternalServerError or System.Net.HttpStatusCode.Conflict }))
            {
                await Task.Delay(250, limit.Token); // UNAVAILABLE, ABORTED, DEADLINE_EXCEEDED: the outcome may be unknown.
            }
        }
    }

    /// <summary>A folder of modules with the one that is made of this text.</summary>
    private static string Modules(Installation installation, string name, string version, string definitions)
    {
        var modules = Path.Combine(installation.Data, name);
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(modules, "relay", "workflows")).Parent!.FullName;
        var bytes = Encoding.UTF8.GetBytes(definitions);
        File.WriteAllBytes(Path.Combine(folder, "workflows", "relay.yaml"), bytes);
        File.WriteAllText(Path.Combine(folder, "module.json"), JsonSerializer.Serialize(new
        {
            id = "relay",
            version,
            api = "1.0",
            displayName = new { en = "Relay", lo = "ຜຽນ" },
            files = new Dictionary<string, string> { ["workflows/relay.yaml"] = Convert.ToHexStringLower(SHA256.HashData(bytes)) },
        }));
        return modules;
    }

    /// <summary>Version 2 calls one state otherwise.</summary>
    private static string Version(int version)
    {
        var treated = version == 1 ? "treated" : "cared_for";
        var migration = version == 1 ? "" : "  migrations:\n    - {from_version: 1, states: {treated: cared_for}}\n";
        string State(string id, string more = "") => $"    - {{id: {id}, title: {{en: {id}, lo: {id}}}{more}}}\n";
        string Transition(string id, string from, string to, string part) =>
            $"    - {{id: {id}, title: {{en: {id}, lo: {id}}}, from: [{from}], to: {to}, parts: [{part}], roles: [agency_system]}}\n";
        return string.Create(CultureInfo.InvariantCulture, $"- id: relay\n  version: {version}\n  title: {{en: Relay, lo: ຜຽນ}}\n  case: none\n")
            + "  parts:\n    - {id: house, title: {en: House, lo: ເຮືອນ}, starter: true}\n    - {id: doctor, title: {en: Doctor, lo: ໝໍ}, required: true}\n"
            + "  states:\n" + State("admitted") + State("examined") + State(treated) + State("seen_again") + State("closed", ", final: true")
            + "  start: {roles: [agency_system]}\n  transitions:\n"
            + Transition("examine", "admitted", "examined", "doctor") + Transition("treat", "examined", treated, "house")
            + Transition("examine_again", treated, "seen_again", "doctor") + Transition("close", "seen_again", "closed", "house")
            + migration;
    }
}
