using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using Coordination.Localization;
using Coordination.Options.V1;
using Coordination.Sealing;
using Coordination.Workflows;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using ProtoField = Google.Protobuf.Reflection.FieldDescriptor;
using ProtoMessage = Google.Protobuf.Reflection.MessageDescriptor;
using ProtoType = Google.Protobuf.Reflection.FieldType;
using WorkflowFieldType = Coordination.Workflows.FieldType;

namespace Coordination.Sdk.Calls;

/// <summary>Takes a workflow's fields from the request message of a module's own service, so that they are declared once.</summary>
/// <remarks>
/// A string is a text, which is sealed; with <c>rule.resource</c> it is a name, and one whose name ends in <c>_date</c> is a day,
/// in <c>_sha256</c> a document. An enum is a code (its value's name without the enum's prefix, lower case); a
/// <c>Timestamp</c> a time. Declare booleans and numbers <c>optional</c>: without presence a zero counts as not entered.
/// </remarks>
public static partial class ProtoFields
{
    private static readonly ImmutableHashSet<string> Plumbing = ["name", "request_id", "etag", "case", "person", "province"];

    /// <summary>Every field of the message but those by which the call itself is made (name, request_id, etag, case, person, province).</summary>
    /// <param name="titles">Words for fields (<c>intake</c>) and for codes (<c>intake.self</c>).</param>
    /// <exception cref="ArgumentException">A field has a type that no workflow field has, or lacks words.</exception>
    public static ImmutableArray<WorkflowField> Of(ProtoMessage message, IReadOnlyDictionary<string, LocalizedText> titles)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(titles);
        return [.. Content(message).Select(field => ToField(field, titles))];
    }

    /// <summary>What a request enters.</summary>
    public static ImmutableArray<FieldInput> Read(IMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var inputs = ImmutableArray.CreateBuilder<FieldInput>();
        foreach (var field in Content(message.Descriptor))
        {
            if (field.HasPresence ? !field.Accessor.HasValue(message) : IsDefault(field.Accessor.GetValue(message)))
                continue;
            var value = field.Accessor.GetValue(message);
            IEnumerable<object?> values = field.IsRepeated ? ((IList)value).Cast<object?>() : [value];
            inputs.Add(new FieldInput(field.Name, [.. values.Select(v => new PlainText(Canonical(field, v!)))]));
        }

        return inputs.ToImmutable();
    }

    private static IEnumerable<ProtoField> Content(ProtoMessage message) =>
        message.Fields.InDeclarationOrder().Where(field => !Plumbing.Contains(field.Name));

    private static bool IsDefault(object? value) => value switch
    {
        null => true,
        string text => text.Length == 0,
        IList list => list.Count == 0,
        bool yes => !yes,
        System.Enum code => Convert.ToInt32(code, CultureInfo.InvariantCulture) == 0,
        IConvertible number => number.ToDecimal(CultureInfo.InvariantCulture) == 0,
        _ => false,
    };

    private static string Canonical(ProtoField field, object value) => value switch
    {
        bool yes => yes ? "true" : "false",
        Timestamp time => time.ToDateTimeOffset().ToString("O", CultureInfo.InvariantCulture),
        string text => Text.Normalize(text),
        _ when field.FieldType == ProtoType.Enum => CodeOf(field, Convert.ToInt32(value, CultureInfo.InvariantCulture)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"The field {field.FullName} has a type that no workflow field has."),
    };

    private static WorkflowField ToField(ProtoField field, IReadOnlyDictionary<string, LocalizedText> titles)
    {
        var rule = field.GetOptions()?.GetExtension(OptionsExtensions.Rule) ?? new FieldRule();
        var type = TypeOf(field, rule);
        return new WorkflowField(field.Name, type, TitleOf(field.Name))
        {
            Options = type is WorkflowFieldType.Code
                ? [.. field.EnumType.Values.Where(v => v.Number != 0).Select(v => CodeOf(field, v.Number)).Select(code => new WorkflowOption(code, TitleOf($"{field.Name}.{code}")))]
                : [],
            Collection = rule.Resource,
            MaxItems = field.IsRepeated ? (rule.MaxItems == 0 ? 100 : (int)rule.MaxItems) : 1,
            MaxLength = rule.MaxLength == 0 ? 1000 : (int)rule.MaxLength,
            Minimum = rule.HasRange ? rule.Minimum : null,
            Maximum = rule.HasRange ? rule.Maximum : null,
        };

        LocalizedText TitleOf(string key) =>
            titles.TryGetValue(key, out var words) ? words : throw new ArgumentException($"There are no words for '{key}' of {field.ContainingType.FullName}.", nameof(titles));
    }

    private static WorkflowFieldType TypeOf(ProtoField field, FieldRule rule) => field.FieldType switch
    {
        ProtoType.String when rule.Resource.Length > 0 => WorkflowFieldType.Name,
        ProtoType.String when field.Name.EndsWith("_date", StringComparison.Ordinal) => WorkflowFieldType.Date,
        ProtoType.String when field.Name.EndsWith("_sha256", StringComparison.Ordinal) => WorkflowFieldType.Document,
        ProtoType.String => WorkflowFieldType.Text,
        ProtoType.Enum => WorkflowFieldType.Code,
        ProtoType.Bool => WorkflowFieldType.Boolean,
        ProtoType.Int32 or ProtoType.Int64 or ProtoType.UInt32 or ProtoType.UInt64 or ProtoType.SInt32 or ProtoType.SInt64 => WorkflowFieldType.Whole,
        ProtoType.Double or ProtoType.Float => WorkflowFieldType.Number,
        ProtoType.Message when field.MessageType == Timestamp.Descriptor => WorkflowFieldType.Time,
        _ => throw new ArgumentException($"The field {field.FullName} has a type that no workflow field has."),
    };

    /// <summary>INTAKE_CATEGORY_DOMESTIC_VIOLENCE of IntakeCategory is domestic_violence.</summary>
    private static string CodeOf(ProtoField field, int number)
    {
        var name = field.EnumType.FindValueByNumber(number)?.Name ?? number.ToString(CultureInfo.InvariantCulture);
        var prefix = string.Concat(field.EnumType.Name.Select((c, at) => char.IsUpper(c) && at > 0 ? $"_{c}" : $"{char.ToUpperInvariant(c)}")) + "_";
        return (name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name).ToLowerInvariant();
    }
}
