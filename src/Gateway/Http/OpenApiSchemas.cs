using System.Text.Json.Nodes;
using Coordination.Options.V1;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Microsoft.OpenApi;

namespace Coordination.Http;

/// <summary>Schemas of messages as protobuf's JSON mapping writes them.</summary>
internal sealed class OpenApiSchemas(OpenApiDocument document, ProtoComments comments)
{
    /// <summary>A reference to a message's schema, which is added when it is met for the first time.</summary>
    public IOpenApiSchema Of(MessageDescriptor message)
    {
        if (WellKnown(message) is { } known)
            return known;

        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        if (!document.Components.Schemas.ContainsKey(message.FullName))
        {
            var schema = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = comments.Of(message),
                Properties = new Dictionary<string, IOpenApiSchema>(),
                Required = new HashSet<string>(),
            };
            // Added before its fields: a message may contain its own type.
            document.Components.Schemas[message.FullName] = schema;
            foreach (var field in message.Fields.InDeclarationOrder())
            {
                schema.Properties[field.JsonName] = Of(field);
                if (field.GetOptions()?.GetExtension(OptionsExtensions.Rule) is { Required: true })
                    schema.Required.Add(field.JsonName);
            }
        }

        return new OpenApiSchemaReference(message.FullName, document);
    }

    /// <summary>A field with its comment and its rules.</summary>
    public IOpenApiSchema Of(FieldDescriptor field)
    {
        var rule = field.GetOptions()?.GetExtension(OptionsExtensions.Rule);
        if (field.IsMap)
        {
            return new OpenApiSchema
            {
                Type = JsonSchemaType.Object, Description = comments.Of(field), AdditionalProperties = One(field.MessageType.FindFieldByNumber(2), null),
            };
        }

        if (!field.IsRepeated)
            return Described(One(field, rule), comments.Of(field));

        return new OpenApiSchema
        {
            Type = JsonSchemaType.Array, Description = comments.Of(field), Items = One(field, rule), MaxItems = rule is { MaxItems: > 0 } ? (int)rule.MaxItems : 100,
        };
    }

    private static IOpenApiSchema Described(IOpenApiSchema schema, string description)
    {
        if (schema is OpenApiSchema own)
            own.Description = description;
        else if (description.Length > 0 && schema is OpenApiSchemaReference reference)
            reference.Description = description;
        return schema;
    }

    private IOpenApiSchema One(FieldDescriptor field, FieldRule? rule) => field.FieldType switch
    {
        FieldType.Message or FieldType.Group => Of(field.MessageType),
        FieldType.Enum => Of(field.EnumType),
        FieldType.String => new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Format = rule is { Uuid: true } ? "uuid" : null,
            Pattern = PatternOf(rule),
            MaxLength = rule is { MaxLength: > 0 } ? (int)rule.MaxLength : null,
        },
        FieldType.Bytes => new OpenApiSchema { Type = JsonSchemaType.String, Format = "byte" },
        FieldType.Bool => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        FieldType.Double => Number("double", rule),
        FieldType.Float => Number("float", rule),
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 or FieldType.UInt32 or FieldType.Fixed32 => Integer(rule),
        // 64 bits do not fit a JavaScript number: JSON carries them as text.
        _ => new OpenApiSchema { Type = JsonSchemaType.String, Format = "int64" },
    };

    private OpenApiSchemaReference Of(EnumDescriptor type)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        if (!document.Components.Schemas.ContainsKey(type.FullName))
        {
            var words = type.Values
                .Select(value => (value.Name, Comment: comments.Of(value)))
                .Where(value => value.Comment.Length > 0)
                .Select(value => $"* {value.Name}: {value.Comment}");
            document.Components.Schemas[type.FullName] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Description = string.Join("\n", new[] { comments.Of(type) }.Concat(words).Where(text => text.Length > 0)),
                Enum = [.. type.Values.Select(value => (JsonNode)value.Name)],
            };
        }

        return new OpenApiSchemaReference(type.FullName, document);
    }

    private static string? PatternOf(FieldRule? rule) => rule switch
    {
        { Pattern.Length: > 0 } => $"^(?:{rule.Pattern})$",
        { Resource: "assignments" } => "^tasks/[a-z][a-z0-9-]{0,62}/assignments/[a-z][a-z0-9-]{0,62}$",
        { Resource.Length: > 0 } => $"^{rule.Resource}/[a-z][a-z0-9-]{{0,62}}$",
        _ => null,
    };

    private static OpenApiSchema Integer(FieldRule? rule) => new()
    {
        Type = JsonSchemaType.Integer,
        Format = "int32",
        Minimum = rule is { HasRange: true } ? Text(rule.Minimum) : null,
        Maximum = rule is { HasRange: true } ? Text(rule.Maximum) : null,
    };

    private static OpenApiSchema Number(string format, FieldRule? rule) => new()
    {
        Type = JsonSchemaType.Number,
        Format = format,
        Minimum = rule is { HasRange: true } ? Text(rule.Minimum) : null,
        Maximum = rule is { HasRange: true } ? Text(rule.Maximum) : null,
    };

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static OpenApiSchema? WellKnown(MessageDescriptor message) =>
        message == Timestamp.Descriptor ? new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" }
        : message == Duration.Descriptor ? new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^-?[0-9]+(\\.[0-9]{1,9})?s$" }
        : message == FieldMask.Descriptor ? new OpenApiSchema { Type = JsonSchemaType.String }
        : message == Struct.Descriptor || message == Any.Descriptor ? new OpenApiSchema { Type = JsonSchemaType.Object }
        : message == Value.Descriptor ? new OpenApiSchema()
        : null;
}
