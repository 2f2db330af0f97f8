using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Names one running workflow: <c>workflows/…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<WorkflowName>))]
public readonly record struct WorkflowName([property: Id(0)] string Id) : IResourceName<WorkflowName>
{
    public static string Collection => "workflows";

    public static WorkflowName FromId(string id) => new(id);

    /// <summary>The one that this request of this agency starts: a repeat meets the same one.</summary>
    public static WorkflowName For(AgencyName agency, Guid requestId) => new(DerivedId.Make('w', agency.ToString(), requestId));

    public override string ToString() => $"workflows/{Id}";
}
