using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using NSec.Cryptography;

namespace Coordination.Loading.Tests;

/// <summary>What of a folder of modules is let in, without a host.</summary>
public sealed class LoaderTests : IDisposable
{
    private readonly ModulesFolder modules = new();

    [Fact]
    public void A_good_module_is_active_with_what_it_brings()
    {
        modules.Add("Tide");

        var tide = Assert.Single(Load().All);

        Assert.True(tide.State is ModuleState.Active, tide.Why);
        Assert.Equal("coordination.tide.v1.TideService", Assert.Single(tide.Services));
        Assert.NotNull(tide.Module);
        Assert.Contains(tide.Assemblies, a => a.GetName().Name == "Coordination.TideTables");
        Assert.NotSame(System.Runtime.Loader.AssemblyLoadContext.Default, System.Runtime.Loader.AssemblyLoadContext.GetLoadContext(tide.Assemblies[0]));
    }

    [Fact]
    public void A_changed_byte_is_refused()
    {
        var file = Path.Combine(modules.Add("Tide"), "Coordination.Tide.dll");
        var bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);

        Refused("bytes of Coordination.Tide.dll");
    }

    [Fact]
    public void A_file_that_the_manifest_does_not_name_is_refused()
    {
        File.WriteAllText(Path.Combine(modules.Add("Tide"), "extra.dll"), "");

        Refused("extra.dll is not in the manifest");
    }

    [Fact]
    public void A_file_that_is_absent_is_refused()
    {
        File.Delete(Path.Combine(modules.Add("Tide"), "Coordination.TideTables.dll"));

        Refused("Coordination.TideTables.dll of the manifest is absent");
    }

    [Fact]
    public void A_symbolic_link_is_refused_even_to_the_right_bytes()
    {
        var folder = modules.Add("Tide");
        var file = Path.Combine(folder, "Coordination.TideTables.dll");
        var elsewhere = Path.Combine(modules.Path, "elsewhere.dll");
        File.Move(file, elsewhere);
        File.CreateSymbolicLink(file, elsewhere);

        Refused("Coordination.TideTables.dll is a symbolic link");
    }

    [Fact]
    public void A_folder_that_is_a_symbolic_link_is_refused()
    {
        var folder = modules.Add("Tide", ".elsewhere");
        System.IO.Directory.CreateSymbolicLink(Path.Combine(modules.Path, "tide"), folder);

        Refused("is a symbolic link");
    }

    [Fact]
    public void A_manifest_that_reaches_out_of_its_folder_is_refused()
    {
        File.WriteAllText(Path.Combine(modules.Path, "outside.dll"), "");
        var hash = ModulesFolder.HashOf(Path.Combine(modules.Path, "outside.dll"));
        modules.Add("Tide", manifest: json => json["files"]!["../outside.dll"] = hash);

        Refused("'../outside.dll' is not a path inside the folder");
    }

    [Fact]
    public void A_native_library_is_refused()
    {
        var folder = modules.Add("Tide");
        File.WriteAllBytes(Path.Combine(folder, "data.bin"), [0x7F, 0x45, 0x4C, 0x46, 2, 1]);
        ModulesFolder.Edit(folder, json => json["files"]!["data.bin"] = ModulesFolder.HashOf(Path.Combine(folder, "data.bin")));

        Refused("data.bin is native code");
    }

    [Fact]
    public void A_folder_without_a_manifest_is_named()
    {
        System.IO.Directory.CreateDirectory(Path.Combine(modules.Path, "nothing"));

        var nothing = Refused("no module.json");

        Assert.Equal("nothing", nothing.Id);
    }

    [Fact]
    public void Outside_the_allow_list_nothing_is_let_in_and_on_it_only_the_named_manifest()
    {
        var folder = modules.Add("Tide");
        Assert.Contains($"\"tide\": \"{ModulesFolder.ManifestHash(folder)}\"", Refused("not on the list", ModuleTrust.AllowList).Why, StringComparison.Ordinal);

        Allow(new string('0', 64));
        Refused("names another manifest", ModuleTrust.AllowList);

        Allow(ModulesFolder.ManifestHash(folder));
        var tide = Assert.Single(Load(ModuleTrust.AllowList).All);
        Assert.True(tide.State is ModuleState.Active, tide.Why);
        Assert.Contains("on the list", tide.Why, StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(modules.Path, "allowed.json"), "{");
        Refused("cannot be read", ModuleTrust.AllowList);
    }

    [Fact]
    public void A_signature_counts_only_by_a_trusted_key_over_these_bytes()
    {
        using var key = Key.Create(SignatureAlgorithm.Ed25519);
        using var other = Key.Create(SignatureAlgorithm.Ed25519);
        var trusted = Convert.ToBase64String(key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
        var folder = modules.Add("Tide");
        Refused("not signed", ModuleTrust.Signed, trusted);

        Sign(folder, other);
        Refused("signature is not by any of the keys", ModuleTrust.Signed, trusted);
        Refused("signature is not by any of the keys", ModuleTrust.Any, trusted);

        Sign(folder, key);
        Assert.Contains("signature is good", Active(ModuleTrust.Signed, trusted).Why, StringComparison.Ordinal);

        ModulesFolder.Edit(folder, json => json["version"] = "1.0.1");
        Refused("signature is not by any of the keys", ModuleTrust.Signed, trusted);
    }

    [Theory]
    [InlineData("2.0")]
    [InlineData("1.99")]
    public void A_module_for_another_API_is_incompatible(string api)
    {
        modules.Add("Tide", manifest: json => json["api"] = api);

        Incompatible("tide", $"version {api} of the SDK");
    }

    [Fact]
    public void A_dependency_must_be_there_active_and_new_enough()
    {
        modules.Add("Tide", manifest: json => json["dependsOn"] = Needs("moon", "1.0.0"));
        Incompatible("tide", "moon 1.0.0, which is not installed");

        ModulesFolder.Edit(Path.Combine(modules.Path, "tide"), json => json["dependsOn"] = Needs("throws", "1.0.0"));
        modules.Add("Throws");
        Incompatible("tide", "throws, which is faulted");

        ModulesFolder.Edit(Path.Combine(modules.Path, "tide"), json => json["dependsOn"] = new JsonArray());
        modules.Add("Clash", manifest: json => json["dependsOn"] = Needs("tide", "1.2.0"));
        Incompatible("clash", "tide 1.2.0, but 1.0.0 is installed");
    }

    [Fact]
    public void Modules_that_depend_on_each_other_in_a_circle_are_incompatible()
    {
        modules.Add("Tide", manifest: json => json["dependsOn"] = Needs("throws", "1.0.0"));
        modules.Add("Throws", manifest: json => json["dependsOn"] = Needs("tide", "1.0.0"));
        modules.Add("Clash", manifest: json => json["dependsOn"] = Needs("tide", "1.0.0"));

        Incompatible("tide", "tide → throws → tide");
        Incompatible("throws", "throws → tide → throws");
        Incompatible("clash", "tide, which is incompatible");
    }

    [Fact]
    public void Of_two_different_modules_with_one_id_neither_is_used()
    {
        modules.Add("Tide", "tide-a");
        modules.Add("Tide", "tide-b", json => json["version"] = "1.0.1");

        Assert.All(Load().All, m => Assert.Equal(ModuleState.Incompatible, m.State));
        Incompatible("tide", "tide-a and tide-b hold different modules of the id tide");
    }

    [Fact]
    public void Of_two_copies_of_one_module_the_first_is_used()
    {
        modules.Add("Tide", "tide-a");
        modules.Add("Tide", "tide-b");

        var set = Load();

        Assert.Equal([ModuleState.Active, ModuleState.Incompatible], set.All.Select(m => m.State));
        Assert.Contains("tide-a and tide-b hold the same module", set.All[1].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void An_impostor_outside_the_allow_list_takes_nothing_from_the_module_on_it()
    {
        var real = modules.Add("Tide", "tide");
        modules.Add("Tide", "impostor", json => json["version"] = "9.0.0");
        Allow(ModulesFolder.ManifestHash(real));

        var set = Load(ModuleTrust.AllowList);

        Assert.Equal(ModuleState.Active, set.Find("tide")!.State);
        Assert.Equal(ModuleState.Refused, set.All.Single(m => m.Folder == "impostor").State);
    }

    [Fact]
    public void What_a_module_throws_is_named_by_its_type_alone()
    {
        modules.Add("Throws");

        var throws = Assert.Single(Load().All);

        Assert.Equal(ModuleState.Faulted, throws.State);
        Assert.Equal("It threw NotSupportedException while it was made.", throws.Why);
    }

    [Fact]
    public void A_module_that_would_act_without_a_right_is_not_loaded()
    {
        modules.Add("Overreach");

        Incompatible("overreach", "Coordination.Access.Principal.Platform");
    }

    [Fact]
    public void A_module_that_does_not_come_back_is_faulted()
    {
        modules.Add("Hangs");

        var hangs = Assert.Single(Load().All);

        Assert.Equal(ModuleState.Faulted, hangs.State);
        Assert.Contains("did not come back within 1 seconds", hangs.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void The_entry_must_be_there_and_have_the_manifests_id()
    {
        modules.Add("Tide", "a", json => json["entry"] = "Coordination.Tide.Nobody");
        Incompatible("tide", "names the class Coordination.Tide.Nobody");

        ModulesFolder.Edit(Path.Combine(modules.Path, "a"), json => json["entry"] = "Coordination.Tide.Level");
        Incompatible("tide", "is no ICoordinationModule");

        ModulesFolder.Edit(Path.Combine(modules.Path, "a"), json => (json["entry"], json["id"]) = ("Coordination.Tide.TideModule", "ebb"));
        Incompatible("ebb", "another id than its manifest");
    }

    [Fact]
    public void A_module_that_is_disabled_is_not_even_tried_and_an_enabling_is_bound_to_its_files()
    {
        var sha = ModulesFolder.ManifestHash(modules.Add("Tide"));

        Assert.Equal(ModuleState.Disabled, Decided(ModuleAction.Disable, new string('1', 64)).State);
        Assert.Equal(ModuleState.Disabled, Decided(ModuleAction.Enable, new string('1', 64)).State);
        Assert.Equal(ModuleState.Active, Decided(ModuleAction.Enable, sha).State);

        LoadedModule Decided(ModuleAction action, string of) =>
            Assert.Single(Load(approved: new Dictionary<string, ApprovedModuleChange> { ["tide"] = new(action, of) }).All);
    }

    [Fact]
    public void Options_are_judged_all_at_once()
    {
        var options = new ModulesOptions { Directory = "/nowhere/at/all", Trust = ModuleTrust.Signed, ProbeWithin = TimeSpan.Zero };
        Assert.Equal(3, options.Problems().Count());
        Assert.Contains("Modules:SigningKeys:0", string.Join(' ', new ModulesOptions { SigningKeys = ["short"] }.Problems()), StringComparison.Ordinal);
        Assert.Empty(new ModulesOptions().Problems());
    }

    public void Dispose() => modules.Dispose();

    private static JsonArray Needs(string id, string version) => [new JsonObject { ["id"] = id, ["version"] = version }];

    private static void Sign(string folder, Key key) => File.WriteAllBytes(
        Path.Combine(folder, "module.json.sig"), SignatureAlgorithm.Ed25519.Sign(key, File.ReadAllBytes(Path.Combine(folder, "module.json"))));

    private void Allow(string sha256) => File.WriteAllText(Path.Combine(modules.Path, "allowed.json"), new JsonObject { ["tide"] = sha256 }.ToJsonString());

    private ModuleSet Load(ModuleTrust trust = ModuleTrust.Any, string? key = null, Dictionary<string, ApprovedModuleChange>? approved = null) => new ModuleLoader(
        new ModulesOptions { Directory = modules.Path, SigningKeys = key is null ? [] : [key], ProbeWithin = TimeSpan.FromSeconds(modules.Path is { } path && System.IO.Directory.Exists(Path.Combine(path, "hangs")) ? 1 : 30) },
        trust,
        new ConfigurationBuilder().Build(),
        approved ?? []).Load();

    private LoadedModule Refused(string why, ModuleTrust trust = ModuleTrust.Any, string? key = null) => Is(ModuleState.Refused, Assert.Single(Load(trust, key).All), why);

    private LoadedModule Active(ModuleTrust trust, string key) => Is(ModuleState.Active, Assert.Single(Load(trust, key).All), "");

    private void Incompatible(string id, string why) => Is(ModuleState.Incompatible, Load().All.First(m => m.Id == id), why);

    private static LoadedModule Is(ModuleState state, LoadedModule module, string why)
    {
        Assert.True(module.State == state, $"{module.State}: {module.Why}");
        Assert.Contains(why, module.Why, StringComparison.Ordinal);
        return module;
    }
}
