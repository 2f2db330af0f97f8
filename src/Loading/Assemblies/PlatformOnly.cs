using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Metadata;
using Coordination.Access;
using Coordination.Sdk;

namespace Coordination.Loading.Assemblies;

/// <summary>What of the contracts asks no right and is therefore not for modules (<see cref="PlatformOnlyAttribute"/>).</summary>
/// <remarks>It keeps honest modules honest: reflection goes around it, and a module is trusted code.</remarks>
internal static class PlatformOnly
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly FrozenSet<string> Types;
    private static readonly FrozenSet<(string Type, string Member, int Parameters)> Members;

    static PlatformOnly()
    {
        var types = new Assembly[] { typeof(PlatformOnlyAttribute).Assembly, typeof(ApiVersion).Assembly }.SelectMany(assembly => assembly.GetTypes()).ToArray();
        Types = types.Where(IsMarked).Select(type => type.FullName!).ToFrozenSet(StringComparer.Ordinal);
        Members = types.SelectMany(Marked).ToFrozenSet();
    }

    /// <summary>What of it an assembly refers to, as <c>Type.Member</c>, sorted.</summary>
    public static IReadOnlyList<string> UsedBy(MetadataReader metadata)
    {
        var used = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var handle in metadata.TypeReferences)
        {
            if (Types.Contains(NameOf(metadata, handle)))
                used.Add(NameOf(metadata, handle));
        }

        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (TypeOf(metadata, member.Parent) is { } type && Members.Contains((type, metadata.GetString(member.Name), ParametersOf(metadata, member))))
                used.Add($"{type}.{metadata.GetString(member.Name)}");
        }

        return [.. used];
    }

    private static IEnumerable<(string Type, string Member, int Parameters)> Marked(System.Type type) =>
        type.GetMethods(Declared).Where(IsMarked).Select(method => (type.FullName!, method.Name, method.GetParameters().Length))
            .Concat(type.GetProperties(Declared).Where(IsMarked).SelectMany(property => property.GetAccessors(nonPublic: true))
                .Select(accessor => (type.FullName!, accessor.Name, accessor.GetParameters().Length)))
            .Concat(type.GetFields(Declared).Where(IsMarked).Select(field => (type.FullName!, field.Name, -1)));

    private static bool IsMarked(MemberInfo member) => member.IsDefined(typeof(PlatformOnlyAttribute), inherit: false);

    /// <summary>How many parameters a method has; -1: it is a field.</summary>
    private static int ParametersOf(MetadataReader metadata, MemberReference member)
    {
        if (member.GetKind() is MemberReferenceKind.Field)
            return -1;

        var signature = metadata.GetBlobReader(member.Signature);
        if (signature.ReadSignatureHeader().IsGeneric)
            signature.ReadCompressedInteger();
        return signature.ReadCompressedInteger();
    }

    private static string? TypeOf(MetadataReader metadata, EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => NameOf(metadata, (TypeReferenceHandle)parent),
        HandleKind.TypeSpecification => GenericOf(metadata, (TypeSpecificationHandle)parent),
        _ => null,
    };

    /// <summary>The open type of a generic instance.</summary>
    private static string? GenericOf(MetadataReader metadata, TypeSpecificationHandle handle)
    {
        var signature = metadata.GetBlobReader(metadata.GetTypeSpecification(handle).Signature);
        if (signature.ReadCompressedInteger() != (int)SignatureTypeCode.GenericTypeInstance)
            return null;

        signature.ReadCompressedInteger(); // Class or value type.
        var open = signature.ReadTypeHandle();
        return open.Kind is HandleKind.TypeReference ? NameOf(metadata, (TypeReferenceHandle)open) : null;
    }

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        if (type.ResolutionScope.Kind is HandleKind.TypeReference)
            return $"{NameOf(metadata, (TypeReferenceHandle)type.ResolutionScope)}+{name}";
        return metadata.GetString(type.Namespace) is { Length: > 0 } space ? $"{space}.{name}" : name;
    }
}
