using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Localization;
using Coordination.Modules;

namespace Coordination.Loading.Manifests;

/// <summary>What a module says of itself: <c>module.json</c> (docs/operating/modules.md).</summary>
/// <param name="Assembly">The file with its entry; null: it consists of workflows alone.</param>
/// <param name="Entry">The full name of the class that is the module; null without an assembly.</param>
/// <param name="Files">Every other file of the folder by its path with forward slashes, and its SHA-256 in lower-case hex.</param>
internal sealed record ModuleManifest(
    string Id,
    SemanticVersion Version,
    string Api,
    LocalizedText DisplayName,
    string? Assembly,
    string? Entry,
    ImmutableArray<ModuleDependency> DependsOn,
    ImmutableSortedDictionary<string, string> Files)
{
    public const string FileName = "module.json";
    public const string SignatureFileName = "module.json.sig";
}

/// <summary>The file as it is written; anything may be missing.</summary>
internal sealed record ManifestFile
{
    public string? Id { get; init; }

    public string? Version { get; init; }

    public string? Api { get; init; }

    public ManifestText? DisplayName { get; init; }

    public string? Assembly { get; init; }

    public string? Entry { get; init; }

    public ManifestDependency?[]? DependsOn { get; init; }

    public Dictionary<string, string?>? Files { get; init; }
}

internal sealed record ManifestText(string? En, string? Lo);

internal sealed record ManifestDependency(string? Id, string? Version);

/// <summary>A property that is unknown, or there twice, is an error: somebody meant something by it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ManifestFile))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ManifestJson : JsonSerializerContext;
