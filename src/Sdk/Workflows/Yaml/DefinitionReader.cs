using System.Collections.Immutable;
using System.Globalization;
using Coordination.Access;
using Coordination.Localization;
using Coordination.Yaml;

namespace Coordination.Workflows;

/// <summary>One definition, key by key. Whatever is wrong is noted and reading goes on with a stand-in.</summary>
internal sealed partial class DefinitionReader(string file, YamlErrors errors)
{
    public const string SpanForm = "a time: a whole number and s, m, h or d, for example 90d, or \"3 working days\"";
    public const string TimeForm = "a time: a whole number and s, m, h or d, for example 90d";

    private const int LongestSentence = 1_000;
    private const int MaxVersion = 100_000;

    private static readonly Dictionary<string, CaseUse> CaseUses = new() { ["none"] = CaseUse.None, ["optional"] = CaseUse.Optional, ["required"] = CaseUse.Required };

    private static readonly Dictionary<string, Handling> Handlings = new()
    {
        ["clear"] = Handling.Clear, ["green"] = Handling.Green, ["amber"] = Handling.Amber, ["amber_strict"] = Handling.AmberStrict, ["red"] = Handling.Red,
    };

    private static readonly Dictionary<string, FieldType> Types = new()
    {
        ["text"] = FieldType.Text, ["code"] = FieldType.Code, ["boolean"] = FieldType.Boolean, ["whole"] = FieldType.Whole, ["number"] = FieldType.Number,
        ["date"] = FieldType.Date, ["time"] = FieldType.Time, ["name"] = FieldType.Name, ["document"] = FieldType.Document,
    };

    public WorkflowDefinition Read(YamlNode node)
    {
        var entry = new YamlEntry(
            file, node, errors, "a definition", "id", "version", "title", "summary", "guideline", "case", "person", "handling", "parts", "fields", "states",
            "start", "transitions", "migrations");
        if (node is not YamlMap)
            return new WorkflowDefinition { Id = "", Version = 1, Title = LocalizedText.Empty, States = [], Start = new() { Roles = [] }, Transitions = [] };

        return new WorkflowDefinition
        {
            Id = entry.Text("id"),
            Version = entry.Number("version", 1, MaxVersion),
            Title = entry.Localized("title"),
            Summary = Sentence(entry, "summary"),
            Guideline = entry.OptionalText("guideline"),
            Case = Word(entry, "case", CaseUses, CaseUse.None),
            Person = entry.Flag("person", false),
            Handling = Word(entry, "handling", Handlings, Handling.Amber),
            Parts = [.. entry.Entries("parts", "a part", required: false, "id", "title", "fixed", "starter", "required", "leads").Select(Part)],
            Fields =
            [
                .. entry.Entries(
                    "fields", "a field", required: false, "id", "type", "title", "options", "collection", "max_items", "max_length", "minimum", "maximum", "visible_to")
                    .Select(Field),
            ],
            States = [.. entry.Entries("states", "a state", required: true, "id", "title", "final", "entry", "exit").Select(State)],
            Start = Start(entry),
            Transitions =
            [
                .. entry.Entries(
                    "transitions", "a transition", required: true, "id", "title", "from", "to", "parts", "roles", "required", "optional", "binds", "guards",
                    "actions", "unblockable").Select(Transition),
            ],
            Migrations = [.. entry.Entries("migrations", "a migration", required: false, "from_version", "states").Select(Migration)],
        };
    }

    private static WorkflowPart Part(YamlEntry entry) => new(entry.Text("id"), entry.Localized("title"))
    {
        Fixed = Optional(entry, "fixed"),
        Starter = entry.Flag("starter", false),
        Required = entry.Flag("required", false),
        Leads = entry.Flag("leads", false),
    };

    private static WorkflowField Field(YamlEntry entry)
    {
        var field = new WorkflowField(entry.Text("id"), Word(entry, "type", Types, FieldType.None, required: true), entry.Localized("title"))
        {
            Options = [.. entry.Entries("options", "an option", required: false, "code", "title").Select(o => new WorkflowOption(o.Text("code"), o.Localized("title")))],
            Collection = entry.OptionalText("collection"),
            Minimum = Bound(entry, "minimum"),
            Maximum = Bound(entry, "maximum"),
            VisibleTo = Texts(entry, "visible_to"),
        };
        if (entry.Has("max_items"))
            field = field with { MaxItems = entry.Number("max_items", 1, 500) };
        return entry.Has("max_length") ? field with { MaxLength = entry.Number("max_length", 1, 20_000) } : field;
    }

    private WorkflowState State(YamlEntry entry) => new(entry.Text("id"), entry.Localized("title"))
    {
        Final = entry.Flag("final", false),
        Entry = Actions(entry, "entry"),
        Exit = Actions(entry, "exit"),
    };

    private WorkflowStart Start(YamlEntry definition)
    {
        if (definition.Inner("start", "the start", "roles", "agencies", "required", "optional", "guards", "actions") is not { } entry)
            return new() { Roles = [] };
        return new()
        {
            Roles = Texts(entry, "roles"),
            Agencies = Texts(entry, "agencies"),
            Required = Texts(entry, "required"),
            Optional = Texts(entry, "optional"),
            Guards = Guards(entry),
            Actions = Actions(entry, "actions"),
        };
    }

    private WorkflowTransition Transition(YamlEntry entry) => new(entry.Text("id"), entry.Localized("title"))
    {
        From = Texts(entry, "from", required: true),
        To = Optional(entry, "to"),
        Parts = Texts(entry, "parts"),
        Roles = Texts(entry, "roles"),
        Required = Texts(entry, "required"),
        Optional = Texts(entry, "optional"),
        Binds = Texts(entry, "binds"),
        Guards = Guards(entry),
        Actions = Actions(entry, "actions"),
        Unblockable = entry.Flag("unblockable", false),
    };

    private static WorkflowMigration Migration(YamlEntry entry) => new(entry.Number("from_version", 1, MaxVersion), entry.Map("states"));

    private ImmutableArray<WorkflowGuard> Guards(YamlEntry entry) =>
    [
        .. entry.Entries("guards", "a guard", required: false, "code", "sentence", "when")
            .Select(guard => new WorkflowGuard(guard.Text("code"), guard.Localized("sentence", LongestSentence), Condition(guard, "when"))),
    ];

    private static LocalizedText Sentence(YamlEntry entry, string key) => entry.Has(key) ? entry.Localized(key, LongestSentence) : LocalizedText.Empty;

    private static string? Optional(YamlEntry entry, string key) => entry.OptionalText(key) is { Length: > 0 } text ? text : null;

    private static ImmutableArray<string> Texts(YamlEntry entry, string key, bool required = false) => [.. entry.Texts(key, required).Select(t => t.Text)];

    private static decimal? Bound(YamlEntry entry, string key) => entry.Parsed(
        key,
        text => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : (decimal?)null,
        "a number",
        required: false);

    private static T Word<T>(YamlEntry entry, string key, Dictionary<string, T> words, T otherwise, bool required = false) where T : struct => entry.Parsed(
        key, text => words.TryGetValue(text, out var value) ? value : (T?)null, $"one of {string.Join(", ", words.Keys)}", required) ?? otherwise;

    private static WorkflowSpan? Span(YamlEntry entry, string key, bool required) => entry.Parsed(key, Span, SpanForm, required);

    private static WorkflowSpan? Span(string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is [var count, "working", "day" or "days"])
            return int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= 1000 ? WorkflowSpan.Working(days) : null;
        return YamlTexts.Duration(text, TimeSpan.FromDays(1)) is { } time ? new WorkflowSpan(time) : null;
    }

    private static TimeSpan Time(YamlEntry entry, string key) => entry.Parsed(key, text => YamlTexts.Duration(text, TimeSpan.FromDays(1)), TimeForm) ?? TimeSpan.Zero;
}
