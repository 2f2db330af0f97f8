using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Coordination.Sdk.Build;

/// <summary>The folder that is copied into <c>modules/</c> of an installation.</summary>
internal static class ModuleFolder
{
    private const string Manifest = "module.json";

    // The manifest is read by people too: Lao stays Lao.
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the folder anew where it differs; what does not belong in it goes.</summary>
    public static void Write(ModuleRequest request, string? entry, List<BuildProblem> problems)
    {
        var files = Choose(request, problems);
        if (problems.Count > 0)
            return;

        Directory.CreateDirectory(request.Out);
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (place, source) in files)
        {
            var bytes = File.ReadAllBytes(source);
            hashes[place] = Convert.ToHexStringLower(SHA256.HashData(bytes));
            WriteWhenDifferent(Path.Combine(request.Out, place), bytes);
        }

        WriteWhenDifferent(Path.Combine(request.Out, Manifest), ManifestOf(request, entry, hashes));
        foreach (var file in Directory.EnumerateFiles(request.Out, "*", SearchOption.AllDirectories).ToArray())
        {
            var place = Path.GetRelativePath(request.Out, file).Replace('\\', '/');
            if (place != Manifest && !hashes.ContainsKey(place))
                File.Delete(file);
        }
    }

    private static SortedDictionary<string, string> Choose(ModuleRequest request, List<BuildProblem> problems)
    {
        var host = HostFiles.Read(request.Assets);
        var chosen = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (request.Assembly.Length > 0)
            Add(Path.GetFileName(request.Assembly), request.Assembly);
        foreach (var file in request.Files.Where(file => file.Always || (!OfTheBuild(file) && !host.Has(file))))
            Add(file.Place, file.Source);
        return chosen;

        void Add(string place, string source)
        {
            var whole = Path.GetFullPath(source);
            if (!chosen.TryAdd(place, whole) && chosen[place] != whole && !SameBytes(chosen[place], whole))
                problems.Add(BuildProblem.TwoFilesOnePlace(place, chosen[place], whole));
        }
    }

    // What a program of its own would need, and what only a compiler reads.
    private static bool OfTheBuild(ModuleRequest.Candidate file) =>
        file.Place.EndsWith(".deps.json", StringComparison.OrdinalIgnoreCase)
        || file.Place.EndsWith(".runtimeconfig.json", StringComparison.OrdinalIgnoreCase)
        || file.Place.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
        || Path.GetFileName(file.Place).StartsWith("appsettings", StringComparison.OrdinalIgnoreCase)
        || Path.GetFileName(file.Place).Equals("web.config", StringComparison.OrdinalIgnoreCase);

    private static bool SameBytes(string one, string other) => File.ReadAllBytes(one).AsSpan().SequenceEqual(File.ReadAllBytes(other));

    private static void WriteWhenDifferent(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
            File.WriteAllBytes(path, bytes);
    }

    private static byte[] ManifestOf(ModuleRequest request, string? entry, SortedDictionary<string, string> hashes)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteString("id", request.Id);
            json.WriteString("version", request.Version);
            json.WriteString("api", request.Api);
            json.WriteStartObject("displayName");
            json.WriteString("en", request.NameEn.Normalize(NormalizationForm.FormKC));
            json.WriteString("lo", request.NameLo.Normalize(NormalizationForm.FormKC));
            json.WriteEndObject();
            if (entry is not null)
            {
                json.WriteString("assembly", Path.GetFileName(request.Assembly));
                json.WriteString("entry", entry);
            }

            json.WriteStartArray("dependsOn");
            foreach (var dependency in request.Dependencies.OrderBy(d => d.Id, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString("id", dependency.Id);
                json.WriteString("version", dependency.Version);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartObject("files");
            foreach (var (place, hash) in hashes)
                json.WriteString(place, hash);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
