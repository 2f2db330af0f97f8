using System.Text.Json;

namespace Coordination.Sdk.Build;

/// <summary>What the host has: everything that the package <c>Coordination.Sdk</c> brings, and the frameworks.</summary>
internal sealed class HostFiles
{
    private const string Sdk = "Coordination.Sdk";

    private static readonly string[] OfFrameworks = ["Microsoft.Extensions.", "Microsoft.AspNetCore.", "Microsoft.Orleans.", "Orleans."];

    private readonly HashSet<string> names;

    private HostFiles(HashSet<string> names) => this.names = names;

    /// <summary>Reads what restore decided (<c>project.assets.json</c>) and follows the SDK's dependencies.</summary>
    public static HostFiles Read(string assets)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { Sdk };
        if (assets.Length == 0 || !File.Exists(assets))
            return new HostFiles(names);

        using var document = JsonDocument.Parse(File.ReadAllBytes(assets));
        var dependencies = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        foreach (var library in document.RootElement.GetProperty("targets").EnumerateObject().SelectMany(target => target.Value.EnumerateObject()))
        {
            dependencies[library.Name.Split('/')[0]] = library.Value.TryGetProperty("dependencies", out var of)
                ? [.. of.EnumerateObject().Select(d => d.Name)]
                : [];
        }

        var open = new Queue<string>([Sdk]);
        while (open.TryDequeue(out var name))
        {
            foreach (var next in dependencies.GetValueOrDefault(name) ?? [])
            {
                if (names.Add(next))
                    open.Enqueue(next);
            }
        }

        return new HostFiles(names);
    }

    /// <summary>Whether the host would answer for a file before the module is asked.</summary>
    public bool Has(ModuleRequest.Candidate file)
    {
        var name = Path.GetFileNameWithoutExtension(file.Place);
        return names.Contains(file.Package)
            || names.Contains(name)
            || OfFrameworks.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) || file.Package.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
    }
}
