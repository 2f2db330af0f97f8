using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coordination.Sealing;

/// <summary>A text that only its key opens: what events and snapshots hold of personal data.</summary>
/// <param name="Value">Version, nonce, ciphertext and tag as text.</param>
[GenerateSerializer, Immutable, JsonConverter(typeof(SealedTextJsonConverter))]
public readonly record struct SealedText([property: Id(0)] string Value)
{
    /// <summary>Never the value, not even sealed.</summary>
    public override string ToString() => "[sealed]";
}

/// <summary>A sealed text is a plain JSON string.</summary>
public sealed class SealedTextJsonConverter : JsonConverter<SealedText>
{
    public override SealedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("A sealed text cannot be null."));

    public override void Write(Utf8JsonWriter writer, SealedText value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Value);
    }
}
