using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Names an agency: <c>agencies/mlsw</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<AgencyName>))]
public readonly record struct AgencyName([property: Id(0)] string Id) : IResourceName<AgencyName>
{
    public static string Collection => "agencies";

    public static AgencyName FromId(string id) => new(id);

    public override string ToString() => $"agencies/{Id}";
}
