using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Names one read of granted fields: <c>accesses/…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<AccessName>))]
public readonly record struct AccessName([property: Id(0)] string Id) : IResourceName<AccessName>
{
    public static string Collection => "accesses";

    public static AccessName FromId(string id) => new(id);

    /// <summary>The one that this request of this agency creates: a repeat meets the same one.</summary>
    public static AccessName For(AgencyName agency, Guid requestId) => new(DerivedId.Make('x', agency.ToString(), requestId));

    public override string ToString() => $"accesses/{Id}";
}
