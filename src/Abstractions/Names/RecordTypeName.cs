using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Names a record type, agency and code with a hyphen between: <c>recordTypes/…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<RecordTypeName>))]
public readonly record struct RecordTypeName([property: Id(0)] string Id) : IResourceName<RecordTypeName>
{
    public static string Collection => "recordTypes";

    public static RecordTypeName FromId(string id) => new(id);


    public override string ToString() => $"recordTypes/{Id}";
}
