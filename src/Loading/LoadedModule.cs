using System.Collections.Immutable;
using System.Reflection;
using Coordination.Localization;
using Coordination.Modules;
using Coordination.Sdk.Modules;

namespace Coordination.Loading;

/// <summary>One folder of the modules' directory and what became of it.</summary>
/// <param name="Id">Of the manifest; the folder's name when that cannot be read.</param>
/// <param name="Module">Its class when it is active, else null.</param>
/// <param name="Assemblies">That Orleans must know when it is active.</param>
public sealed record LoadedModule(
    string Id,
    string Version,
    ModuleState State,
    string Why,
    LocalizedText DisplayName,
    ImmutableArray<ModuleDependency> DependsOn,
    ImmutableArray<string> Definitions,
    ImmutableArray<string> Services,
    string Sha256,
    string Folder,
    ICoordinationModule? Module,
    ImmutableArray<Assembly> Assemblies)
{
    public ModuleView View() => new(Id, Version, State, Why, DisplayName, DependsOn, Definitions, Services, Sha256, Folder);

    /// <summary>The same, not active after all: nothing of it is used.</summary>
    internal LoadedModule But(ModuleState state, string why) => this with { State = state, Why = why, Module = null, Assemblies = [] };
}
