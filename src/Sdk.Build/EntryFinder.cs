using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Coordination.Sdk.Build;

/// <summary>Finds the one class that is the module, by reading the assembly's tables: nothing of it is loaded or run.</summary>
internal static class EntryFinder
{
    private const string Contract = "Coordination.Sdk.Modules.ICoordinationModule";

    /// <summary>Its full name as reflection writes it, or null and the problem.</summary>
    public static string? Find(string assembly, List<BuildProblem> problems)
    {
        using var stream = File.OpenRead(assembly);
        using var image = new PEReader(stream);
        var metadata = image.GetMetadataReader();
        var found = metadata.TypeDefinitions
            .Where(handle => IsClass(metadata.GetTypeDefinition(handle)) && Implements(metadata, handle))
            .ToArray();
        switch (found)
        {
            case []:
                problems.Add(BuildProblem.NoEntry);
                return null;
            case [var one] when IsUsable(metadata, metadata.GetTypeDefinition(one)):
                return Name(metadata, one);
            case [var one]:
                problems.Add(BuildProblem.EntryUnusable(Name(metadata, one)));
                return null;
            default:
                problems.Add(BuildProblem.SeveralEntries(found.Select(handle => Name(metadata, handle)).Order(StringComparer.Ordinal)));
                return null;
        }
    }

    private static bool IsClass(TypeDefinition type) => (type.Attributes & (TypeAttributes.Interface | TypeAttributes.Abstract)) == 0;

    private static bool IsUsable(MetadataReader metadata, TypeDefinition type) =>
        (type.Attributes & TypeAttributes.VisibilityMask) is TypeAttributes.Public or TypeAttributes.NestedPublic
        && type.GetGenericParameters().Count == 0
        && type.GetMethods().Select(metadata.GetMethodDefinition).Any(method =>
            metadata.StringComparer.Equals(method.Name, ".ctor")
            && (method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public
            && TakesNothing(metadata, method));

    private static bool TakesNothing(MetadataReader metadata, MethodDefinition method)
    {
        var signature = metadata.GetBlobReader(method.Signature);
        signature.ReadSignatureHeader();
        return signature.ReadCompressedInteger() == 0;
    }

    // Its own interfaces and those of its base classes and interfaces, as far as they are of this assembly.
    private static bool Implements(MetadataReader metadata, EntityHandle handle)
    {
        if (handle.IsNil)
            return false;
        if (NameOf(metadata, handle) == Contract)
            return true;
        if (handle.Kind != HandleKind.TypeDefinition)
            return false;

        var type = metadata.GetTypeDefinition((TypeDefinitionHandle)handle);
        return type.GetInterfaceImplementations().Any(i => Implements(metadata, metadata.GetInterfaceImplementation(i).Interface))
            || Implements(metadata, type.BaseType);
    }

    private static string NameOf(MetadataReader metadata, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeReference when metadata.GetTypeReference((TypeReferenceHandle)handle) is var type =>
            metadata.GetString(type.Namespace) + "." + metadata.GetString(type.Name),
        HandleKind.TypeDefinition => Name(metadata, (TypeDefinitionHandle)handle),
        _ => "",
    };

    private static string Name(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = metadata.GetString(type.Name);
        if (type.GetDeclaringType() is { IsNil: false } outer)
            return Name(metadata, outer) + "+" + name;
        return metadata.GetString(type.Namespace) is { Length: > 0 } space ? space + "." + name : name;
    }
}
