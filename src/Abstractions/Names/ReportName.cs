using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Names one unit's report in a cycle: <c>reports/…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<ReportName>))]
public readonly record struct ReportName([property: Id(0)] string Id) : IResourceName<ReportName>
{
    public static string Collection => "reports";

    public static ReportName FromId(string id) => new(id);

    /// <summary>The report of this unit in this cycle: there is one.</summary>
    public static ReportName For(ReportCycleName cycle, UnitName unit) => new(DerivedId.Make('q', $"{cycle}/{unit}", Guid.Empty));

    public override string ToString() => $"reports/{Id}";
}
