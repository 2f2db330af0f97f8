using System.CommandLine;
using System.Text.Json;
using Coordination.Cli.Commands;
using Coordination.Cli.Connecting;
using Coordination.Information.V1;
using Google.Protobuf;

namespace Coordination.Cli.Reading;

/// <summary>
/// What may hold personal data, from a file or the input, so that it stands in no shell history and no list of
/// processes. No message of this class repeats what was read.
/// </summary>
internal static class Quiet
{
    private const string Input = "-";
    private const int Longest = 1_000_000;

    /// <summary>A text that may be typed (<c>--text</c>) or come from a file (<c>--text-file</c>).</summary>
    public static TextSource Source(this Leaves leaves, string name, bool required = false) => new(
        name, leaves.Text(name, "TEXT", describe: "quiet" + name[1..]), leaves.Text(name + "-file", "FILE", describe: "quiet-file"), required);

    /// <summary>A file's content, or the input's for "-".</summary>
    /// <exception cref="UsageException">There is no such file, or it is too long.</exception>
    public static string Read(Session session, string file)
    {
        try
        {
            var text = file is Input ? session.Around.In.ReadToEnd() : File.ReadAllText(Path.GetFullPath(file, session.Around.WorkingDirectory));
            return text.Length <= Longest ? text : throw new UsageException(session.Texts.Format("usage.too-long", file, Longest));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException(session.Texts.Format("usage.file", file));
        }
    }

    /// <summary>Field values: a JSON object of texts, or a line each: field=value. Empty lines and lines that begin with # are passed over.</summary>
    public static IReadOnlyList<FieldValue> Values(Session session, string? file)
    {
        if (file is null)
            return [];
        var text = Read(session, file).TrimStart();
        return text.StartsWith('{') ? OfJson(session, file, text) : [.. Lines(text).Select((line, index) => OfLine(session, file, line, index + 1))];
    }

    /// <summary>Questions: a JSON array of questions as the protos have them, or a question in words on each line.</summary>
    public static IReadOnlyList<Question> Questions(Session session, string? file)
    {
        if (file is null)
            return [];
        var text = Read(session, file).TrimStart();
        if (!text.StartsWith('['))
            return [.. Lines(text).Select(line => new Question { Text = line })];
        try
        {
            using var json = JsonDocument.Parse(text);
            return [.. json.RootElement.EnumerateArray().Select(q => JsonParser.Default.Parse<Question>(q.GetRawText()))];
        }
        catch (Exception e) when (e is JsonException or InvalidProtocolBufferException or InvalidOperationException)
        {
            throw new UsageException(session.Texts.Format("usage.questions", file));
        }
    }

    private static IReadOnlyList<FieldValue> OfJson(Session session, string file, string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return [.. json.RootElement.EnumerateObject().Select(p => new FieldValue { Field = p.Name, Value = p.Value.GetString() ?? "" })];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new UsageException(session.Texts.Format("usage.values", file));
        }
    }

    private static FieldValue OfLine(Session session, string file, string line, int number)
    {
        var at = line.IndexOf('=', StringComparison.Ordinal);
        return at > 0
            ? new FieldValue { Field = line[..at].Trim(), Value = line[(at + 1)..].Trim() }
            : throw new UsageException(session.Texts.Format("usage.values-line", file, number));
    }

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith('#'));
}

/// <summary>Two options for one text.</summary>
internal sealed record TextSource(string Name, Option<string?> Typed, Option<string?> File, bool Required)
{
    /// <summary>The text; empty when none is given and none is needed.</summary>
    /// <exception cref="UsageException">Both are given, or neither and one is needed.</exception>
    public string Read(Session session, ParseResult parsed)
    {
        var (typed, file) = (parsed.GetValue(Typed), parsed.GetValue(File));
        if (typed is not null && file is not null || (Required && typed is null && file is null))
            throw new UsageException(session.Texts.Format("usage.one-text", Name, Name + "-file"));
        return typed ?? (file is null ? "" : Quiet.Read(session, file).Trim());
    }
}
