using System.Text.Json.Nodes;

namespace Coordination.Loading.Tests;

/// <summary>Whatever lies in the modules' folder, the platform starts, serves, and says of each module what is wrong.</summary>
public sealed class BadModulesTests : IAsyncLifetime
{
    private const string PaperTrail = """
        id: paper-trail
        version: 1
        title: {en: Paper trail, lo: ຮ່ອງຮອຍ}
        parts:
          - {id: clerk, title: {en: Clerk, lo: ພະນັກງານ}, starter: true}
        states:
          - {id: open, title: {en: Open, lo: ເປີດ}}
          - {id: closed, title: {en: Closed, lo: ປິດ}, final: true}
        start:
          roles: [agency_officer]
        transitions:
          - {id: close, title: {en: Close, lo: ປິດ}, from: [open], to: closed, parts: [clerk], roles: [agency_officer]}
        """;

    private readonly ModulesFolder modules = new();
    private readonly Platform platform;

    public BadModulesTests() => platform = new Platform(modules.Path);

    public async ValueTask InitializeAsync()
    {
        modules.Add("Tide");
        modules.Add("Throws");
        modules.Add("Hangs");
        modules.Add("Clash");
        modules.Add("Tide", "needy", json => (json["id"], json["dependsOn"]) = ("needy", new JsonArray(new JsonObject { ["id"] = "nowhere", ["version"] = "1.0.0" })));
        modules.Add("Tide", "tomorrow", json => (json["id"], json["api"]) = ("tomorrow", "2.0"));
        modules.Add("Tide", "twin-a", json => json["id"] = "twin");
        modules.Add("Tide", "twin-b", json => (json["id"], json["version"]) = ("twin", "1.0.1"));
        var changed = Path.Combine(modules.Add("Tide", "changed", json => json["id"] = "changed"), "Coordination.Tide.dll");
        var bytes = await File.ReadAllBytesAsync(changed);
        bytes[1000] ^= 0x20;
        await File.WriteAllBytesAsync(changed, bytes);
        modules.Make("papers", new Dictionary<string, string> { ["workflows/paper-trail.yaml"] = PaperTrail });
        modules.Make("broken", new Dictionary<string, string> { ["workflows/broken.yaml"] = "id: [" });
        modules.Make("garbage", new Dictionary<string, string> { ["Garbage.dll"] = "This is no assembly." }, json => (json["assembly"], json["entry"]) = ("Garbage.dll", "Garbage"));
        await platform.StartAsync();
    }

    [Fact]
    public async Task The_platform_serves_and_names_each()
    {
        var (status, body) = await platform.GetAsync("/v1/agencies", "secretariat");
        Assert.Equal(200, status);
        Assert.NotEqual(0, body.GetProperty("agencies").GetArrayLength());

        Is("tide", ModuleState.Active, "lets any module in");
        Is("throws", ModuleState.Faulted, "threw NotSupportedException");
        Is("hangs", ModuleState.Faulted, "did not come back");
        Is("clash", ModuleState.Incompatible, "the grain class task is the platform's");
        Is("needy", ModuleState.Incompatible, "nowhere 1.0.0, which is not installed");
        Is("tomorrow", ModuleState.Incompatible, "version 2.0 of the SDK");
        Is("twin", ModuleState.Incompatible, "twin-a and twin-b");
        Is("changed", ModuleState.Refused, "bytes of Coordination.Tide.dll");
        Is("garbage", ModuleState.Refused, "Garbage.dll");
        Is("broken", ModuleState.Incompatible, "workflows/broken.yaml");
        Is("papers", ModuleState.Active, "");
        Assert.Equal("paper-trail", Assert.Single(platform.Modules.Find("papers")!.Definitions));

        // The good one among them works: its grain, its serialized type, its own library, its route.
        (status, body) = await platform.GetAsync("/v1/tide/vientiane", "secretariat");
        Assert.Equal(200, status);
        Assert.Equal(110, body.GetProperty("centimetres").GetInt32());

        var seen = await platform.Grains.Modules().ListAsync(Platform.Officer("a", Access.Role.Auditor), TestContext.Current.CancellationToken);
        Assert.Equal(12, seen.Value!.Modules.Length);

        (status, body) = await platform.GetAsync("/healthz/ready");
        Assert.Equal(200, status);
        Assert.Equal("degraded", body.GetProperty("checks").GetProperty("modules").GetString());
        Assert.Equal("faulted", body.GetProperty("details").GetProperty("module throws").GetString());
        Assert.Contains(platform.Logs, line => line.Contains("Module hangs 1.0.0 in the folder hangs is faulted", StringComparison.Ordinal));
        Assert.DoesNotContain(platform.Logs, line => line.Contains("Keo", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await platform.DisposeAsync();
        modules.Dispose();
    }

    private void Is(string id, ModuleState state, string why)
    {
        var module = platform.Modules.Find(id);
        Assert.NotNull(module);
        Assert.True(module.State == state, $"{id} is {module.State}: {module.Why}");
        Assert.Contains(why, module.Why, StringComparison.Ordinal);
    }
}
