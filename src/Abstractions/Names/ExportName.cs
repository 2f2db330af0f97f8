using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Names an export of cases: <c>exports/…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<ExportName>))]
public readonly record struct ExportName([property: Id(0)] string Id) : IResourceName<ExportName>
{
    public static string Collection => "exports";

    public static ExportName FromId(string id) => new(id);

    /// <summary>The one that this request of this agency creates: a repeat meets the same one.</summary>
    public static ExportName For(AgencyName agency, Guid requestId) => new(DerivedId.Make('e', agency.ToString(), requestId));

    public override string ToString() => $"exports/{Id}";
}
