using Coordination.Cases.V1;
using Coordination.Cli.Texts;

namespace Coordination.Cli.Printing;

/// <summary>Notes, identities and who read them. Texts and values are shown by a read alone.</summary>
internal static class NotePrinter
{
    public static void Show(Output output, Catalogue texts, CaseNote note) => output.Facts(
    [
        ("resource", note.Name), ("case", note.Case), ("class", texts.Of(note.NoteClass)), ("person", note.Person), ("event", note.Event),
        ("agency", Words.Short(note.Agency)), ("retracted", note.Retracted ? texts["yes"] : ""), ("created", texts.Of(note.CreateTime)), ("etag", note.Etag),
    ]);

    public static void List(Output output, Catalogue texts, ListCaseNotesResponse list) => output.Table(
        ["note_name", "class", "person", "event", "agency", "retracted", "created"],
        list.Notes.Select(IReadOnlyList<string> (n) =>
            [Words.Short(n.Name), texts.Of(n.NoteClass), n.Person, n.Event, Words.Short(n.Agency), n.Retracted ? texts["yes"] : "", texts.Of(n.CreateTime)]));

    public static void Text(Output output, Catalogue texts, ReadCaseNoteResponse read)
    {
        output.WriteLine(read.Text);
        output.Facts(
        [
            ("resource", read.Note.Name), ("class", texts.Of(read.Note.NoteClass)), ("person", read.Note.Person), ("agency", Words.Short(read.Note.Agency)),
            ("created", texts.Of(read.Note.CreateTime)), ("access", read.Access),
        ]);
    }

    public static void Show(Output output, Catalogue texts, Identity identity) => output.Facts(
    [
        ("resource", identity.Name), ("case", identity.Case), ("person", identity.Person), ("fields", string.Join(", ", identity.Fields)),
        ("erasure_proposed", identity.ErasureProposed ? texts["yes"] : ""), ("erased", identity.Erased ? texts["yes"] : ""),
        ("created", texts.Of(identity.CreateTime)), ("updated", texts.Of(identity.UpdateTime)), ("etag", identity.Etag),
    ]);

    public static void Values(Output output, Catalogue texts, ReadIdentityResponse read)
    {
        output.Table(["field", "value"], read.Fields.Select(IReadOnlyList<string> (f) => [f.Field, f.Value]));
        output.Facts([("resource", read.Identity.Name), ("case", read.Identity.Case), ("person", read.Identity.Person), ("access", read.Access)]);
    }

    public static void Accesses(Output output, Catalogue texts, ListCaseAccessesResponse list) => output.Table(
        ["access", "time", "reader", "read_by", "resource", "person", "purpose", "why", "fields"],
        list.Accesses.Select(IReadOnlyList<string> (a) =>
        [
            Words.Short(a.Name), texts.Of(a.Time), Words.Short(a.Reader), a.ReaderSubject, a.Resource, a.Person, a.Purpose, a.Reason, string.Join(", ", a.Fields),
        ]));
}
