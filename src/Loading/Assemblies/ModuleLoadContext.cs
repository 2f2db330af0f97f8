using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Coordination.Loading.Assemblies;

/// <summary>
/// The assemblies of one module. What the platform has is the platform's, so that types keep one identity; the rest comes
/// from bytes that were checked, never from the disk.
/// </summary>
/// <remarks>
/// The same manifest, and therefore the same bytes, loaded again in a process is the same context: Orleans finds types by
/// name, and two of a name in one process would be mistaken for each other.
/// </remarks>
internal sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly ConcurrentDictionary<string, ModuleLoadContext> Loaded = new(StringComparer.Ordinal);

    private readonly ImmutableDictionary<string, ReadOnlyMemory<byte>> own;

    private ModuleLoadContext(string name, ImmutableDictionary<string, ReadOnlyMemory<byte>> own) : base(name) => this.own = own;

    /// <param name="id">The module's id.</param>
    /// <param name="sha256">Of the manifest, which covers every assembly.</param>
    public static ModuleLoadContext For(string id, string sha256, ImmutableDictionary<string, ReadOnlyMemory<byte>> own) =>
        Loaded.GetOrAdd(sha256, static (_, made) => new ModuleLoadContext($"module {made.id}", made.own), (id, own));

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

    private Assembly LoadFromBytes(ReadOnlyMemory<byte> bytes)
    {
        using var stream = MemoryMarshal.TryGetArray(bytes, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);
        return LoadFromStream(stream);
    }
}
