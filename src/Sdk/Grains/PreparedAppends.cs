using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Coordination.Aggregates;
using Coordination.Ledger;

namespace Coordination.Sdk.Grains;

/// <summary>Appends on their way between grains: whatever an append holds, with its view already made.</summary>
internal static class PreparedAppends
{
    public static PreparedAppend Of(Append append, Guid ticket, int version) => new(
        append.Stream,
        ticket,
        version,
        ImmutableCollectionsMarshal.AsImmutableArray(JsonSerializer.SerializeToUtf8Bytes(append, PreparedAppendJson.Default.Append)));

    /// <exception cref="JsonException">Another made it.</exception>
    public static Append Read(PreparedAppend prepared) =>
        JsonSerializer.Deserialize(prepared.Content.AsSpan(), PreparedAppendJson.Default.Append) ?? throw new JsonException("An append cannot be null.");
}

/// <summary>A view is asked for when it is written, and is bytes from then on.</summary>
internal sealed class ViewConverter : JsonConverter<Func<ReadOnlyMemory<byte>>>
{
    public override Func<ReadOnlyMemory<byte>> Read(ref Utf8JsonReader reader, System.Type typeToConvert, JsonSerializerOptions options)
    {
        ReadOnlyMemory<byte> bytes = reader.GetBytesFromBase64();
        return () => bytes;
    }

    public override void Write(Utf8JsonWriter writer, Func<ReadOnlyMemory<byte>> value, JsonSerializerOptions options) => writer.WriteBase64StringValue(value().Span);
}

[JsonSourceGenerationOptions(Converters = [typeof(ViewConverter)], DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Append))]
internal sealed partial class PreparedAppendJson : JsonSerializerContext;
