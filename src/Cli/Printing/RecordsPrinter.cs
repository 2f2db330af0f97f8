using Coordination.Cli.Texts;
using Coordination.Information.V1;

namespace Coordination.Cli.Printing;

/// <summary>Record types, persons, records and consents for a person at a desk. None of them holds a value.</summary>
internal static class RecordsPrinter
{
    public static void Show(Output output, Catalogue texts, RecordType type)
    {
        output.Facts(
        [
            ("resource", type.Name), ("agency", Words.Short(type.Agency)), ("name_en", type.DisplayName?.En ?? ""), ("name_lo", type.DisplayName?.Lo ?? ""),
            ("held_by", texts.Of(type.HeldBy)), ("purposes", string.Join(", ", type.Purposes)), ("handling", texts.Of(type.DefaultHandling)),
            ("retired", type.Retired ? texts["yes"] : ""), ("created", texts.Of(type.CreateTime)), ("etag", type.Etag),
        ]);
        output.Table(
            ["field", "class", "ended", "name"],
            type.Fields.Select(IReadOnlyList<string> (f) => [f.Id, texts.Of(f.FieldClass), f.Ended ? texts["yes"] : "", texts.Of(f.DisplayName)]));
    }

    public static void Types(Output output, Catalogue texts, ListRecordTypesResponse list) => output.Table(
        ["record_type", "agency", "held_by", "fields", "retired", "name"],
        list.RecordTypes.Select(IReadOnlyList<string> (t) =>
        [
            Words.Short(t.Name), Words.Short(t.Agency), texts.Of(t.HeldBy), string.Join(", ", t.Fields.Where(f => !f.Ended).Select(f => f.Id)),
            t.Retired ? texts["yes"] : "", texts.Of(t.DisplayName),
        ]));

    public static void Show(Output output, Catalogue texts, Subject subject) => output.Facts(
    [
        ("resource", subject.Name), ("agency", Words.Short(subject.Agency)), ("state", texts.Of(subject.State)), ("minor", texts.Of(subject.Minor)),
        ("retain_until", texts.Of(subject.RetainUntil)), ("legal_hold", subject.LegalHold ? texts["yes"] : ""), ("note", subject.LegalHoldReason),
        ("created", texts.Of(subject.CreateTime)), ("erased", texts.Of(subject.EraseTime)), ("etag", subject.Etag),
    ]);

    public static void Subjects(Output output, Catalogue texts, ListSubjectsResponse list) => output.Table(
        ["person", "state", "minor", "retain_until", "legal_hold", "created"],
        list.Subjects.Select(IReadOnlyList<string> (s) =>
            [Words.Short(s.Name), texts.Of(s.State), s.Minor ? texts["yes"] : "", texts.Of(s.RetainUntil), s.LegalHold ? texts["yes"] : "", texts.Of(s.CreateTime)]));

    public static void Show(Output output, Catalogue texts, Record record) => output.Facts(
    [
        ("resource", record.Name), ("record_type", Words.Short(record.RecordType)), ("agency", Words.Short(record.Agency)), ("person", record.Subject),
        ("handling", texts.Of(record.Handling)), ("proposed_handling", texts.Of(record.ProposedHandling)), ("fields", string.Join(", ", record.Fields)),
        ("withdrawn", record.Withdrawn ? texts["yes"] : ""), ("erased", record.Erased ? texts["yes"] : ""),
        ("created", texts.Of(record.CreateTime)), ("updated", texts.Of(record.UpdateTime)), ("etag", record.Etag),
    ]);

    public static void Records(Output output, Catalogue texts, ListRecordsResponse list) => output.Table(
        ["record", "record_type", "person", "handling", "withdrawn", "erased", "fields"],
        list.Records.Select(IReadOnlyList<string> (r) =>
        [
            Words.Short(r.Name), Words.Short(r.RecordType), Words.Short(r.Subject), texts.Of(r.Handling), r.Withdrawn ? texts["yes"] : "",
            r.Erased ? texts["yes"] : "", string.Join(", ", r.Fields),
        ]));

    public static void Show(Output output, Catalogue texts, Consent consent) => output.Facts(
    [
        ("resource", consent.Name), ("person", consent.Subject), ("purpose", consent.Purpose), ("recipient", Words.Short(consent.Recipient)),
        ("state", texts.Of(consent.State)), ("giver", texts.Of(consent.Giver)), ("form_version", consent.FormVersion),
        ("version", consent.Version.ToString(texts.Culture)), ("valid_until", texts.Of(consent.ValidUntil)), ("updated", texts.Of(consent.UpdateTime)), ("etag", consent.Etag),
    ]);

    public static void Consents(Output output, Catalogue texts, ListConsentsResponse list) => output.Table(
        ["consent", "person", "purpose", "recipient", "state", "giver", "valid_until"],
        list.Consents.Select(IReadOnlyList<string> (c) =>
            [Words.Short(c.Name), Words.Short(c.Subject), c.Purpose, Words.Short(c.Recipient), texts.Of(c.State), texts.Of(c.Giver), texts.Of(c.ValidUntil)]));
}
