using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Coordination.Http;

/// <summary>
/// Compares JSON with the message that it should become, before the framework reads it: what the framework says of a wrong
/// value repeats the value. Every wrong field is named by its proto path; a name or a value that was sent never is.
/// </summary>
internal sealed class JsonCheck
{
    /// <summary>More than so many wrong fields are not listed.</summary>
    private const int MostViolations = 32;

    private readonly ImmutableArray<FieldViolation>.Builder wrong = ImmutableArray.CreateBuilder<FieldViolation>();

    private JsonCheck() { }

    /// <summary>The wrong fields of a message.</summary>
    public static ImmutableArray<FieldViolation> Message(JsonElement json, MessageDescriptor type)
    {
        var check = new JsonCheck();
        check.Fields(json, type, "");
        return check.wrong.ToImmutable();
    }

    /// <summary>The wrong fields of a body that is one field of the message.</summary>
    public static ImmutableArray<FieldViolation> Field(JsonElement json, FieldDescriptor field)
    {
        var check = new JsonCheck();
        check.Any(json, field, field.Name);
        return check.wrong.ToImmutable();
    }

    private void Fields(JsonElement json, MessageDescriptor type, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            Wrong(path, "Must be an object.");
            return;
        }

        var seen = 0;
        foreach (var property in json.EnumerateObject())
        {
            if (Find(type, property) is { } field)
                Any(property.Value, field, path.Length == 0 ? field.Name : $"{path}.{field.Name}");
            else if (seen++ == 0)
                Wrong(path, "Has a field that this message does not know. See the reference of the method.");
        }
    }

    private void Any(JsonElement json, FieldDescriptor field, string path)
    {
        if (wrong.Count >= MostViolations)
            return;
        if (field.IsMap)
        {
            Map(json, field, path);
            return;
        }

        if (!field.IsRepeated)
        {
            One(json, field, path, isNullable: field.FieldType is FieldType.Message or FieldType.String or FieldType.Bytes or FieldType.Enum);
            return;
        }

        if (json.ValueKind != JsonValueKind.Array)
        {
            Wrong(path, "Must be a list.");
            return;
        }

        var at = 0;
        foreach (var item in json.EnumerateArray())
            One(item, field, string.Create(CultureInfo.InvariantCulture, $"{path}[{at++}]"), isNullable: false);
    }

    private void Map(JsonElement json, FieldDescriptor field, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            Wrong(path, "Must be an object of keys and values.");
            return;
        }

        var (key, value) = (field.MessageType.FindFieldByNumber(1), field.MessageType.FindFieldByNumber(2));
        foreach (var property in json.EnumerateObject())
        {
            // A key is what the caller wrote: the path ends at the map.
            if (NameOf(property) is not { } name || ScalarText.Refuse(name, key) is not null)
                Wrong(path, "A key is of another type than the map's keys.");
            One(property.Value, value, path, isNullable: false);
        }
    }

    private void One(JsonElement json, FieldDescriptor field, string path, bool isNullable)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            if (!isNullable && !TakesNull(field))
                Wrong(path, "Must not be null. Leave the field out.");
        }
        else if (field.FieldType is FieldType.Message or FieldType.Group)
        {
            Nested(json, field.MessageType, path);
        }
        else if (RefuseScalar(json, field) is { } sentence)
        {
            Wrong(path, sentence);
        }
    }

    private void Nested(JsonElement json, MessageDescriptor type, string path)
    {
        if (ScalarText.IsWrapper(type))
        {
            One(json, type.FindFieldByNumber(1), path, isNullable: true);
            return;
        }

        switch (type.FullName)
        {
            case "google.protobuf.Timestamp" or "google.protobuf.Duration" or "google.protobuf.FieldMask":
                if (TextOf(json) is not { } text)
                    Wrong(path, "Must be a text.");
                else if (ScalarText.RefuseWellKnown(text, type) is { } sentence)
                    Wrong(path, sentence);
                break;
            case "google.protobuf.Value":
                break; // Whatever is JSON.
            case "google.protobuf.ListValue":
                if (json.ValueKind != JsonValueKind.Array)
                    Wrong(path, "Must be a list.");
                break;
            case "google.protobuf.Struct" or "google.protobuf.Any":
                if (json.ValueKind != JsonValueKind.Object)
                    Wrong(path, "Must be an object.");
                break;
            default:
                Fields(json, type, path);
                break;
        }
    }

    private static string? RefuseScalar(JsonElement json, FieldDescriptor field)
    {
        var isNumber = json.ValueKind == JsonValueKind.Number;
        switch (field.FieldType)
        {
            case FieldType.String:
                return TextOf(json) is null ? "Must be a text, in Unicode." : null;
            case FieldType.Bool:
                return json.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "Must be true or false.";
            case FieldType.Bytes:
                return json.ValueKind == JsonValueKind.String && IsBase64(json) ? null : ScalarText.Base64Expected;
            case FieldType.Double or FieldType.Float:
                return isNumber || TextOf(json) is "NaN" or "Infinity" or "-Infinity" ? null : "Must be a number.";
            case FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32:
                return isNumber && json.TryGetInt32(out _) ? null : ScalarText.WholeNumberExpected;
            case FieldType.UInt32 or FieldType.Fixed32:
                return isNumber && json.TryGetUInt32(out _) ? null : ScalarText.WholeNumberExpected;
            case FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64:
                return (isNumber && json.TryGetInt64(out _)) || (TextOf(json) is { } s && ScalarText.Refuse(s, field) is null) ? null : ScalarText.WholeNumberExpected;
            case FieldType.UInt64 or FieldType.Fixed64:
                return (isNumber && json.TryGetUInt64(out _)) || (TextOf(json) is { } u && ScalarText.Refuse(u, field) is null) ? null : ScalarText.WholeNumberExpected;
            case FieldType.Enum:
                return (isNumber && json.TryGetInt32(out _)) || (TextOf(json) is { } word && field.EnumType.FindValueByName(word) is not null)
                    ? null : ScalarText.EnumExpected(field);
            default:
                return "Cannot be given.";
        }
    }

    private static bool IsBase64(JsonElement json)
    {
        try
        {
            return json.TryGetBytesFromBase64(out _);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static FieldDescriptor? Find(MessageDescriptor type, JsonProperty property) =>
        NameOf(property) is { } name
            ? type.Fields.InDeclarationOrder().FirstOrDefault(f =>
                string.Equals(f.JsonName, name, StringComparison.Ordinal) || string.Equals(f.Name, name, StringComparison.Ordinal))
            : null;

    /// <summary>Null: it is no Unicode.</summary>
    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Null: it is no text, or no Unicode.</summary>
    private static string? TextOf(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool TakesNull(FieldDescriptor field) =>
        field.FieldType == FieldType.Message && field.MessageType.FullName == Value.Descriptor.FullName;

    private void Wrong(string path, string sentence)
    {
        if (wrong.Count < MostViolations)
            wrong.Add(new FieldViolation(path, sentence));
    }
}
