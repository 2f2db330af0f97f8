using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using Coordination.Loading.Manifests;

namespace Coordination.Loading.Assemblies;

/// <summary>What can be told of a module's assemblies without loading one of them.</summary>
/// <param name="Assemblies">Its managed assemblies by simple name; of resources in another language by culture, a slash and name.</param>
/// <param name="Generated">Names of those with code that Orleans generated.</param>
/// <param name="Native">Its first native library, or file that only calls itself an assembly; or null.</param>
/// <param name="Missing">What its assemblies refer to and neither the platform nor the folder has, a phrase each.</param>
/// <param name="PlatformOnly">What they refer to that asks no right and is not for modules.</param>
internal sealed record AssemblyInspection(
    ImmutableDictionary<string, ReadOnlyMemory<byte>> Assemblies, ImmutableArray<string> Generated, string? Native, ImmutableArray<string> Missing, ImmutableArray<string> PlatformOnly)
{
    /// <summary>Where the platform has one of these, only that is used: a second copy would be other types.</summary>
    private static readonly string[] Shared = ["Coordination.", "Orleans.", "Google.", "Grpc.", "Microsoft.", "System."];

    private static readonly string[] NativeNames = [".so", ".dylib", ".exe"];

    public static AssemblyInspection Of(ModuleFolder folder)
    {
        var assemblies = ImmutableDictionary.CreateBuilder<string, ReadOnlyMemory<byte>>(StringComparer.OrdinalIgnoreCase);
        var forbidden = new SortedSet<string>(StringComparer.Ordinal);
        var generated = ImmutableArray.CreateBuilder<string>();
        var references = new Dictionary<string, AssemblyName>(StringComparer.OrdinalIgnoreCase);
        foreach (var (path, bytes) in folder.Files)
        {
            if (NativeNames.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) || IsNative(bytes.Span))
                return Bad(path);
            if (!path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
                continue;

            if (Read(bytes) is not { } read)
                return Bad(path);

            assemblies[KeyOf(read.Name)] = bytes;
            if (read.Parts.Count > 0)
                generated.Add(read.Name.Name!);
            forbidden.UnionWith(read.PlatformOnly);
            foreach (var reference in read.References.Concat(read.Parts))
                references.TryAdd(reference.Name!, reference);
        }

        return new AssemblyInspection(
            assemblies.ToImmutable(),
            generated.ToImmutable(),
            null,
            [.. references.Values.Where(r => !IsThere(r, assemblies)).Select(r => r.Version is null ? r.Name! : $"{r.Name} {r.Version}").Order(StringComparer.Ordinal)],
            [.. forbidden]);

        static AssemblyInspection Bad(string path) => new(ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty, [], path, [], []);
    }

    /// <summary>The simple name of the assembly with these bytes.</summary>
    public string NameOf(ReadOnlyMemory<byte> bytes) => Assemblies.First(a => a.Value.Equals(bytes)).Key;

    public static string KeyOf(AssemblyName name) => string.IsNullOrEmpty(name.CultureName) ? name.Name! : $"{name.CultureName}/{name.Name}";

    /// <summary>The assembly of the platform that answers to a name, or null.</summary>
    public static Assembly? OfPlatform(AssemblyName name)
    {
        try
        {
            return AssemblyLoadContext.Default.LoadFromAssemblyName(name);
        }
        catch (Exception thrown) when (thrown is IOException or BadImageFormatException)
        {
            return null; // Not there, or older than asked for.
        }
    }

    /// <summary>
    /// The name of a managed assembly, what it refers to, and what Orleans loads with it because attributes say so; null when
    /// the bytes are none.
    /// </summary>
    private static (AssemblyName Name, List<AssemblyName> References, List<AssemblyName> Parts, IReadOnlyList<string> PlatformOnly)? Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var image = new PEReader(ImmutableArray.Create(bytes.Span));
            if (!image.HasMetadata || image.GetMetadataReader() is not { IsAssembly: true } metadata)
                return null;

            return (metadata.GetAssemblyDefinition().GetAssemblyName(), References(metadata), [.. Parts(metadata)], Loading.Assemblies.PlatformOnly.UsedBy(metadata));
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }

    private static bool IsThere(AssemblyName reference, ImmutableDictionary<string, ReadOnlyMemory<byte>>.Builder own) =>
        OfPlatform(reference) is not null || (own.ContainsKey(reference.Name!) && !IsShared(reference.Name!));

    private static bool IsShared(string name) =>
        Shared.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) && OfPlatform(new AssemblyName(name)) is not null;

    private static List<AssemblyName> References(MetadataReader metadata) =>
        [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())];

    private static IEnumerable<AssemblyName> Parts(MetadataReader metadata)
    {
        foreach (var handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (TypeName(metadata, attribute) != "ApplicationPartAttribute")
                continue;

            var value = metadata.GetBlobReader(attribute.Value);
            if (value.ReadUInt16() == 1 && value.ReadSerializedString() is { Length: > 0 } part)
                yield return new AssemblyName(part);
        }
    }

    private static string? TypeName(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind is not HandleKind.MemberReference)
            return null;

        var parent = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        return parent.Kind is HandleKind.TypeReference ? metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name) : null;
    }

    /// <summary>ELF and Mach-O, whatever the file is called.</summary>
    private static bool IsNative(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 4
        && (bytes[..4].SequenceEqual<byte>([0x7F, 0x45, 0x4C, 0x46])
            || bytes[..4].SequenceEqual<byte>([0xCF, 0xFA, 0xED, 0xFE])
            || bytes[..4].SequenceEqual<byte>([0xCE, 0xFA, 0xED, 0xFE])
            || bytes[..4].SequenceEqual<byte>([0xCA, 0xFE, 0xBA, 0xBE]));
}
