using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Names a possible match between persons of two cases: <c>links/…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<LinkName>))]
public readonly record struct LinkName([property: Id(0)] string Id) : IResourceName<LinkName>
{
    public static string Collection => "links";

    public static LinkName FromId(string id) => new(id);

    public override string ToString() => $"links/{Id}";
}
