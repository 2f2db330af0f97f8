using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace Coordination.Cli.Importing;

/// <summary>How the rows of a series of files become cases: docs/reference/mapping.md.</summary>
/// <remarks>
/// Statistics that were published with such a file are read through the same mapping: the fields from a column are the
/// dimensions, see <see cref="RuleOf"/> and <see cref="FieldRule.Translate"/>.
/// </remarks>
internal sealed class ReferralMapping
{
    private static readonly string[] Keys = ["id", "name", "source", "licence", "count", "period", "fields"];

    private ReferralMapping(string id, string name, string countColumn, PeriodRule period, FrozenDictionary<string, FieldRule> rules)
    {
        (Id, Name, CountColumn, Period, Rules) = (id, name, countColumn, period, rules);
        Columns =
        [
            .. rules.Values.Where(rule => rule.Constant is null).Select(rule => rule.Column)
                .Append(period.Column).Append(countColumn).Where(column => column.Length > 0).Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>Part of every request id: it never changes, or everything is imported again.</summary>
    public string Id { get; }

    /// <summary>For people.</summary>
    public string Name { get; }

    /// <summary>The head of the column that says how many people a row stands for; empty: each row is one.</summary>
    public string CountColumn { get; }

    public PeriodRule Period { get; }

    /// <summary>By the field's name.</summary>
    public FrozenDictionary<string, FieldRule> Rules { get; }

    /// <summary>The heads that a file must have.</summary>
    public ImmutableArray<string> Columns { get; }

    /// <summary>The rule that reads a column, or null. A column may fill one field only.</summary>
    public FieldRule? RuleOf(string column) => Rules.Values.FirstOrDefault(rule => rule.Constant is null && rule.Column == column);

    /// <summary>Reads a mapping file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">How messages call it.</param>
    /// <exception cref="MappingException">All that is wrong with it, by line.</exception>
    public static ReferralMapping Load(string path, string shown)
    {
        var errors = new MappingErrors(shown);
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists)
                errors.Add(0, "There is no such file.");
            else if (info.Length > YamlText.MaxBytes)
                errors.Add(0, $"The file has {info.Length} bytes; at most {YamlText.MaxBytes} are read.");
            else if (Read(File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true)), errors) is { } mapping && !errors.Any)
                return mapping;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            errors.Add(0, "The file cannot be read.");
        }
        catch (DecoderFallbackException)
        {
            errors.Add(0, "The file is not UTF-8. Save it as UTF-8.");
        }

        throw new MappingException(errors.All);
    }

    /// <summary>Reads a mapping; what it answers counts only when there are no errors.</summary>
    internal static ReferralMapping? Read(string text, MappingErrors errors)
    {
        if (YamlText.Read(text, errors) is not { } root)
            return null;
        var file = new MappingEntry(root, errors, "A mapping", Keys);
        var id = file.Text("id");
        if (id.Length > 0 && !ReferralField.IsCode(id))
            errors.Add(file.LineOf("id"), $"\"{id}\" is not a code: lower-case letters, digits, _ . + -.");
        foreach (var key in (ReadOnlySpan<string>)["source", "licence"])
            _ = file.Optional(key);

        var countColumn = "";
        if (file.Find("count") is { } count)
            countColumn = new MappingEntry(count, errors, "A count", "column").Text("column");
        var period = PeriodOf(file, errors);
        var rules = Fields(file, errors);
        OneFieldEach(rules, file, countColumn, errors);
        return errors.Any || period is null
            ? null
            : new ReferralMapping(id, file.Optional("name") is { Length: > 0 } name ? name : id, countColumn, period, rules);
    }

    private static PeriodRule? PeriodOf(MappingEntry file, MappingErrors errors)
    {
        if (file.Find("period") is not { } node)
        {
            errors.Add(file.Line, "A mapping needs \"period\": the time that the file is about, from its name or from a column.");
            return null;
        }

        var entry = new MappingEntry(node, errors, "A period", "file_name", "column");
        if ((entry.Find("file_name") is null) == (entry.Find("column") is null))
        {
            errors.Add(node.Line, "A period has either \"file_name\" or \"column\".");
            return null;
        }

        if (entry.Find("column") is not null)
            return PeriodRule.InColumn(entry.Text("column"));
        var pattern = entry.Text("file_name");
        if (pattern.Length > 0 && PeriodRule.InFileName(pattern) is { } rule)
            return rule;
        errors.Add(entry.LineOf("file_name"), $"\"{pattern}\" is not a pattern with {{year}}, and then with {{quarter}}, or {{month}}, or {{month}} and {{day}}.");
        return null;
    }

    private static FrozenDictionary<string, FieldRule> Fields(MappingEntry file, MappingErrors errors)
    {
        var rules = new Dictionary<string, FieldRule>(StringComparer.Ordinal);
        if (file.Find("fields") is not { } node)
        {
            errors.Add(file.Line, "A mapping needs \"fields\".");
            return rules.ToFrozenDictionary(StringComparer.Ordinal);
        }

        var entry = new MappingEntry(node, errors, "The map \"fields\"", [.. ReferralField.All.Keys.Order(StringComparer.Ordinal)]);
        foreach (var (name, value) in entry.Pairs)
        {
            if (FieldReading.Read(ReferralField.All[name], value, errors) is { } rule)
                rules[name] = rule;
        }

        foreach (var missing in ReferralField.All.Values.Where(field => field.Required && entry.Find(field.Name) is null).OrderBy(field => field.Name, StringComparer.Ordinal))
            errors.Add(node.Line, $"The field \"{missing.Name}\" is needed: {missing.Expected}.");
        return rules.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void OneFieldEach(FrozenDictionary<string, FieldRule> rules, MappingEntry file, string countColumn, MappingErrors errors)
    {
        foreach (var twice in rules.Values.Where(rule => rule.Constant is null).GroupBy(rule => rule.Column, StringComparer.Ordinal).Where(group => group.Count() > 1))
            errors.Add(file.LineOf("fields"), $"The column \"{twice.Key}\" fills {string.Join(" and ", twice.Select(rule => rule.Field.Name).Order(StringComparer.Ordinal))}. A column fills one field.");
        if (countColumn.Length > 0 && rules.Values.Any(rule => rule.Constant is null && rule.Column == countColumn))
            errors.Add(file.LineOf("count"), $"The column \"{countColumn}\" counts and fills a field as well.");
    }
}
