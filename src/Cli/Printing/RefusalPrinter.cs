using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Coordination.Cli.Texts;
using Coordination.Client.Errors;

namespace Coordination.Cli.Printing;

/// <summary>Prints a refusal: the sentence, the reason code, the bad fields.</summary>
internal static class RefusalPrinter
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Print(CoordinationException refusal, TextWriter error, Catalogue texts, bool json) =>
        error.WriteLine(json ? AsJson(refusal) : AsText(refusal, texts));

    private static string AsText(CoordinationException refusal, Catalogue texts)
    {
        var text = new StringBuilder(refusal.LocalizedMessage is { Length: > 0 } own ? own : Sentence(refusal, texts));
        text.Append('\n').Append("  ").Append(texts["refusal.reason"]).Append(": ")
            .Append(refusal.Reason.Length > 0 ? $"{refusal.Reason} ({Status(refusal)})" : Status(refusal));
        foreach (var bad in refusal.Violations)
            text.Append('\n').Append("  ").Append(texts["refusal.field"]).Append(": ").Append(bad.Field).Append(" – ").Append(bad.Description);
        foreach (var (key, value) in refusal.Metadata.OrderBy(m => m.Key, StringComparer.Ordinal))
            text.Append('\n').Append("  ").Append(key).Append(": ").Append(value);
        if (refusal.OutcomeUnknown)
            text.Append('\n').Append("  ").Append(texts.Format("refusal.unknown", refusal.RequestId));
        return text.ToString();
    }

    private static string Sentence(CoordinationException refusal, Catalogue texts) =>
        texts.Language is not Catalogue.English && texts.Has("reason." + refusal.Reason) ? texts["reason." + refusal.Reason]
        : refusal.Reason.Length == 0 && refusal.IsTransient ? texts.Format("refusal.away", refusal.Message)
        : refusal.Message.Length > 0 ? refusal.Message
        : texts["refusal.plain"];

    private static string AsJson(CoordinationException refusal) => JsonSerializer.Serialize(
        new
        {
            error = new
            {
                code = Status(refusal),
                reason = refusal.Reason,
                message = refusal.Message,
                localizedMessage = refusal.LocalizedMessage,
                fields = refusal.Violations.Select(v => new { field = v.Field, description = v.Description, reason = v.Reason }),
                metadata = refusal.Metadata,
                requestId = refusal.RequestId,
                outcomeUnknown = refusal.OutcomeUnknown,
            },
        },
        Readable);

    private static string Status(CoordinationException refusal) =>
        JsonNamingPolicy.SnakeCaseUpper.ConvertName(refusal.StatusCode.ToString());
}
