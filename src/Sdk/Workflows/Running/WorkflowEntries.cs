using System.Collections.Immutable;
using System.Globalization;
using Coordination.Names;
using Coordination.Sealing;

namespace Coordination.Workflows;

/// <summary>What a step enters, judged by the definition's fields. Pure.</summary>
/// <param name="Values">What is no personal data.</param>
/// <param name="Texts">Field → text, to be sealed.</param>
/// <param name="Problems">Field → what to do about it. Never a value that was sent.</param>
public sealed record WorkflowEntries(
    ImmutableArray<FieldValue> Values, ImmutableArray<(WorkflowField Field, PlainText Text)> Texts, ImmutableSortedDictionary<string, string> Problems)
{
    /// <summary>Reads every field, and says everything that is wrong at once.</summary>
    /// <param name="required">Fields that must be given, unless they are known.</param>
    /// <param name="known">Whether the instance has a value already.</param>
    public static WorkflowEntries Read(
        WorkflowDefinition definition,
        ImmutableArray<string> required,
        ImmutableArray<string> optional,
        ImmutableArray<FieldInput> inputs,
        Func<string, bool> known)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(known);
        var values = ImmutableArray.CreateBuilder<FieldValue>();
        var texts = ImmutableArray.CreateBuilder<(WorkflowField, PlainText)>();
        var problems = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var input in inputs)
        {
            if (definition.Field(input.Field) is not { } field || !(required.Contains(input.Field) || optional.Contains(input.Field)))
                problems[Safe(input.Field)] = "This step does not ask for it. Leave it out.";
            else if (inputs.Count(i => i.Field == input.Field) > 1)
                problems[field.Id] = "It is given twice. Give it once.";
            else if (input.Values.IsEmpty && required.Contains(field.Id))
                problems[field.Id] = "Give it.";
            else if (input.Values.Length > field.MaxItems)
                problems[field.Id] = $"At most {field.MaxItems.ToString(CultureInfo.InvariantCulture)} values are allowed.";
            else
                Enter(field, input.Values);
        }

        foreach (var id in required.Where(id => !inputs.Any(i => i.Field == id) && !known(id)))
            problems[id] = "Give it.";
        return new WorkflowEntries(values.ToImmutable(), texts.ToImmutable(), problems.ToImmutable());

        void Enter(WorkflowField field, ImmutableArray<PlainText> entered)
        {
            if (field.IsSealed)
            {
                if (entered.IsEmpty || entered[0].IsEmpty)
                    problems[field.Id] = "Give a text; what was written before cannot be cleared.";
                else if (Length(entered[0].Value) > field.MaxLength)
                    problems[field.Id] = $"At most {field.MaxLength.ToString(CultureInfo.InvariantCulture)} characters are allowed.";
                else if (entered[0].Value.Any(c => char.IsControl(c) && c is not ('\n' or '\t')))
                    problems[field.Id] = "Leave out control characters.";
                else
                    texts.Add((field, entered[0]));
                return;
            }

            var canonical = ImmutableArray.CreateBuilder<string>();
            foreach (var value in entered)
            {
                if (Canonical(field, value.Value) is { } good)
                    canonical.Add(good);
                else
                    problems[field.Id] = Expected(field);
            }

            values.Add(new FieldValue(field.Id, canonical.ToImmutable(), field.VisibleTo));
        }
    }

    /// <summary>A field's id that somebody made up is not repeated unless it is the id of something.</summary>
    private static string Safe(string field) => field.Length <= 64 && field.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_') ? field : "(unknown)";

    private static int Length(string text) => text.EnumerateRunes().Count();

    /// <summary>The one form of a value; null when it is not one.</summary>
    public static string? Canonical(WorkflowField field, string value)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(value);
        var culture = CultureInfo.InvariantCulture;
        return field.Type switch
        {
            FieldType.Code => field.Options.Any(o => o.Code == value) ? value : null,
            FieldType.Boolean => value is "true" or "false" ? value : null,
            FieldType.Whole => long.TryParse(value, NumberStyles.AllowLeadingSign, culture, out var whole) && InRange(field, whole) ? whole.ToString(culture) : null,
            FieldType.Number => decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, culture, out var number)
                && decimal.Round(number, 4) == number && Math.Abs(number) < 1_000_000_000_000_000m && InRange(field, number)
                    ? (number / 1.0000m).ToString("0.####", culture) : null,
            FieldType.Date => DateOnly.TryParseExact(value, "yyyy-MM-dd", culture, DateTimeStyles.None, out _) ? value : null,
            FieldType.Time => DateTimeOffset.TryParse(value, culture, DateTimeStyles.AssumeUniversal | DateTimeStyles.RoundtripKind, out var time) && value.Contains('T', StringComparison.Ordinal)
                ? time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", culture) : null,
            FieldType.Name => IsName(field.Collection, value) ? value : null,
            FieldType.Document => value.Length == 64 && value.All(char.IsAsciiHexDigit) ? value.ToLowerInvariant() : null,
            _ => null,
        };
    }

    private static bool InRange(WorkflowField field, decimal number) => !(number < field.Minimum) && !(number > field.Maximum);

    private static bool IsName(string collection, string value) =>
        value.Length > collection.Length + 1
        && value.StartsWith(collection, StringComparison.Ordinal)
        && value[collection.Length] == '/'
        && ResourceName.IsId(value.AsSpan(collection.Length + 1));

    private static string Expected(WorkflowField field) => field.Type switch
    {
        FieldType.Code => $"Choose one of: {string.Join(", ", field.Options.Select(o => o.Code))}.",
        FieldType.Boolean => "Say true or false.",
        FieldType.Whole => $"Give a whole number{Range(field)}.",
        FieldType.Number => $"Give a number with at most four digits behind the point{Range(field)}.",
        FieldType.Date => "Give a day as YYYY-MM-DD.",
        FieldType.Time => "Give a time as 2026-01-31T09:30:00Z.",
        FieldType.Name => $"Give a name of the form {field.Collection}/id.",
        FieldType.Document => "Give the SHA-256 of the document, 64 hexadecimal digits.",
        _ => "Give a text.",
    };

    private static string Range(WorkflowField field) => (field.Minimum, field.Maximum) switch
    {
        ({ } least, { } most) => string.Create(CultureInfo.InvariantCulture, $" from {least} to {most}"),
        ({ } least, null) => string.Create(CultureInfo.InvariantCulture, $" of at least {least}"),
        (null, { } most) => string.Create(CultureInfo.InvariantCulture, $" of at most {most}"),
        _ => "",
    };
}
