using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Names what a person said about one purpose and recipient: <c>consents/…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<ConsentName>))]
public readonly record struct ConsentName([property: Id(0)] string Id) : IResourceName<ConsentName>
{
    public static string Collection => "consents";

    public static ConsentName FromId(string id) => new(id);


    public override string ToString() => $"consents/{Id}";
}
