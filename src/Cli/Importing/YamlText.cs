using System.Collections.Immutable;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Coordination.Cli.Importing;

/// <summary>A piece of a mapping file and the line on which it begins.</summary>
internal abstract record YamlNode(int Line);

internal sealed record YamlScalar(int Line, string Text) : YamlNode(Line);

internal sealed record YamlMap(int Line, ImmutableArray<KeyValuePair<YamlScalar, YamlNode>> Pairs) : YamlNode(Line);

internal sealed record YamlList(int Line, ImmutableArray<YamlNode> Items) : YamlNode(Line);

/// <summary>Reads maps, lists and texts; no anchors, tags or further documents.</summary>
internal static class YamlText
{
    /// <summary>A file of more bytes is refused before it is parsed.</summary>
    public const int MaxBytes = 1_000_000;

    private const int MaxDepth = 8;

    /// <summary>The document, or null; then the errors say why.</summary>
    public static YamlNode? Read(string text, MappingErrors errors)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                errors.Add(0, "The file is empty.");
                return null;
            }

            parser.Consume<DocumentStart>();
            var node = Node(parser, 1);
            parser.Consume<DocumentEnd>();
            if (parser.Accept<DocumentStart>(out var second))
                errors.Add(Line(second), "A second document begins here. A file holds one.");
            return node;
        }
        catch (YamlException fault)
        {
            errors.Add((int)Math.Max(1, fault.Start.Line), $"This is not YAML: {Plain(fault)}");
            return null;
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException)
        {
            // The library's scanner ends like this in a list that nobody closes, and at half a character.
            errors.Add((int)Math.Max(1, parser.Current?.Start.Line ?? 1), "This is not YAML: a list or a map that begins here does not end.");
            return null;
        }
    }

    private static YamlNode Node(Parser parser, int depth)
    {
        if (parser.Accept<AnchorAlias>(out var alias))
            throw new YamlException(alias.Start, alias.End, "aliases are not used here; write the entry out.");
        if (parser.Accept<NodeEvent>(out var any) && (!any.Anchor.IsEmpty || !any.Tag.IsEmpty))
            throw new YamlException(any.Start, any.End, "anchors and tags are not used here; leave them out.");
        if (depth > MaxDepth)
            throw new YamlException(parser.Current!.Start, parser.Current.End, $"more than {MaxDepth} levels.");

        if (parser.TryConsume<Scalar>(out var scalar))
            return new YamlScalar(Line(scalar), scalar.Value.Trim().Normalize(NormalizationForm.FormC));
        if (parser.TryConsume<SequenceStart>(out var list))
        {
            var items = ImmutableArray.CreateBuilder<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(Node(parser, depth + 1));
            return new YamlList(Line(list), items.ToImmutable());
        }

        var map = parser.Consume<MappingStart>();
        var pairs = ImmutableArray.CreateBuilder<KeyValuePair<YamlScalar, YamlNode>>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (Node(parser, depth + 1) is not YamlScalar key)
                throw new YamlException(parser.Current!.Start, parser.Current.End, "a key must be a text.");
            pairs.Add(new(key, Node(parser, depth + 1)));
        }

        return new YamlMap(Line(map), pairs.ToImmutable());
    }

    private static int Line(ParsingEvent happened) => (int)happened.Start.Line;

    private static string Plain(YamlException fault)
    {
        // The library repeats the place in front of its sentence; we give the place ourselves.
        var sentence = fault.Message;
        var end = sentence.StartsWith('(') ? sentence.IndexOf("): ", StringComparison.Ordinal) : -1;
        return end > 0 ? sentence[(end + 3)..] : sentence;
    }
}
