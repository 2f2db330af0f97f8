using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Names an information request: <c>informationRequests/…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<InformationRequestName>))]
public readonly record struct InformationRequestName([property: Id(0)] string Id) : IResourceName<InformationRequestName>
{
    public static string Collection => "informationRequests";

    public static InformationRequestName FromId(string id) => new(id);

    /// <summary>The one that this request of this agency creates: a repeat meets the same one.</summary>
    public static InformationRequestName For(AgencyName agency, Guid requestId) => new(DerivedId.Make('i', agency.ToString(), requestId));

    public override string ToString() => $"informationRequests/{Id}";
}
