using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Names one read of what is sealed in a case: <c>caseAccesses/…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<CaseAccessName>))]
public readonly record struct CaseAccessName([property: Id(0)] string Id) : IResourceName<CaseAccessName>
{
    public static string Collection => "caseAccesses";

    public static CaseAccessName FromId(string id) => new(id);

    /// <summary>The one that this request of this agency creates: a repeat meets the same one.</summary>
    public static CaseAccessName For(AgencyName agency, Guid requestId) => new(DerivedId.Make('v', agency.ToString(), requestId));

    public override string ToString() => $"caseAccesses/{Id}";
}
