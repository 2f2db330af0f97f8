using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coordination.Sealing;

/// <summary>A text that may be about a person, on its way through memory: it does not print itself.</summary>
/// <param name="Value">The text, normalised to NFKC.</param>
[GenerateSerializer, Immutable, JsonConverter(typeof(PlainTextJsonConverter))]
public readonly record struct PlainText([property: Id(0)] string Value)
{
    public bool IsEmpty => string.IsNullOrEmpty(Value);

    /// <summary>Never the value.</summary>
    public override string ToString() => "[plain]";
}

/// <summary>A plain JSON string, for the keyed hash of a command only.</summary>
public sealed class PlainTextJsonConverter : JsonConverter<PlainText>
{
    public override PlainText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, PlainText value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Value);
    }
}
