using System.Text.Json.Serialization;
using Coordination.Names;

namespace Coordination.PlanOfAction.Contracts;

/// <summary>Names a plan: <c>plans/…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<PlanName>))]
public readonly record struct PlanName([property: Id(0)] string Id) : IResourceName<PlanName>
{
    public static string Collection => "plans";

    public static PlanName FromId(string id) => new(id);

    /// <summary>The one that this request of this agency creates: a repeat meets the same one.</summary>
    public static PlanName For(AgencyName agency, Guid requestId) => new(DerivedId.Make('p', agency.ToString(), requestId));

    public override string ToString() => $"plans/{Id}";
}
