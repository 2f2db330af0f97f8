using System.Collections.Frozen;
using System.Globalization;
using Coordination.Options.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Coordination.Validation;

/// <summary>The rules of one number.</summary>
internal sealed class NumberRule(FieldRule rule)
{
    private readonly string outside = string.Create(CultureInfo.InvariantCulture, $"Set it to a number from {rule.Minimum} to {rule.Maximum}.");
    private readonly bool required = rule.Required;
    private readonly bool ranged = rule.HasRange;
    private readonly long minimum = rule.Minimum;
    private readonly long maximum = rule.Maximum;

    public string? Problem(long value) =>
        required && value == 0 ? "Set it."
        : ranged && (value < minimum || value > maximum) ? outside
        : null;

    public string? Problem(double value) =>
        !double.IsFinite(value) ? "Set it to a finite number."
        : required && value == 0 ? "Set it."
        : ranged && (value < minimum || value > maximum) ? outside
        : null;
}

/// <summary>Only values that the enum defines.</summary>
internal sealed class EnumRule(EnumDescriptor type, bool required)
{
    private readonly FrozenSet<int> defined = type.Values.Select(value => value.Number).ToFrozenSet();

    public string? Problem(int value) =>
        required && value == 0 ? "Choose a value other than UNSPECIFIED."
        : defined.Contains(value) ? null
        : $"Choose a value that {type.Name} defines.";
}

/// <summary>Bytes: at most so many.</summary>
internal sealed class BytesRule(FieldRule rule)
{
    private readonly uint maxLength = rule.MaxLength;

    public string? Problem(ByteString value) =>
        rule.Required && value.IsEmpty ? "Set it."
        : maxLength > 0 && value.Length > maxLength ? $"Shorten it to at most {maxLength} bytes."
        : null;
}

/// <summary>Messages of protobuf itself whose values can be out of their own bounds.</summary>
internal static class WellKnownRule
{
    private const int MaxPaths = 100;
    private const int MaxPathLength = 200;
    private const long LongestDuration = 315_576_000_000;

    public static bool Covers(MessageDescriptor type) =>
        type == Timestamp.Descriptor || type == Duration.Descriptor || type == FieldMask.Descriptor;

    public static string? Problem(IMessage value, bool required) => value switch
    {
        Timestamp time => time.Seconds is < -62_135_596_800 or > 253_402_300_799 || time.Nanos is < 0 or > 999_999_999
            ? "Set it to a time from the year 1 to 9999."
            : null,
        Duration time => time.Seconds is < -LongestDuration or > LongestDuration || time.Nanos is < -999_999_999 or > 999_999_999
            || (time.Seconds > 0 && time.Nanos < 0) || (time.Seconds < 0 && time.Nanos > 0)
            ? "Set it to a duration of at most 10,000 years."
            : null,
        FieldMask mask => MaskProblem(mask, required),
        _ => null,
    };

    private static string? MaskProblem(FieldMask mask, bool required)
    {
        if (mask.Paths.Count == 0)
            return required ? "Name at least one field." : null;
        if (mask.Paths.Count > MaxPaths)
            return $"Name at most {MaxPaths} fields.";

        foreach (var path in mask.Paths)
        {
            if (path.Length is 0 or > MaxPathLength || path.AsSpan().ContainsAnyExcept(PathCharacters))
                return "Name fields as in the proto, for example display_name.";
        }

        return null;
    }

    private static readonly System.Buffers.SearchValues<char> PathCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_.");
}
