using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Names a report cycle: <c>reportCycles/…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<ReportCycleName>))]
public readonly record struct ReportCycleName([property: Id(0)] string Id) : IResourceName<ReportCycleName>
{
    public static string Collection => "reportCycles";

    public static ReportCycleName FromId(string id) => new(id);

    /// <summary>The one that this request of this agency creates: a repeat meets the same one.</summary>
    public static ReportCycleName For(AgencyName agency, Guid requestId) => new(DerivedId.Make('y', agency.ToString(), requestId));

    public override string ToString() => $"reportCycles/{Id}";
}
