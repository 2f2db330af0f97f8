using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using Coordination.Workflows;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using ProtoField = Google.Protobuf.Reflection.FieldDescriptor;
using ProtoType = Google.Protobuf.Reflection.FieldType;

namespace Coordination.Sdk.Calls;

public static partial class ProtoFields
{
    /// <summary>Puts what an instance holds into a message whose fields are called as the workflow's. What the message has no field for is left out.</summary>
    /// <returns>The message.</returns>
    public static T Fill<T>(T message, ImmutableArray<FieldValue> data) where T : IMessage
    {
        ArgumentNullException.ThrowIfNull(message);
        foreach (var value in data)
        {
            if (message.Descriptor.FindFieldByName(value.Field) is not { } field)
                continue;
            if (field.IsRepeated)
            {
                var list = (IList)field.Accessor.GetValue(message);
                foreach (var text in value.Values)
                    list.Add(FromCanonical(field, text));
            }
            else if (!value.Values.IsEmpty)
            {
                field.Accessor.SetValue(message, FromCanonical(field, value.Values[0]));
            }
        }

        return message;
    }

    private static object FromCanonical(ProtoField field, string text) => field.FieldType switch
    {
        ProtoType.String => text,
        ProtoType.Bool => text == "true",
        ProtoType.Enum => System.Enum.ToObject(field.EnumType.ClrType, field.EnumType.Values.FirstOrDefault(v => CodeOf(field, v.Number) == text)?.Number ?? 0),
        ProtoType.Int32 or ProtoType.SInt32 => int.Parse(text, CultureInfo.InvariantCulture),
        ProtoType.Int64 or ProtoType.SInt64 => long.Parse(text, CultureInfo.InvariantCulture),
        ProtoType.UInt32 => uint.Parse(text, CultureInfo.InvariantCulture),
        ProtoType.UInt64 => ulong.Parse(text, CultureInfo.InvariantCulture),
        ProtoType.Double => double.Parse(text, CultureInfo.InvariantCulture),
        ProtoType.Float => float.Parse(text, CultureInfo.InvariantCulture),
        ProtoType.Message => Timestamp.FromDateTimeOffset(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)),
        _ => throw new ArgumentException($"The field {field.FullName} has a type that no workflow field has."),
    };
}
