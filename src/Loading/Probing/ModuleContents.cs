using System.Collections.Immutable;
using System.Reflection;
using Coordination.Sdk.Modules;

namespace Coordination.Loading.Probing;

/// <summary>What a module turned out to bring when it was tried.</summary>
/// <param name="Module">Its one instance.</param>
/// <param name="Assemblies">Those that were loaded of its folder.</param>
/// <param name="Kinds">Of resources.</param>
/// <param name="Permissions">Names.</param>
/// <param name="Services">Full names of gRPC services, sorted.</param>
/// <param name="Definitions">Ids of workflow definitions, sorted.</param>
internal sealed record ModuleContents(
    ICoordinationModule Module,
    ImmutableArray<Assembly> Assemblies,
    ImmutableArray<string> Kinds,
    ImmutableArray<string> Permissions,
    ImmutableArray<string> Services,
    ImmutableArray<string> Definitions);
