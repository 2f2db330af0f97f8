using Coordination.Cli.Texts;
using Coordination.Modules.V1;

namespace Coordination.Cli.Printing;

/// <summary>Definitions of workflows and their forms.</summary>
internal static class DefinitionPrinter
{
    public static void List(Output output, Catalogue texts, ListDefinitionsResponse list) => output.Table(
        ["definition", "version", "module", "title", "about", "can_start"],
        list.Definitions.Select(IReadOnlyList<string> (d) =>
        [
            Words.Short(d.Name), d.Version.ToString(texts.Culture), Words.Short(d.Module), texts.Of(d.Title), About(texts, d.CaseUse, d.AboutPerson), texts.Of(d.CanStart),
        ]));

    public static void Show(Output output, Catalogue texts, Definition definition)
    {
        output.Facts(
        [
            ("resource", definition.Name), ("title", texts.Of(definition.Title)), ("summary", texts.Of(definition.Summary)), ("module", Words.Short(definition.Module)),
            ("version", definition.Version.ToString(texts.Culture)), ("guideline", definition.Guideline), ("about", About(texts, definition.CaseUse, definition.AboutPerson)),
            ("handling", texts.Of(definition.Handling)), ("starters", string.Join(", ", [.. definition.Start.Roles, .. definition.Start.Agencies.Select(Words.Short)])),
        ]);
        output.Table(["part", "title", "agency", "leads"], definition.Parts.Select(IReadOnlyList<string> (p) =>
            [p.Id, texts.Of(p.Title), Words.Short(p.FixedAgency), texts.Of(p.Leads)]));
        output.Table(["state", "title", "final"], definition.States.Select(IReadOnlyList<string> (s) => [s.Id, texts.Of(s.Title), texts.Of(s.Final)]));
        output.Table(["transition", "from", "to", "fired_by", "fields", "conditions", "title"], definition.Transitions.Select(IReadOnlyList<string> (t) =>
        [
            t.Id, string.Join(", ", t.From), t.To, t.Parts.Count == 0 ? texts["platform"] : string.Join(", ", t.Parts),
            string.Join(", ", [.. t.RequiredFields.Select(f => f + "*"), .. t.OptionalFields]), string.Join(", ", t.Guards.Select(g => g.Code)), texts.Of(t.Title),
        ]));
        if (definition.Deadlines.Count > 0)
        {
            output.Table(["deadline", "within", "fires", "title"], definition.Deadlines.Select(IReadOnlyList<string> (d) =>
                [d.Id, Within(texts, d.Within), d.Then, texts.Of(d.Title)]));
        }
    }

    public static void Form(Output output, Catalogue texts, Form form)
    {
        output.Facts([("definition", $"{Words.Short(form.Definition)} {form.Version}"), ("transition", form.Transition), ("title", texts.Of(form.Title)), ("about", About(texts, form.CaseUse, form.AboutPerson))]);
        output.Table(["field", "required", "field_type", "options", "title"], form.Fields.Select(IReadOnlyList<string> (f) =>
        [
            f.Field.Id, texts.Of(f.Required), Type(texts, f.Field), string.Join(", ", f.Field.Options.Select(o => o.Code)), texts.Of(f.Field.Title),
        ]));
        if (form.Parts.Count > 0)
            output.Table(["part", "required", "title"], form.Parts.Select(IReadOnlyList<string> (p) => [p.Part.Id, texts.Of(p.Required), texts.Of(p.Part.Title)]));
    }

    private static string About(Catalogue texts, CaseUse use, bool person) => use is CaseUse.None or CaseUse.Unspecified ? ""
        : person ? $"{texts.Of(use)}, {texts["col.person"]}"
        : texts.Of(use);

    private static string Type(Catalogue texts, Field field)
    {
        var type = field.Type is FieldType.Name ? field.Collection + "/…" : texts.Of(field.Type);
        return field.MaxItems > 1 ? $"{type} ×{field.MaxItems}" : type;
    }

    private static string Within(Catalogue texts, Span? span) => span is null ? ""
        : span.WorkingDays > 0 ? texts.Format("unit.working-days", span.WorkingDays)
        : texts.Of(span.Time);
}
