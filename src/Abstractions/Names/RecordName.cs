using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Names a record; the id is a keyed hash over type and reference: <c>records/…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<RecordName>))]
public readonly record struct RecordName([property: Id(0)] string Id) : IResourceName<RecordName>
{
    public static string Collection => "records";

    public static RecordName FromId(string id) => new(id);


    public override string ToString() => $"records/{Id}";
}
