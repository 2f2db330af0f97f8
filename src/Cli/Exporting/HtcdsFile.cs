using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Coordination.Cli.Importing;
using CsvHelper;

namespace Coordination.Cli.Exporting;

/// <summary>Records of HTCDS as CSV (one line a person, several values joined with <c>;</c>) or JSON (lists).</summary>
internal static class HtcdsFile
{
    private const char Separator = ';';

    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteCsvAsync(TextWriter file, IAsyncEnumerable<HtcdsRecord> records, CancellationToken cancellationToken)
    {
        var csv = new CsvWriter(file, CultureInfo.InvariantCulture, leaveOpen: true);
        await using (csv.ConfigureAwait(false))
        {
            foreach (var column in Htcds.Columns)
                csv.WriteField(column);
            await csv.NextRecordAsync().ConfigureAwait(false);
            await foreach (var record in records.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                foreach (var column in Htcds.Columns)
                    csv.WriteField(string.Join(Separator, record.All(column)));
                await csv.NextRecordAsync().ConfigureAwait(false);
            }
        }
    }

    public static async Task WriteJsonAsync(Stream file, IAsyncEnumerable<HtcdsRecord> records, CancellationToken cancellationToken)
    {
        var json = new Utf8JsonWriter(file, Readable);
        await using (json.ConfigureAwait(false))
        {
            json.WriteStartObject();
            json.WriteString("standard", "HTCDS 2.0");
            json.WriteString("attribution", Htcds.Attribution);
            json.WriteStartArray("records");
            await foreach (var record in records.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                json.WriteStartObject();
                foreach (var column in Htcds.Columns.Where(column => !record.All(column).IsEmpty))
                {
                    if (IsList(column))
                    {
                        json.WriteStartArray(column);
                        foreach (var value in record.All(column))
                            json.WriteStringValue(value);
                        json.WriteEndArray();
                    }
                    else
                    {
                        json.WriteString(column, record.One(column));
                    }
                }

                json.WriteEndObject();
                await json.FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    /// <summary>Reads a CSV file. Lines that are not well formed are told of and left out.</summary>
    /// <exception cref="ImportFault">It has no head, or no column of the standard.</exception>
    public static IEnumerable<HtcdsRecord> ReadCsv(TextReader reader, Action<int> broken)
    {
        string[]? head = null;
        foreach (var (line, cells) in new CsvRecords(reader).Read())
        {
            if (head is null)
            {
                head = cells is not null && cells.Any(cell => Htcds.Find(cell) is not null) ? cells : throw new ImportFault("htcds.no-column");
                continue;
            }

            if (cells is null)
            {
                broken(line);
                continue;
            }

            var record = new HtcdsRecord { Line = line };
            for (var i = 0; i < head.Length; i++)
                record.Set(head[i], IsList(head[i]) ? cells[i].Split(Separator, StringSplitOptions.TrimEntries) : [cells[i]]);
            yield return record;
        }

        if (head is null)
            throw new ImportFault("import.no-head");
    }

    /// <summary>Reads what <see cref="WriteJsonAsync"/> writes, or a plain array of records.</summary>
    /// <exception cref="ImportFault">It is no such file.</exception>
    public static IReadOnlyList<HtcdsRecord> ReadJson(Stream stream)
    {
        try
        {
            using var document = JsonDocument.Parse(stream, new JsonDocumentOptions { MaxDepth = 8 });
            var root = document.RootElement;
            var records = root.ValueKind is JsonValueKind.Object && root.TryGetProperty("records", out var inner) ? inner : root;
            if (records.ValueKind is not JsonValueKind.Array)
                throw new ImportFault("htcds.no-records");
            return [.. records.EnumerateArray().Select(Record)];
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw new ImportFault("htcds.no-records");
        }
    }

    private static HtcdsRecord Record(JsonElement element, int index)
    {
        var record = new HtcdsRecord { Line = index + 1 };
        foreach (var property in element.EnumerateObject())
            record.Set(property.Name, property.Value.ValueKind is JsonValueKind.Array ? property.Value.EnumerateArray().Select(Text) : [Text(property.Value)]);
        return record;
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Trim(),
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };

    private static bool IsList(string column) =>
        column is Htcds.Acts or Htcds.Means or Htcds.Purposes ||
        Htcds.Find(column) is { } field && (field.Type is "codes" or "countries" || field.Holds is "events" or "services");
}
