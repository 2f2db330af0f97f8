using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Coordination.Loading.Manifests;

namespace Coordination.Loading.Assemblies;

/// <summary>
/// The assemblies of one module. What the platform has is the platform's, so that types keep one identity; the rest comes
/// from bytes that were checked, never from the disk.
/// </summary>
/// <remarks>
/// The same bytes loaded again in a process are the same context. Orleans finds types by the names of their assemblies, and
/// two of a name in one process would be mistaken for each other: the second one is not loaded.
/// </remarks>
internal sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, ModuleLoadContext> Loaded = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, ModuleLoadContext> HolderOf = new(StringComparer.OrdinalIgnoreCase);

    private readonly ImmutableDictionary<string, ReadOnlyMemory<byte>> own;

    private ModuleLoadContext(string name, ImmutableDictionary<string, ReadOnlyMemory<byte>> own) : base(name) => this.own = own;

    /// <param name="id">The module's id.</param>
    /// <param name="inspection">Its assemblies.</param>
    /// <param name="taken">The name of an assembly that the platform or another module has in this process, when there is no context.</param>
    public static ModuleLoadContext? For(string id, AssemblyInspection inspection, out string taken)
    {
        taken = "";
        var key = KeyOf(inspection.Assemblies);
        lock (Gate)
        {
            if (Loaded.TryGetValue(key, out var same))
                return same;

            foreach (var name in inspection.Generated)
            {
                if (HolderOf.ContainsKey(name) || AssemblyInspection.OfPlatform(new AssemblyName(name)) is not null)
                {
                    taken = name;
                    return null;
                }
            }

            var context = Loaded[key] = new ModuleLoadContext($"module {id}", inspection.Assemblies);
            foreach (var name in inspection.Generated)
                HolderOf[name] = context;
            return context;
        }
    }

    /// <summary>The module's assembly of a simple name.</summary>
    public Assembly Main(string name) =>
        Assemblies.FirstOrDefault(a => string.Equals(a.GetName().Name, name, StringComparison.OrdinalIgnoreCase)) ?? LoadFromBytes(own[name]);

    /// <summary>Every assembly of the module that the platform does not have itself, loaded.</summary>
    public IReadOnlyList<Assembly> LoadAll()
    {
        foreach (var name in own.Keys.Where(name => !name.Contains('/', StringComparison.Ordinal)))
            LoadFromAssemblyName(new AssemblyName(name));
        return [.. Assemblies];
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (AssemblyInspection.OfPlatform(assemblyName) is { } shared)
            return shared;

        return own.TryGetValue(AssemblyInspection.KeyOf(assemblyName), out var bytes) ? LoadFromBytes(bytes) : null;
    }

    /// <summary>A module brings no native code; what it asks for by name is the system's, or not there.</summary>
    protected override nint LoadUnmanagedDll(string unmanagedDllName) => 0;

    private static string KeyOf(ImmutableDictionary<string, ReadOnlyMemory<byte>> assemblies) => string.Join(
        '\n', assemblies.OrderBy(a => a.Key, StringComparer.OrdinalIgnoreCase).Select(a => $"{a.Key} {ModuleFolder.Hash(a.Value.Span)}"));

    private Assembly LoadFromBytes(ReadOnlyMemory<byte> bytes)
    {
        using var stream = MemoryMarshal.TryGetArray(bytes, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);
        return LoadFromStream(stream);
    }
}
