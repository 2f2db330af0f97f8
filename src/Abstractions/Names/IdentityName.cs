using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Names the identity of a person of a case: <c>identities/…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<IdentityName>))]
public readonly record struct IdentityName([property: Id(0)] string Id) : IResourceName<IdentityName>
{
    public static string Collection => "identities";

    public static IdentityName FromId(string id) => new(id);

    /// <summary>The one of a person of a case.</summary>
    public static IdentityName Of(CaseName caseName, string person) => new(DerivedId.Make('i', $"{caseName}/people/{person}", Guid.Empty));

    public override string ToString() => $"identities/{Id}";
}
