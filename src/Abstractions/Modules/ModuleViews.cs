using System.Collections.Immutable;
using Coordination.Localization;

namespace Coordination.Modules;

/// <summary>How a module stands in a process. The numbers are those of the proto.</summary>
public enum ModuleState
{
    None,

    /// <summary>It serves.</summary>
    Active,

    /// <summary>It could serve, and an approved change says that it does not.</summary>
    Disabled,

    /// <summary>Of another API, without what it depends on, or with names that others own.</summary>
    Incompatible,

    /// <summary>Its files are not those of its manifest, or nobody vouches for it.</summary>
    Refused,

    /// <summary>It threw, or did not come back, while it was tried.</summary>
    Faulted,
}

/// <param name="Version">The lowest version that does, SemVer.</param>
[GenerateSerializer, Immutable]
public sealed record ModuleDependency(string Id, string Version);

/// <summary>One module as a silo found it when it started.</summary>
/// <param name="Id">Lower-case letters, digits and hyphens; of a folder without a readable manifest the folder's name.</param>
/// <param name="Version">SemVer; empty when the manifest cannot be read.</param>
/// <param name="Why">A sentence in English: what has to be done, when it is not active; else on what ground it was loaded.</param>
/// <param name="Definitions">Ids of its workflow definitions, sorted.</param>
/// <param name="Services">Full names of its gRPC services, sorted.</param>
/// <param name="Sha256">Of its manifest, lower-case hex: it covers every other file. Empty when there is none.</param>
/// <param name="Folder">The name of its folder, without the path.</param>
[GenerateSerializer, Immutable]
public sealed record ModuleView(
    string Id,
    string Version,
    ModuleState State,
    string Why,
    LocalizedText DisplayName,
    ImmutableArray<ModuleDependency> DependsOn,
    ImmutableArray<string> Definitions,
    ImmutableArray<string> Services,
    string Sha256,
    string Folder);

/// <summary>What a silo loaded.</summary>
/// <param name="ApiVersion">The SDK's API version that modules must be built for.</param>
/// <param name="Fingerprint">SHA-256 over ids, versions, manifests and states: the same in every silo of a cluster.</param>
/// <param name="RollingUpgrade">Silos of the cluster hold other versions, or other states, of the same modules.</param>
/// <param name="Modules">By id, then folder.</param>
[GenerateSerializer, Immutable]
public sealed record ModuleSetView(string ApiVersion, string Fingerprint, bool RollingUpgrade, ImmutableArray<ModuleView> Modules);
