using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Names a provincial unit: <c>units/atu-la-vt</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<UnitName>))]
public readonly record struct UnitName([property: Id(0)] string Id) : IResourceName<UnitName>
{
    public static string Collection => "units";

    public static UnitName FromId(string id) => new(id);

    public override string ToString() => $"units/{Id}";
}
