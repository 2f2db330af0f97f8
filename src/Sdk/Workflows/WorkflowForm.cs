using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Coordination.Localization;

namespace Coordination.Workflows;

/// <summary>A field that a step asks for.</summary>
/// <param name="Field">Its type, bounds, options, and which parts see it.</param>
/// <param name="Required">It must be given, unless it was given before.</param>
public sealed record WorkflowFormField(WorkflowField Field, bool Required);

/// <summary>A part for which the step names an agency.</summary>
public sealed record WorkflowFormPart(WorkflowPart Part, bool Required);

/// <summary>What must and may be entered for a step of a definition.</summary>
/// <param name="Transition">Empty: the start.</param>
/// <param name="Fields">In the order of the definition.</param>
/// <param name="Case">Of the start.</param>
/// <param name="Person">Of the start: it is about one person of the case.</param>
public sealed record WorkflowForm(
    string Definition,
    int Version,
    string Transition,
    LocalizedText Title,
    ImmutableArray<WorkflowFormField> Fields,
    ImmutableArray<WorkflowFormPart> Parts,
    CaseUse Case,
    bool Person)
{
    /// <summary>The form of a transition, or of the start.</summary>
    /// <param name="transition">Its id; empty: the start.</param>
    /// <returns>Null: the definition has no such transition.</returns>
    public static WorkflowForm? Of(WorkflowDefinition definition, string transition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(transition);
        if (transition.Length == 0)
        {
            var start = definition.Start;
            var parts = definition.Parts.Where(p => p.Fixed is null && !p.Starter).Select(p => new WorkflowFormPart(p, p.Required));
            return new WorkflowForm(
                definition.Id, definition.Version, "", definition.Title, FieldsOf(definition, start.Required, start.Optional), [.. parts], definition.Case, definition.Person);
        }

        if (definition.Transition(transition) is not { } step)
            return null;
        var binds = step.Binds.Select(definition.Part).OfType<WorkflowPart>().Select(p => new WorkflowFormPart(p, true));
        return new WorkflowForm(
            definition.Id, definition.Version, step.Id, step.Title, FieldsOf(definition, step.Required, step.Optional), [.. binds], CaseUse.None, false);
    }

    /// <summary>
    /// The data that the step takes as JSON Schema, draft 2020-12: an object by field. It is as strict as the platform, except
    /// that the platform does not ask again for a required field that was given before.
    /// </summary>
    /// <param name="language">Of titles: <c>lo</c>; otherwise English.</param>
    public JsonObject ToJsonSchema(string language = "en")
    {
        var properties = new JsonObject();
        foreach (var (field, required) in Fields)
            properties.Add(field.Id, Property(field, required, language));
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = In(Title, language),
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. Fields.Where(f => f.Required).Select(f => JsonValue.Create(f.Field.Id))]),
            ["additionalProperties"] = false,
        };
    }

    private static ImmutableArray<WorkflowFormField> FieldsOf(WorkflowDefinition definition, ImmutableArray<string> required, ImmutableArray<string> optional) =>
        [.. definition.Fields.Where(f => required.Contains(f.Id) || optional.Contains(f.Id)).Select(f => new WorkflowFormField(f, required.Contains(f.Id)))];

    private JsonObject Property(WorkflowField field, bool required, string language)
    {
        // Null clears a field that was entered before; a text cannot be cleared.
        var clears = Transition.Length > 0 && !required && !field.IsSealed;
        var value = field.MaxItems == 1
            ? Value(field, clears, language)
            : new JsonObject
            {
                ["type"] = TypeOf("array", clears),
                ["items"] = Value(field, false, language),
                ["minItems"] = required ? 1 : 0,
                ["maxItems"] = field.MaxItems,
            };
        value.Insert(0, "title", In(field.Title, language));
        return value;
    }

    private static JsonObject Value(WorkflowField field, bool clears, string language)
    {
        JsonObject value;
        switch (field.Type)
        {
            case FieldType.Boolean:
                return new JsonObject { ["type"] = TypeOf("boolean", clears) };
            case FieldType.Whole:
            case FieldType.Number:
                value = new JsonObject { ["type"] = TypeOf(field.Type is FieldType.Whole ? "integer" : "number", clears) };
                if (field.Minimum is { } minimum)
                    value.Add("minimum", minimum);
                if (field.Maximum is { } maximum)
                    value.Add("maximum", maximum);
                return value;
            case FieldType.Code:
                var options = field.Options.Select(o => (JsonNode)new JsonObject { ["const"] = o.Code, ["title"] = In(o.Title, language) }).ToList();
                if (clears)
                    options.Add(new JsonObject { ["type"] = "null" });
                return new JsonObject { ["oneOf"] = new JsonArray([.. options]) };
            case FieldType.Text:
                // Sealed: it is written here and read elsewhere.
                return new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = field.MaxLength, ["writeOnly"] = true };
            case FieldType.Date:
                return new JsonObject { ["type"] = TypeOf("string", clears), ["format"] = "date", ["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" };
            case FieldType.Time:
                return new JsonObject { ["type"] = TypeOf("string", clears), ["format"] = "date-time" };
            case FieldType.Name:
                return new JsonObject
                {
                    ["type"] = TypeOf("string", clears),
                    ["pattern"] = string.Create(CultureInfo.InvariantCulture, $"^{System.Text.RegularExpressions.Regex.Escape(field.Collection)}/[a-z][a-z0-9-]{{0,62}}$"),
                };
            default:
                return new JsonObject { ["type"] = TypeOf("string", clears), ["pattern"] = "^[0-9a-fA-F]{64}$" };
        }
    }

    private static JsonNode TypeOf(string type, bool orNull) => orNull ? new JsonArray(type, "null") : JsonValue.Create(type);

    private static string In(LocalizedText text, string language) => language == "lo" && text.Lo.Length > 0 ? text.Lo : text.En;
}
