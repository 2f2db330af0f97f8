using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Writes a name as <c>collection/id</c>.</summary>
public sealed class ResourceNameJsonConverter<T> : JsonConverter<T> where T : struct, IResourceName<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ResourceName.TryParse<T>(reader.GetString(), out var name) ? name : throw new JsonException($"Expected a name in {T.Collection}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(value.ToString()!);
    }
}
