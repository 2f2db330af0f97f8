using Coordination.Options.V1;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Coordination.Validation;

/// <summary>A <c>google.protobuf.Value</c> in a request: a text, a number, true or false, nothing, or a list of these. Never nested.</summary>
internal static class FreeValueRule
{
    private const int MaxItems = 1000;

    /// <summary>As long as the longest text that a noun takes; its own rule is judged by the noun.</summary>
    private static readonly TextRule Text = new(new FieldRule { MaxLength = 20_000, Multiline = true }, item: false);

    /// <summary>Maps of values that a message declares itself; inside a <c>Struct</c> values may be nested.</summary>
    public static bool Covers(FieldDescriptor map) =>
        map.MessageType.FindFieldByNumber(2).MessageType == Value.Descriptor && map.ContainingType != Struct.Descriptor;

    public static string? Problem(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.StructValue => "Set it to a text, a number, true or false, or a list of these.",
        Value.KindOneofCase.ListValue => ListProblem(value.ListValue),
        _ => SingleProblem(value),
    };

    private static string? ListProblem(ListValue list)
    {
        if (list.Values.Count > MaxItems)
            return $"Give at most {MaxItems}.";
        foreach (var item in list.Values)
        {
            if (item.KindCase is Value.KindOneofCase.StructValue or Value.KindOneofCase.ListValue or Value.KindOneofCase.NullValue or Value.KindOneofCase.None)
                return "Give texts, numbers, or true and false.";
            if (SingleProblem(item) is { } problem)
                return problem;
        }

        return null;
    }

    private static string? SingleProblem(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.StringValue => Text.Problem(value.StringValue),
        Value.KindOneofCase.NumberValue when !double.IsFinite(value.NumberValue) => "Set it to a finite number.",
        _ => null,
    };
}
