using System.CommandLine;
using Coordination.Cases.V1;
using Coordination.Cli.Commands.Information;
using Coordination.Cli.Printing;
using Coordination.Cli.Reading;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Cases;

/// <summary><c>coord case note …</c>: notes by class, their text from a file or the input and never from the command line.</summary>
internal static class NoteCommands
{
    public static Command Build(Leaves leaves) => leaves.Group("case.note", Add(leaves), Read(leaves), List(leaves), Retract(leaves));

    public static Command Accesses(Leaves leaves)
    {
        var about = leaves.Argument("case");
        return leaves.Listing(
            "case.accesses",
            (client, parsed, size, token, options) => client.CaseNotes.ListCaseAccessesAsync(
                new ListCaseAccessesRequest { Case = Case(parsed.GetRequiredValue(about)), PageSize = size, PageToken = token }, options),
            r => r.Accesses, r => r.NextPageToken, NotePrinter.Accesses,
            about);
    }

    private static Command Add(Leaves leaves)
    {
        var about = leaves.Argument("case");
        var (noteClass, person, happened, from) = (
            leaves.OneOf<NoteClass>("--class", required: true, describe: "note-class"), leaves.Text("--person", "PERSON", describe: "note-person"),
            leaves.Text("--event", "EVENT", describe: "note-event"), leaves.Text("--from", "FILE", required: true, describe: "note-from"));
        return leaves.Make(
            "case.note.add",
            (session, requestId, parsed, options) => session.Own.CaseNotes.AddCaseNoteAsync(
                new AddCaseNoteRequest
                {
                    RequestId = requestId, Case = Case(parsed.GetRequiredValue(about)), NoteClass = parsed.GetValue(noteClass) ?? default,
                    Person = parsed.GetValue(person) ?? "", Event = parsed.GetValue(happened) ?? "", Text = Quiet.Read(session, parsed.GetValue(from) ?? "").Trim(),
                },
                options),
            NotePrinter.Show,
            about, noteClass, person, happened, from);
    }

    private static Command Read(Leaves leaves)
    {
        var note = leaves.Argument("note");
        var (purpose, reason) = (leaves.Text("--purpose", "CODE", required: true, describe: "case-read-purpose"), leaves.Text("--reason", "CODE", required: true, describe: "read-reason"));
        return leaves.Make(
            "case.note.read",
            (session, requestId, parsed, options) => session.Own.CaseNotes.ReadCaseNoteAsync(
                new ReadCaseNoteRequest
                {
                    RequestId = requestId, Name = Note(parsed.GetRequiredValue(note)), Purpose = parsed.GetValue(purpose) ?? "", Reason = parsed.GetValue(reason) ?? "",
                },
                options),
            NotePrinter.Text,
            note, purpose, reason);
    }

    private static Command List(Leaves leaves)
    {
        var about = leaves.Argument("case");
        return leaves.Listing(
            "case.note.list",
            (client, parsed, size, token, options) => client.CaseNotes.ListCaseNotesAsync(
                new ListCaseNotesRequest { Case = Case(parsed.GetRequiredValue(about)), PageSize = size, PageToken = token }, options),
            r => r.Notes, r => r.NextPageToken, NotePrinter.List,
            about);
    }

    private static Command Retract(Leaves leaves)
    {
        var reason = leaves.Reason();
        return leaves.Change("case.note.retract", "note", Note, (session, at, parsed, options) => session.Own.CaseNotes.RetractCaseNoteAsync(
            new RetractCaseNoteRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Reason = parsed.GetValue(reason) ?? "" }, options),
            NotePrinter.Show, reason);
    }
}
