using Coordination.Sdk.Modules;

namespace Coordination.Silo.Hosting;

/// <summary>The nouns in the box.</summary>
public static class CoreSiloModules
{
    public static IReadOnlyList<ISiloModule> All { get; } = [];
}
