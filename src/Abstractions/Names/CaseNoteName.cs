using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Names a note of a case: <c>notes/…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<CaseNoteName>))]
public readonly record struct CaseNoteName([property: Id(0)] string Id) : IResourceName<CaseNoteName>
{
    public static string Collection => "notes";

    public static CaseNoteName FromId(string id) => new(id);

    /// <summary>The one that this request of this agency creates: a repeat meets the same one.</summary>
    public static CaseNoteName For(AgencyName agency, Guid requestId) => new(DerivedId.Make('n', agency.ToString(), requestId));

    public override string ToString() => $"notes/{Id}";
}
