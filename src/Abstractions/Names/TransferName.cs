using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Names a transfer of a case: <c>transfers/…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<TransferName>))]
public readonly record struct TransferName([property: Id(0)] string Id) : IResourceName<TransferName>
{
    public static string Collection => "transfers";

    public static TransferName FromId(string id) => new(id);

    /// <summary>The one that this request of this agency creates: a repeat meets the same one.</summary>
    public static TransferName For(AgencyName agency, Guid requestId) => new(DerivedId.Make('t', agency.ToString(), requestId));

    public override string ToString() => $"transfers/{Id}";
}
