using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Coordination.Http;

/// <summary>Whether a text stands for a value of a field's type. What it answers says what was expected, never what was sent.</summary>
internal static class ScalarText
{
    public const string WholeNumberExpected = "Must be a whole number in the type's range.";
    public const string Base64Expected = "Must be base64.";

    private const NumberStyles Whole = NumberStyles.AllowLeadingSign;

    /// <summary>A sentence when it does not.</summary>
    public static string? Refuse(string text, FieldDescriptor field)
    {
        var culture = CultureInfo.InvariantCulture;
        return field.FieldType switch
        {
            FieldType.String => null,
            FieldType.Bool => bool.TryParse(text, out _) ? null : "Must be true or false.",
            FieldType.Bytes => Convert.TryFromBase64String(text, new byte[text.Length], out _) ? null : Base64Expected,
            FieldType.Double or FieldType.Float => double.TryParse(text, NumberStyles.Float, culture, out _) ? null : "Must be a number.",
            FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => int.TryParse(text, Whole, culture, out _) ? null : WholeNumberExpected,
            FieldType.UInt32 or FieldType.Fixed32 => uint.TryParse(text, Whole, culture, out _) ? null : WholeNumberExpected,
            FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => long.TryParse(text, Whole, culture, out _) ? null : WholeNumberExpected,
            FieldType.UInt64 or FieldType.Fixed64 => ulong.TryParse(text, Whole, culture, out _) ? null : WholeNumberExpected,
            FieldType.Enum => field.EnumType.FindValueByName(text) is not null || int.TryParse(text, Whole, culture, out _) ? null : EnumExpected(field),
            FieldType.Message when IsWrapper(field.MessageType) => Refuse(text, field.MessageType.FindFieldByNumber(1)),
            FieldType.Message when field.MessageType.FullName is "google.protobuf.Timestamp" or "google.protobuf.Duration" or "google.protobuf.FieldMask"
                => RefuseWellKnown(text, field.MessageType),
            _ => "Cannot be given in the address.",
        };
    }

    /// <summary>A sentence when the text is no time, span or field mask.</summary>
    public static string? RefuseWellKnown(string text, MessageDescriptor type)
    {
        try
        {
            JsonParser.Default.Parse(JsonSerializer.Serialize(text), type);
            return null;
        }
        catch (Exception thrown) when (thrown is InvalidProtocolBufferException or InvalidJsonException or FormatException or OverflowException or ArgumentException or InvalidOperationException)
        {
            return type.Name switch
            {
                "Timestamp" => "Must be a time as RFC 3339 has it, for example 2026-01-31T09:00:00Z.",
                "Duration" => "Must be seconds with an s, for example 3600s.",
                _ => "Must be names of fields with commas between them.",
            };
        }
    }

    /// <summary>Whether it is a message that wraps one scalar.</summary>
    public static bool IsWrapper(MessageDescriptor type) =>
        type.File.Name == "google/protobuf/wrappers.proto";

    public static string EnumExpected(FieldDescriptor field) => $"Must be a word of {field.EnumType.Name}, for example {field.EnumType.Values[^1].Name}.";
}
