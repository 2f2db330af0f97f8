using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Names a case: <c>cases/…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<CaseName>))]
public readonly record struct CaseName([property: Id(0)] string Id) : IResourceName<CaseName>
{
    public static string Collection => "cases";

    public static CaseName FromId(string id) => new(id);

    /// <summary>The one that this request of this agency creates: a repeat meets the same one.</summary>
    public static CaseName For(AgencyName agency, Guid requestId) => new(DerivedId.Make('c', agency.ToString(), requestId));

    public override string ToString() => $"cases/{Id}";
}
