using System.Text.Json.Nodes;
using Coordination.Cli.Connecting;
using Coordination.Cli.Reading;
using Coordination.Reporting.V1;

namespace Coordination.Cli.Commands.Reporting;

/// <summary>A unit's figures and answers, from a file and from the command line, which wins.</summary>
internal static class ReportContent
{
    /// <param name="file">With the maps <c>figures</c> (code: number) and <c>answers</c> (code: text); null: none.</param>
    /// <exception cref="UsageException">The file or an option is malformed.</exception>
    public static SubmitReportRequest Over(Session session, string? file, string[] figures, string[] answers, SubmitReportRequest request)
    {
        var numbers = new Dictionary<string, long>(StringComparer.Ordinal);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (file is not null)
        {
            var data = DataFile.Read(session, file);
            if (data.Select(p => p.Key).FirstOrDefault(key => key is not ("figures" or "answers")) is not null)
                throw Malformed(session, file);
            foreach (var (code, value) in Entries(session, file, data["figures"]))
                numbers[code] = DataFile.TryNumber(value, out var number) ? number : throw Malformed(session, file);
            foreach (var (code, value) in Entries(session, file, data["answers"]))
                texts[code] = value;
        }

        foreach (var (code, value) in figures.SelectMany(f => f.Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(f => Pair(session, "--figure", f)))
            numbers[code] = DataFile.TryNumber(value, out var number) ? number : throw new UsageException(session.Texts.Format("usage.figure", code));
        foreach (var (code, value) in answers.Select(a => Pair(session, "--answer", a)))
            texts[code] = value;

        request.Figures.Add(numbers.Select(n => new FigureValue { Code = n.Key, Value = n.Value }));
        request.Narratives.Add(texts.Select(t => new NarrativeAnswer { Code = t.Key, Text = t.Value }));
        return request;
    }

    private static IEnumerable<(string Code, string Value)> Entries(Session session, string file, JsonNode? node) =>
        node is null ? []
        : node is JsonObject map && map.All(p => p.Value is JsonValue) ? map.Select(p => (p.Key, p.Value!.ToString().Trim()))
        : throw Malformed(session, file);

    private static (string Code, string Value) Pair(Session session, string option, string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0 ? (text[..at].Trim(), text[(at + 1)..].Trim()) : throw new UsageException(session.Texts.Format("usage.code-pair", option));
    }

    private static UsageException Malformed(Session session, string file) => new(session.Texts.Format("usage.report-file", file));
}
