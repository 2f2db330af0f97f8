using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Names a disclosure grant: <c>grants/…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<GrantName>))]
public readonly record struct GrantName([property: Id(0)] string Id) : IResourceName<GrantName>
{
    public static string Collection => "grants";

    public static GrantName FromId(string id) => new(id);

    /// <summary>The one that this request of this agency creates: a repeat meets the same one.</summary>
    public static GrantName For(AgencyName agency, Guid requestId) => new(DerivedId.Make('g', agency.ToString(), requestId));

    public override string ToString() => $"grants/{Id}";
}
