using System.Globalization;
using System.Text.Json.Nodes;
using Coordination.Cli.Connecting;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Coordination.Cli.Reading;

/// <summary>A file of structured data that a person writes: YAML or JSON, which is a part of it.</summary>
internal static class DataFile
{
    /// <summary>Nodes of one file; anchors that multiply end here.</summary>
    private const int MostNodes = 20_000;

    private const int Deepest = 16;

    /// <summary>A file's content, or the input's for "-".</summary>
    /// <exception cref="UsageException">It is missing, too long, or no single map.</exception>
    public static JsonObject Read(Session session, string file)
    {
        var text = Quiet.Read(session, file);
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            var left = MostNodes;
            if (stream.Documents is [{ RootNode: YamlMappingNode map }] && ToJson(map, 0, ref left) is JsonObject json)
                return json;
        }
        catch (Exception e) when (e is YamlException or ArgumentException or InvalidDataException or InvalidOperationException)
        {
            // The sentence below says what to do; what was read is not repeated.
        }

        throw new UsageException(session.Texts.Format("usage.data-file", file));
    }

    private static JsonNode? ToJson(YamlNode node, int depth, ref int left)
    {
        if (--left < 0 || depth > Deepest)
            throw new InvalidDataException();

        switch (node)
        {
            case YamlMappingNode map:
                var result = new JsonObject();
                foreach (var (key, value) in map.Children)
                    result.Add(((key as YamlScalarNode)?.Value) ?? throw new InvalidDataException(), ToJson(value, depth + 1, ref left));
                return result;
            case YamlSequenceNode list:
                var items = new JsonArray();
                foreach (var item in list.Children)
                    items.Add(ToJson(item, depth + 1, ref left));
                return items;
            case YamlScalarNode { Value: { } text } scalar:
                return scalar.Style is not ScalarStyle.Plain ? JsonValue.Create(text)
                    : text switch
                    {
                        "true" => JsonValue.Create(true),
                        "false" => JsonValue.Create(false),
                        "" or "null" or "~" => null,
                        _ => JsonValue.Create(text),
                    };
            default:
                throw new InvalidDataException();
        }
    }

    /// <summary>A whole number of a file or of the command line.</summary>
    public static bool TryNumber(string text, out long number) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
