using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Coordination.Cli.Providing;

/// <summary>Why a file is no table. It names the line, never what stands there.</summary>
/// <param name="key">The text's key in the catalogue.</param>
/// <param name="line">From 1; 0: the whole file.</param>
/// <param name="value">What the text names; a column or a number, never content.</param>
internal sealed class CsvFault(string key, int line, object? value = null) : Exception("The file is no table.")
{
    public string Key => key;

    public int Line => line;

    public object? Value => value;
}

/// <summary>The records of a CSV file by their key, each with the values of its fields.</summary>
internal sealed class CsvTable
{
    /// <summary>A larger file is no list that a person keeps.</summary>
    public const int MostRecords = 1_000_000;

    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> records;

    private CsvTable(Dictionary<string, FrozenDictionary<string, string>> records, IReadOnlyList<string> references) =>
        (this.records, References) = (records.ToFrozenDictionary(StringComparer.Ordinal), references);

    public int Count => records.Count;

    /// <summary>The keys as they are written, in the file's order.</summary>
    public IReadOnlyList<string> References { get; }

    /// <summary>A record's values by field, or null.</summary>
    public IReadOnlyDictionary<string, string>? Find(string reference) => records.GetValueOrDefault(Normal(reference));

    /// <summary>Reads a table: UTF-8, with or without a byte order mark, commas, values in quotation marks where they need them.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="keyColumn">The head of the column with the key.</param>
    /// <param name="fieldByColumn">Heads that are not the field's own id.</param>
    /// <exception cref="CsvFault">It is no such table.</exception>
    public static CsvTable Read(TextReader reader, string keyColumn, IReadOnlyDictionary<string, string> fieldByColumn)
    {
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            DetectColumnCountChanges = true,
            IgnoreBlankLines = true,
            TrimOptions = TrimOptions.Trim,
        });
        try
        {
            if (!csv.Read() || !csv.ReadHeader() || csv.HeaderRecord is not { Length: > 0 } head)
                throw new CsvFault("csv.empty", 0);

            foreach (var column in fieldByColumn.Keys.Append(keyColumn))
            {
                if (!head.Contains(column, StringComparer.Ordinal))
                    throw new CsvFault("csv.no-column", 1, column);
            }

            var key = Array.IndexOf(head, keyColumn);
            var records = new Dictionary<string, FrozenDictionary<string, string>>(StringComparer.Ordinal);
            var references = new List<string>();
            while (csv.Read())
            {
                var reference = csv.GetField(key) ?? "";
                if (reference.Length == 0)
                    throw new CsvFault("csv.no-key", csv.Parser.RawRow);
                if (!records.TryAdd(Normal(reference), Values(csv, head, fieldByColumn)))
                    throw new CsvFault("csv.twice", csv.Parser.RawRow);
                if (records.Count > MostRecords)
                    throw new CsvFault("csv.too-many", csv.Parser.RawRow, MostRecords);
                references.Add(reference);
            }

            return new CsvTable(records, references);
        }
        catch (CsvHelperException)
        {
            // Its words hold the line's content.
            throw new CsvFault("csv.broken", csv.Parser.RawRow);
        }
    }

    private static FrozenDictionary<string, string> Values(CsvReader csv, string[] head, IReadOnlyDictionary<string, string> fieldByColumn)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < head.Length; i++)
            values[fieldByColumn.GetValueOrDefault(head[i], head[i])] = (csv.GetField(i) ?? "").ReplaceLineEndings("\n");
        return values.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>As the platform compares references: spaces around and the case of letters do not count.</summary>
    private static string Normal(string reference) => reference.Trim().ToUpperInvariant().Normalize(NormalizationForm.FormKC);
}
