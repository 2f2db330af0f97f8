using System.Text.Json.Serialization;
using Coordination.Names;

namespace Coordination.VictimProtection;

/// <summary>Names a shelter: <c>shelters/…</c>. Nothing in it says where the shelter is.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<ShelterName>))]
public readonly record struct ShelterName([property: Id(0)] string Id) : IResourceName<ShelterName>
{
    public static string Collection => "shelters";

    public static ShelterName FromId(string id) => new(id);

    /// <summary>The one that this request of this agency registers: a repeat meets the same one.</summary>
    public static ShelterName For(AgencyName agency, Guid requestId) => new(DerivedId.Make('s', agency.ToString(), requestId));

    public override string ToString() => $"shelters/{Id}";
}
