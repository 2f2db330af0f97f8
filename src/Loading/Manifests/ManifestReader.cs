using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Coordination.Localization;
using Coordination.Modules;
using Coordination.Names;

namespace Coordination.Loading.Manifests;

/// <summary>Reads manifests; tells everything that is wrong with one at once.</summary>
internal static class ManifestReader
{
    private const int MostFiles = 500;
    private const int MostDependencies = 50;
    private const int LongestText = 200;

    /// <param name="json">The bytes of <c>module.json</c>.</param>
    /// <param name="problems">A sentence each; empty when there is a manifest.</param>
    public static ModuleManifest? Read(ReadOnlyMemory<byte> json, out ImmutableArray<string> problems)
    {
        ManifestFile? file;
        try
        {
            file = JsonSerializer.Deserialize(json.Span, ManifestJson.Default.ManifestFile);
        }
        catch (JsonException thrown)
        {
            problems = [string.Create(CultureInfo.InvariantCulture, $"is not a manifest: line {thrown.LineNumber + 1}, {thrown.Path ?? "$"}")];
            return null;
        }

        if (file is null)
        {
            problems = ["is empty"];
            return null;
        }

        problems = [.. ProblemsOf(file)];
        return problems.IsEmpty ? ToManifest(file) : null;
    }

    /// <summary>Whether a path stays in its folder: parts divided by slashes, none of them empty, a dot or two dots.</summary>
    public static bool IsInside(string path) =>
        path.Length is > 0 and <= 240
        && path.All(c => c is not ('\\' or ':') && !char.IsControl(c))
        && path.Split('/').All(part => part is not ("" or "." or ".."));

    private static IEnumerable<string> ProblemsOf(ManifestFile file)
    {
        if (!ResourceName.IsId(file.Id))
            yield return "id must be lower-case letters, digits and hyphens, begin with a letter and have at most 63 characters";
        if (!SemanticVersion.TryParse(file.Version, out _))
            yield return "version must be a SemVer version such as 1.0.0";
        if (file.Api?.Split('.') is not [var major, var minor] || !uint.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            || !uint.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            yield return "api must be an API version such as 1.0";
        }

        if (file.DisplayName is not { En: { Length: > 0 and <= LongestText }, Lo: { Length: > 0 and <= LongestText } })
            yield return $"displayName must have en and lo, at most {LongestText} characters each";
        foreach (var problem in AssemblyProblems(file).Concat(DependencyProblems(file)).Concat(FileProblems(file)))
            yield return problem;
    }

    private static IEnumerable<string> AssemblyProblems(ManifestFile file)
    {
        if (file.Assembly is null != file.Entry is null)
            yield return "assembly and entry go together: name both, or neither for a module of workflows alone";
        if (file.Assembly is { } assembly && (!IsInside(assembly) || assembly.Contains('/', StringComparison.Ordinal) || !assembly.EndsWith(".dll", StringComparison.Ordinal)))
            yield return "assembly must be the name of a .dll beside the manifest";
        else if (file.Assembly is not null && file.Files?.ContainsKey(file.Assembly) is not true)
            yield return "assembly is not among files";
        if (file.Entry is { } entry && (entry.Length is 0 or > 500 || entry.Any(char.IsControl)))
            yield return "entry must be the full name of a class";
        if (file.Assembly is null && file.Files?.Keys.Any(IsWorkflow) is not true)
            yield return "without an assembly there must be workflows/*.yaml among files";
    }

    private static IEnumerable<string> DependencyProblems(ManifestFile file)
    {
        var dependencies = file.DependsOn ?? [];
        if (dependencies.Length > MostDependencies)
            yield return $"dependsOn has more than {MostDependencies} modules";
        for (var i = 0; i < dependencies.Length && i < MostDependencies; i++)
        {
            if (!ResourceName.IsId(dependencies[i]?.Id) || !SemanticVersion.TryParse(dependencies[i]?.Version, out _))
                yield return string.Create(CultureInfo.InvariantCulture, $"dependsOn[{i}] must have the id of a module and its lowest version, such as 1.0.0");
        }

        if (dependencies.Where(d => d?.Id is not null).GroupBy(d => d!.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            yield return $"dependsOn names {twice.Key} twice";
        if (file.Id is not null && dependencies.Any(d => d?.Id == file.Id))
            yield return "dependsOn names the module itself";
    }

    private static IEnumerable<string> FileProblems(ManifestFile file)
    {
        if (file.Files is not { Count: > 0 and <= MostFiles } files)
        {
            yield return $"files must name every file of the folder with its SHA-256, at most {MostFiles}";
            yield break;
        }

        foreach (var (path, hash) in files)
        {
            if (!IsInside(path))
                yield return $"files: '{Printable(path)}' is not a path inside the folder";
            else if (path is ModuleManifest.FileName or ModuleManifest.SignatureFileName)
                yield return $"files: {path} cannot vouch for itself";
            if (hash is not { Length: 64 } || !hash.All(char.IsAsciiHexDigitLower))
                yield return $"files: '{Printable(path)}' has no SHA-256 in lower-case hex";
        }

        // On some file systems these are one file, and then not the one that was checked.
        if (files.Keys.GroupBy(path => path, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } same)
            yield return $"files: '{Printable(same.Key)}' is there twice, in different case";
    }

    private static bool IsWorkflow(string path) =>
        path.StartsWith("workflows/", StringComparison.Ordinal) && (path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".yml", StringComparison.Ordinal));

    private static string Printable(string path) => new([.. path.Take(80).Select(c => char.IsControl(c) ? '?' : c)]);

    private static ModuleManifest ToManifest(ManifestFile file) => new(
        file.Id!,
        SemanticVersion.Parse(file.Version!),
        file.Api!,
        new LocalizedText(file.DisplayName!.En!, file.DisplayName.Lo!),
        file.Assembly,
        file.Entry,
        [.. (file.DependsOn ?? []).Select(d => new ModuleDependency(d!.Id!, d.Version!))],
        file.Files!.ToImmutableSortedDictionary(f => f.Key, f => f.Value!, StringComparer.Ordinal));
}
