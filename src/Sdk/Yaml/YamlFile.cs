using System.Collections.Immutable;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Coordination.Yaml;

/// <summary>Reads one file into nodes. Of YAML it takes maps, lists and texts; no anchors, tags or further documents.</summary>
internal static class YamlFile
{
    /// <summary>A file of more bytes is refused before it is parsed.</summary>
    public const int MaxBytes = 1_000_000;

    /// <summary>How many levels a file has at most, unless its kind of file needs more.</summary>
    private const int UsualDepth = 12;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The file's content, or null when it cannot be read; then the errors say why.</summary>
    /// <param name="missing">What to say when there is no such file.</param>
    public static YamlNode? Read(string path, string file, YamlErrors errors, string missing)
    {
        var info = new FileInfo(path);
        if (!info.Exists)
        {
            errors.Add(file, 0, missing);
            return null;
        }

        if (info.Length > MaxBytes)
        {
            errors.Add(file, 0, $"The file has {info.Length} bytes; at most {MaxBytes} are read.");
            return null;
        }

        try
        {
            return Decode(File.ReadAllBytes(path), file, errors) is { } text ? Parse(text, file, errors) : null;
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            errors.Add(file, 0, "The file cannot be read. Let the platform's user read it.");
            return null;
        }
    }

    /// <summary>The bytes as text, or null when they are none; then the errors say where.</summary>
    public static string? Decode(byte[] bytes, string file, YamlErrors errors)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException fault)
        {
            errors.Add(file, LineOf(bytes, fault.Index), "The bytes here are not UTF-8. Save the file as UTF-8.");
            return null;
        }
    }

    /// <summary>The content of a text, or null when it is not YAML; then the errors say why.</summary>
    /// <param name="depth">More levels than these are refused: what reads the nodes may be recursive.</param>
    public static YamlNode? Parse(string text, string file, YamlErrors errors, int depth = UsualDepth)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                errors.Add(file, 0, "The file is empty.");
                return null;
            }

            parser.Consume<DocumentStart>();
            var node = Node(parser, file, errors, depth, 1);
            parser.Consume<DocumentEnd>();
            if (parser.Accept<DocumentStart>(out var second))
                errors.Add(file, Line(second), "A second document begins here. A file holds one.");
            return node;
        }
        catch (YamlException fault)
        {
            errors.Add(file, (int)Math.Max(1, fault.Start.Line), $"This is not YAML: {Plain(fault)}");
            return null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The library says so of a list that nobody closes, of a broken anchor and of more: with no place, and in other types.
            errors.Add(file, (int)Math.Max(1, parser.Current?.Start.Line ?? 1), "This is not YAML: what begins here does not end, or is no value.");
            return null;
        }
    }

    private static YamlNode Node(Parser parser, string file, YamlErrors errors, int deepest, int depth)
    {
        if (parser.Accept<AnchorAlias>(out var alias))
            throw new YamlException(alias.Start, alias.End, "aliases are not used here; write the entry out.");
        if (parser.Accept<NodeEvent>(out var any) && (!any.Anchor.IsEmpty || !any.Tag.IsEmpty))
            throw new YamlException(any.Start, any.End, "anchors and tags are not used here; leave them out.");
        if (depth > deepest)
            throw new YamlException(parser.Current!.Start, parser.Current.End, $"more than {deepest} levels.");

        if (parser.TryConsume<Scalar>(out var scalar))
            return Text(scalar, file, errors);

        if (parser.TryConsume<SequenceStart>(out var list))
        {
            var items = ImmutableArray.CreateBuilder<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(Node(parser, file, errors, deepest, depth + 1));
            return new YamlList(Line(list), items.ToImmutable());
        }

        var map = parser.Consume<MappingStart>();
        var pairs = ImmutableArray.CreateBuilder<KeyValuePair<YamlScalar, YamlNode>>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (Node(parser, file, errors, deepest, depth + 1) is YamlScalar key)
                pairs.Add(new(key, Node(parser, file, errors, deepest, depth + 1)));
            else
                throw new YamlException(parser.Current!.Start, parser.Current.End, "a key must be a text.");
        }

        return new YamlMap(Line(map), pairs.ToImmutable());
    }

    private static YamlScalar Text(Scalar scalar, string file, YamlErrors errors)
    {
        var text = scalar.Value.Trim();
        // A plain null is how YAML writes "nothing".
        if (scalar.Style is ScalarStyle.Plain && text is "null" or "~")
            text = "";
        if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')))
            errors.Add(file, Line(scalar), "The text holds a control character. Remove it.");
        if (!IsUnicode(text))
        {
            errors.Add(file, Line(scalar), "The text holds half a character. Write the whole one.");
            return new YamlScalar(Line(scalar), "");
        }

        return new YamlScalar(Line(scalar), text.Normalize(NormalizationForm.FormKC));
    }

    /// <summary>An escape can name half a pair of UTF-16.</summary>
    private static bool IsUnicode(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])))
                return false;
        }

        return true;
    }

    private static int Line(ParsingEvent happened) => (int)happened.Start.Line;

    private static string Plain(YamlException fault)
    {
        // The library repeats the place in front of its sentence; we give the place ourselves.
        var sentence = fault.Message;
        var end = sentence.StartsWith('(') ? sentence.IndexOf("): ", StringComparison.Ordinal) : -1;
        return end > 0 ? sentence[(end + 3)..] : sentence;
    }

    private static int LineOf(byte[] bytes, int index) => 1 + bytes.AsSpan(0, Math.Clamp(index, 0, bytes.Length)).Count((byte)'\n');
}
