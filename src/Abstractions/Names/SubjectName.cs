using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Names a person as a pseudonym of one agency: <c>subjects/…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<SubjectName>))]
public readonly record struct SubjectName([property: Id(0)] string Id) : IResourceName<SubjectName>
{
    public static string Collection => "subjects";

    public static SubjectName FromId(string id) => new(id);

    /// <summary>The one that this request of this agency creates: a repeat meets the same one.</summary>
    public static SubjectName For(AgencyName agency, Guid requestId) => new(DerivedId.Make('s', agency.ToString(), requestId));

    public override string ToString() => $"subjects/{Id}";
}
