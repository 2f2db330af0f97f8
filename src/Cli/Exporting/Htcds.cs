using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Coordination.Cli.Importing;

namespace Coordination.Cli.Exporting;

/// <summary>A field of HTCDS 2.0.</summary>
/// <param name="Type"><c>text</c>, <c>code</c>, <c>codes</c>, <c>number</c>, <c>date</c>, <c>checkbox</c>, <c>language</c> or <c>countries</c>.</param>
/// <param name="Holds">Where the platform keeps it; <c>none</c>: nowhere.</param>
/// <param name="Codes">Its list and our extensions of it; empty: it has none.</param>
internal sealed partial record HtcdsField(string Name, string Type, string Holds, FrozenSet<string> Codes)
{
    private const string Identity = "identity ";

    public bool IsHeld => Holds is not "none";

    public bool IsAttribute => Holds is "attribute";

    /// <summary>Gets the field of the identity vault, or empty.</summary>
    public string IdentityField => Holds.StartsWith(Identity, StringComparison.Ordinal) ? Holds[Identity.Length..] : "";

    /// <summary>Whether a value of the field is what the standard, or our extension of it, allows.</summary>
    public bool IsGood(string value) => Type switch
    {
        "code" or "codes" => Codes.Contains(value) || value.StartsWith(Htcds.Extension, StringComparison.Ordinal),
        "number" => decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _),
        "checkbox" => value is "true" or "false",
        "date" => Date().IsMatch(value),
        "language" => Language().IsMatch(value),
        _ => true,
    };

    [GeneratedRegex(@"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\z")]
    private static partial Regex Date();

    [GeneratedRegex(@"^[a-z]{2,3}\z")]
    private static partial Regex Language();
}

/// <summary>The standard, read from <c>htcds.yaml</c>.</summary>
internal static class Htcds
{
    /// <summary>What stands before columns and values that are not the standard's.</summary>
    public const string Extension = "x_";

    public const string Case = "x_Case";
    public const string Person = "x_Person";
    public const string Role = "x_Role";
    public const string AgeBand = "x_AgeBand";
    public const string SignsOfChildhood = "x_SignsOfChildhood";
    public const string Conflicted = "x_Conflicted";
    public const string Province = "x_Province";
    public const string Area = "x_Area";
    public const string Acts = "x_Acts";
    public const string Means = "x_Means";
    public const string Purposes = "x_Purposes";

    /// <summary>What goes with every file, as the licence asks.</summary>
    public const string Attribution =
        "Field names and codes: Human Trafficking Case Data Standard (HTCDS) 2.0, International Organization for Migration (IOM), CC BY 4.0. "
        + "IOM has not reviewed or endorsed this file. Names that begin with x_ are not of the standard.";

    /// <summary>Columns of the platform's own, before those of the standard.</summary>
    public static readonly ImmutableArray<string> Own = [Case, Person, Role, AgeBand, SignsOfChildhood, Conflicted, Province, Area, Acts, Means, Purposes];

    private static readonly Lazy<ImmutableArray<HtcdsField>> Read = new(Load);

    private static readonly Lazy<FrozenDictionary<string, HtcdsField>> Index =
        new(() => Read.Value.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal));

    /// <summary>Every field that is not deprecated, in the standard's order.</summary>
    public static ImmutableArray<HtcdsField> Fields => Read.Value;

    /// <summary>All columns of a file.</summary>
    public static IEnumerable<string> Columns => Own.Concat(Fields.Select(one => one.Name));

    public static HtcdsField? Find(string name) => Index.Value.GetValueOrDefault(name);

    private static ImmutableArray<HtcdsField> Load()
    {
        using var stream = typeof(Htcds).Assembly.GetManifestResourceStream("exporting.htcds.yaml")
            ?? throw new InvalidOperationException("The fields of HTCDS are not in this build.");
        using var reader = new StreamReader(stream);
        var errors = new MappingErrors("htcds.yaml");
        var file = new MappingEntry(YamlText.Read(reader.ReadToEnd(), errors) ?? new YamlList(0, []), errors, "The standard", "fields", "codes", "extensions");
        var codes = Lists(file.Find("codes"), errors);
        var extensions = Lists(file.Find("extensions"), errors);
        ImmutableArray<HtcdsField> fields =
        [
            .. ((YamlList)file.Find("fields")!).Items.Select(item =>
            {
                var entry = new MappingEntry(item, errors, "A field", "name", "type", "holds");
                var name = entry.Text("name");
                return new HtcdsField(
                    name, entry.Text("type"), entry.Text("holds"),
                    codes.GetValueOrDefault(name, []).Concat(extensions.GetValueOrDefault(name, [])).ToFrozenSet(StringComparer.Ordinal));
            }),
        ];
        return errors.Any ? throw new MappingException(errors.All) : fields;
    }

    private static Dictionary<string, string[]> Lists(YamlNode? node, MappingErrors errors) => node is null ? [] : new MappingEntry(node, errors, "A list")
        .Pairs.ToDictionary(pair => pair.Key, pair => ((YamlList)pair.Value).Items.Cast<YamlScalar>().Select(code => code.Text).ToArray(), StringComparer.Ordinal);
}

/// <summary>One person of one case in the words of HTCDS: values by column; several values of one column stand in their order.</summary>
internal sealed class HtcdsRecord
{
    private readonly Dictionary<string, ImmutableArray<string>> values = new(StringComparer.Ordinal);

    /// <summary>Gets the line of the file on which it stands; 0: it is in none.</summary>
    public int Line { get; init; }

    public IEnumerable<KeyValuePair<string, ImmutableArray<string>>> Values => values;

    public ImmutableArray<string> All(string column) => values.TryGetValue(column, out var all) ? all : [];

    public string One(string column) => All(column) is [var first, ..] ? first : "";

    public void Set(string column, params IEnumerable<string> all)
    {
        ImmutableArray<string> kept = [.. all];
        // Places are kept where columns go together, as those of events do; a column with nothing in it is none.
        if (kept.Any(value => value.Length > 0))
            values[column] = kept;
        else
            values.Remove(column);
    }
}
