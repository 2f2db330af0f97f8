using System.Text.Json;
using Google.Protobuf.WellKnownTypes;

namespace Coordination.Sdk.Calls;

/// <summary>Between the platform's values and protobuf's.</summary>
public static class ProtoValues
{
    private static readonly JsonReaderOptions JsonOptions = new() { MaxDepth = 32 };

    /// <summary>A time, or null.</summary>
    public static Timestamp? ToProto(this DateTimeOffset? time) => time is { } set ? Timestamp.FromDateTimeOffset(set) : null;

    /// <summary>A time.</summary>
    public static Timestamp ToProto(this DateTimeOffset time) => Timestamp.FromDateTimeOffset(time);

    /// <summary>A time, or null. Its range was validated before.</summary>
    public static DateTimeOffset? ToTime(this Timestamp? time) => time?.ToDateTimeOffset();

    /// <summary>An event's content as a <c>Struct</c>; empty when it is not an object.</summary>
    /// <param name="json">JSON in UTF-8.</param>
    public static Struct ToStruct(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
            return new Struct();

        var reader = new Utf8JsonReader(json, JsonOptions);
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.ValueKind == JsonValueKind.Object ? ToStruct(document.RootElement) : new Struct();
    }

    private static Struct ToStruct(JsonElement json)
    {
        var result = new Struct();
        foreach (var property in json.EnumerateObject())
            result.Fields[property.Name] = ToValue(property.Value);
        return result;
    }

    private static Value ToValue(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => Value.ForStruct(ToStruct(json)),
        JsonValueKind.Array => Value.ForList([.. json.EnumerateArray().Select(ToValue)]),
        JsonValueKind.String => Value.ForString(json.GetString()!),
        JsonValueKind.Number => Value.ForNumber(json.GetDouble()),
        JsonValueKind.True => Value.ForBool(true),
        JsonValueKind.False => Value.ForBool(false),
        _ => Value.ForNull(),
    };
}
