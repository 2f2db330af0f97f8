using System.Collections.Immutable;
using System.Globalization;
using Coordination.Sealing;
using Coordination.Workflows;
using Google.Protobuf.WellKnownTypes;

namespace Coordination.Modules;

/// <summary>Between what a client sends in a field and the canonical text that a workflow keeps.</summary>
/// <remarks>
/// A string is itself (NFKC), a bool is <c>true</c> or <c>false</c>, a number its digits, a list its items, null or an empty string
/// nothing: it clears the field. Which of these a field takes is the definition's to judge.
/// </remarks>
internal static class FieldValues
{
    private const int MostItems = 1000;
    private const int LongestId = 63;

    /// <summary>Beyond it a double does not hold every whole number.</summary>
    private const double Largest = 9_007_199_254_740_991;

    /// <exception cref="RefusedException">INVALID_ARGUMENT, with every field that cannot be read.</exception>
    public static ImmutableArray<FieldInput> Read(IEnumerable<KeyValuePair<string, Value>> data)
    {
        var inputs = ImmutableArray.CreateBuilder<FieldInput>();
        var violations = ImmutableArray.CreateBuilder<FieldViolation>();
        foreach (var (field, value) in data.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (!IsId(field))
                violations.Add(new FieldViolation("data", "Name fields as the form does."));
            else if (Canonical(value) is { } values)
                inputs.Add(new FieldInput(field, values));
            else
                violations.Add(new FieldViolation($"data.{field}", "Set it to a text, a number, true or false, or a list of these."));
        }

        return violations.Count == 0 ? inputs.ToImmutable() : throw RefusedException.Invalid(violations.ToImmutable());
    }

    /// <summary>As the definition types it; null when it is not known: texts.</summary>
    public static Value ToProto(FieldValue value, FieldView? field)
    {
        if (value.Values.Length != 1 || field?.MaxItems > 1)
            return Value.ForList([.. value.Values.Select(item => ToProto(item, field))]);
        return ToProto(value.Values[0], field);
    }

    private static Value ToProto(string text, FieldView? field) => field?.Type switch
    {
        FieldType.Boolean => Value.ForBool(text == "true"),
        FieldType.Whole or FieldType.Number when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => Value.ForNumber(number),
        _ => Value.ForString(text),
    };

    /// <summary>Null: it is nothing that a field can hold.</summary>
    private static ImmutableArray<PlainText>? Canonical(Value value)
    {
        switch (value.KindCase)
        {
            case Value.KindOneofCase.None or Value.KindOneofCase.NullValue:
            case Value.KindOneofCase.StringValue when value.StringValue.Length == 0:
                return [];
            case Value.KindOneofCase.ListValue:
                var items = value.ListValue.Values;
                if (items.Count > MostItems)
                    return null;
                var texts = items.Select(Single).ToImmutableArray();
                return texts.Any(text => text is null) ? null : [.. texts.Select(text => new PlainText(text!))];
            default:
                return Single(value) is { } single ? [new PlainText(single)] : null;
        }
    }

    private static string? Single(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.StringValue => Text.Normalize(value.StringValue),
        Value.KindOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        Value.KindOneofCase.NumberValue when Math.Abs(value.NumberValue) <= Largest => double.IsInteger(value.NumberValue)
            ? ((long)value.NumberValue).ToString(CultureInfo.InvariantCulture)
            : ((decimal)value.NumberValue).ToString("0.############################", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static bool IsId(string field) =>
        field.Length is > 0 and <= LongestId && char.IsAsciiLetterLower(field[0])
        && field.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
