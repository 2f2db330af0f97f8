using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using Coordination.Sealing;
using Coordination.Workflows;
using Google.Protobuf.WellKnownTypes;

namespace Coordination.Sdk.Testing;

/// <summary>What a test enters in a field: text, number, boolean, day, time, or a list of them.</summary>
internal static class FieldValues
{
    /// <summary>As a command carries it.</summary>
    public static ImmutableArray<FieldInput> Inputs(IEnumerable<(string Field, object Value)> data) =>
        [.. data.Select(d => new FieldInput(d.Field, [.. Each(d.Value).Select(v => new PlainText(Canonical(v)))]))];

    /// <summary>As a call carries it.</summary>
    public static Value ToProto(object value) => value switch
    {
        bool yes => Value.ForBool(yes),
        int or long or double or decimal => Value.ForNumber(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        string text => Value.ForString(text),
        IEnumerable many => Value.ForList([.. many.Cast<object>().Select(ToProto)]),
        _ => Value.ForString(Canonical(value)),
    };

    private static IEnumerable<object> Each(object value) => value is IEnumerable many and not string ? many.Cast<object>() : [value];

    private static string Canonical(object value) => value switch
    {
        bool yes => yes ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
