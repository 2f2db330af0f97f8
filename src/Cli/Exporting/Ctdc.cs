using System.Globalization;
using Coordination.Statistics.V1;
using CsvHelper;

namespace Coordination.Cli.Exporting;

/// <summary>
/// Victims by year, gender, majority, citizenship and whether they were in forced labour, sexual exploitation or another form: in
/// the shape of the data that the Counter-Trafficking Data Collaborative (CTDC) publishes, not in its format.
/// </summary>
/// <remarks>
/// A file leaves the house, so what is few is left out of it whoever asks, also of the reader's own numbers; how many people the
/// left-out rows are is not said, since from one such row it would be known.
/// </remarks>
internal sealed class Ctdc
{
    private static readonly string[] Columns =
        ["yearOfRegistration", "gender", "majorityStatus", "citizenship", "isForcedLabour", "isSexualExploit", "isOtherExploit", "people"];

    private readonly SortedDictionary<string, (string[] Values, long Count, bool Suppressed)> rows = new(StringComparer.Ordinal);
    private readonly int smallest;

    public Ctdc(CountResponse counts)
    {
        smallest = Math.Max(1, counts.SmallestCell);
        foreach (var cell in counts.Cells)
        {
            if (!cell.Suppressed && cell.Count == 0)
                continue;
            var values = Values(cell);
            var key = string.Join('\u001f', values);
            var before = rows.GetValueOrDefault(key);
            rows[key] = (values, before.Count + cell.Count, before.Suppressed || cell.Suppressed);
        }
    }

    /// <summary>What the platform is asked for.</summary>
    public static CountRequest Request(string firstPeriod, string lastPeriod) => new()
    {
        Kind = "people",
        Groupings = { new Grouping { Dimensions = { "period", "gender", "age_band", "citizenship", "exploitation" } } },
        Filters = { new Filter { Dimension = "role", Values = { "victim" } } },
        FirstPeriod = firstPeriod,
        LastPeriod = lastPeriod,
        Granularity = Granularity.Year,
    };

    public int Written => rows.Values.Count(IsShown);

    /// <summary>Rows that are left out because they are few, or because the platform suppressed a part of them.</summary>
    public int LeftOut => rows.Count - Written;

    public int Smallest => smallest;

    public async Task WriteAsync(TextWriter file)
    {
        var csv = new CsvWriter(file, CultureInfo.InvariantCulture, leaveOpen: true);
        await using (csv.ConfigureAwait(false))
        {
            foreach (var column in Columns)
                csv.WriteField(column);
            await csv.NextRecordAsync().ConfigureAwait(false);
            foreach (var row in rows.Values.Where(IsShown))
            {
                foreach (var value in row.Values)
                    csv.WriteField(value);
                csv.WriteField(row.Count);
                await csv.NextRecordAsync().ConfigureAwait(false);
            }
        }
    }

    private bool IsShown((string[] Values, long Count, bool Suppressed) row) => !row.Suppressed && row.Count >= smallest;

    private static string[] Values(Cell cell)
    {
        var forms = cell.Values[4].Split('+', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            cell.Values[0],
            cell.Values[1],
            cell.Values[2] switch { "child" => "Minor", "adult" => "Adult", _ => "" },
            cell.Values[3],
            Flag(forms, "ForcedLabour"),
            Flag(forms, "SexualExploitation"),
            forms.Length == 0 ? "" : forms.Any(form => HtcdsWords.Exploitation.ToHtcds(form) is not ("ForcedLabour" or "SexualExploitation")) ? "1" : "0",
        ];
    }

    // Nothing is known of somebody without any form.
    private static string Flag(string[] forms, string form) =>
        forms.Length == 0 ? "" : forms.Any(code => HtcdsWords.Exploitation.ToHtcds(code) == form) ? "1" : "0";
}
