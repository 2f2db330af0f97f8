using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Coordination.Loading.Tests;

/// <summary>A folder of modules of one test, removed at its end.</summary>
public sealed class ModulesFolder : IDisposable
{
    private const string Manifest = "module.json";

    public string Path { get; } = System.IO.Directory.CreateTempSubdirectory("coordination-modules-").FullName;

    /// <summary>Lays a sample module into a folder; what changes its files comes before its manifest is made anew.</summary>
    /// <param name="sample">Its project, <c>Tide</c>.</param>
    /// <param name="folder">Where; default: its id.</param>
    /// <param name="manifest">Changes what its manifest says.</param>
    public string Add(string sample, string? folder = null, Action<JsonObject>? manifest = null)
    {
        var from = System.IO.Path.Combine(Root(), "tests", "SampleModules", sample, "bin", Configuration(), "net10.0", "module");
        var to = System.IO.Path.Combine(Path, folder ?? sample.ToLowerInvariant());
        System.IO.Directory.CreateDirectory(to);
        foreach (var file in System.IO.Directory.EnumerateFiles(from))
            File.Copy(file, System.IO.Path.Combine(to, System.IO.Path.GetFileName(file)));
        if (manifest is not null)
            Edit(to, manifest);
        return to;
    }

    /// <summary>A module of files that the test makes, with a manifest that names them.</summary>
    public string Make(string id, IReadOnlyDictionary<string, string> files, Action<JsonObject>? manifest = null)
    {
        var to = System.IO.Path.Combine(Path, id);
        var hashes = new JsonObject();
        foreach (var (place, text) in files)
        {
            var file = System.IO.Path.Combine(to, place);
            System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
            hashes[place] = HashOf(file);
        }

        var json = new JsonObject
        {
            ["id"] = id,
            ["version"] = "1.0.0",
            ["api"] = "1.0",
            ["displayName"] = new JsonObject { ["en"] = id, ["lo"] = "ຕົວຢ່າງ" },
            ["dependsOn"] = new JsonArray(),
            ["files"] = hashes,
        };
        manifest?.Invoke(json);
        File.WriteAllText(System.IO.Path.Combine(to, Manifest), json.ToJsonString());
        return to;
    }

    public static void Edit(string folder, Action<JsonObject> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var file = System.IO.Path.Combine(folder, Manifest);
        var json = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        change(json);
        File.WriteAllText(file, json.ToJsonString());
    }

    public static string HashOf(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    public static string ManifestHash(string folder) => HashOf(System.IO.Path.Combine(folder, Manifest));

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Coordination.sln")))
            folder = folder.Parent;
        return folder!.FullName;
    }

    public void Dispose() => System.IO.Directory.Delete(Path, recursive: true);

    internal static string Configuration() => AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
}
