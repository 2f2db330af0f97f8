using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Coordination.Cli.Importing;

/// <summary>Reads one entry under <c>fields</c> of a mapping.</summary>
internal static class FieldReading
{
    private static readonly string[] Keys = ["constant", "column", "map", "parts", "separators", "otherwise"];

    /// <summary>The rule; null when something is wrong, and then it is noted.</summary>
    public static FieldRule? Read(ReferralField field, YamlNode node, MappingErrors errors)
    {
        var entry = new MappingEntry(node, errors, $"The field \"{field.Name}\"", Keys);
        if (node is not YamlMap)
            return null;

        if (entry.Find("constant") is { } constant)
        {
            if (entry.Find("column") is not null || entry.Find("map") is not null || entry.Find("otherwise") is not null || entry.Find("parts") is not null || entry.Find("separators") is not null)
                errors.Add(node.Line, $"The field \"{field.Name}\" has a constant: nothing else belongs there.");
            return new FieldRule { Field = field, Constant = Values(field, constant, errors) };
        }

        var column = entry.Text("column");
        var map = Map(field, entry, errors);
        var otherwise = OtherwiseOf(field, entry, map is not null, errors);
        var parts = entry.Optional("parts") is { Length: > 0 } text && Flag(text, entry, errors);
        if (parts && (map is null || !field.Coded))
            errors.Add(entry.LineOf("parts"), $"\"parts\" joins codes of a map; \"{field.Name}\" has no map of codes.");
        var separators = Separators(field, entry, errors);
        return new FieldRule
        {
            Field = field,
            Separators = separators,
            Column = column,
            Map = map ?? FrozenDictionary<string, ImmutableArray<string>>.Empty,
            Otherwise = otherwise,
            Parts = parts,
        };
    }

    private static FrozenDictionary<string, ImmutableArray<string>>? Map(ReferralField field, MappingEntry entry, MappingErrors errors)
    {
        if (entry.Find("map") is not { } node)
            return null;
        var pairs = new MappingEntry(node, errors, "A map");
        return pairs.Pairs.ToFrozenDictionary(pair => pair.Key, pair => Values(field, pair.Value, errors), StringComparer.Ordinal);
    }

    private static Otherwise OtherwiseOf(ReferralField field, MappingEntry entry, bool hasMap, MappingErrors errors)
    {
        switch (entry.Optional("otherwise"))
        {
            case "":
                return hasMap ? Otherwise.Reject : Otherwise.Keep;
            case "reject":
                return Otherwise.Reject;
            case "keep":
                return Otherwise.Keep;
            case "code" when field.Coded:
                return Otherwise.Code;
            case "code":
                errors.Add(entry.LineOf("otherwise"), $"A value of \"{field.Name}\" cannot be made into a code. Write reject or keep.");
                return Otherwise.Reject;
            case var other:
                errors.Add(entry.LineOf("otherwise"), $"\"{other}\" is not reject, code or keep.");
                return Otherwise.Reject;
        }
    }

    private static ImmutableArray<string> Separators(ReferralField field, MappingEntry entry, MappingErrors errors)
    {
        if (entry.Find("separators") is not { } node)
            return [];
        if (!field.Several)
            errors.Add(node.Line, $"\"{field.Name}\" takes one value; there is nothing to separate.");
        if (node is YamlList { Items.Length: > 0 } list && list.Items.All(item => item is YamlScalar { Text.Length: > 0 }))
            return [.. list.Items.Cast<YamlScalar>().Select(item => item.Text)];
        errors.Add(node.Line, "\"separators\" is a list of texts.");
        return [];
    }

    private static bool Flag(string text, MappingEntry entry, MappingErrors errors)
    {
        if (text is not ("true" or "false"))
            errors.Add(entry.LineOf("parts"), $"\"{text}\" is not true or false.");
        return text is "true";
    }

    private static ImmutableArray<string> Values(ReferralField field, YamlNode node, MappingErrors errors)
    {
        switch (node)
        {
            case YamlScalar { Text.Length: 0 } when field.Several:
                return [];
            case YamlScalar scalar:
                Check(field, scalar, errors);
                return [scalar.Text];
            case YamlList list when field.Several:
                foreach (var item in list.Items)
                {
                    if (item is YamlScalar text)
                        Check(field, text, errors);
                    else
                        errors.Add(item.Line, $"A value of \"{field.Name}\" is {field.Expected}.");
                }

                return [.. list.Items.OfType<YamlScalar>().Select(text => text.Text)];
            default:
                errors.Add(node.Line, $"\"{field.Name}\" takes one value: {field.Expected}.");
                return [];
        }
    }

    private static void Check(ReferralField field, YamlScalar scalar, MappingErrors errors)
    {
        if (!field.IsGood(scalar.Text))
            errors.Add(scalar.Line, $"\"{scalar.Text}\" is not {field.Expected}.");
    }
}
